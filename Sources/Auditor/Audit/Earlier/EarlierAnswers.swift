internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
public import PlumblineLedger
public import PlumblineText

/// What was known of a patient at earlier answers, to begin another visit from. Nothing of it is an answer of today by itself.
public struct EarlierAnswers: Sendable {
  /// What was known of one fact: the last that an answer gave.
  public struct Value: Sendable {
    /// Its name in the vocabulary in force.
    public var name: String
    public var state: FactState
    /// The day on which it was observed: that of the answer, or an earlier one that the answer had; nil if it cannot be read.
    public var day: Day?
    /// The name of the answer's record.
    public var record: String
    /// Whether it may be used again: by its age it still counts, as its pack says, and no stop could follow from it.
    public var stillCounts: Bool
  }

  /// The day for which the last of them held.
  public let day: Day
  /// The numbers of the records that were opened for it, in order.
  public let opened: [Int]
  /// In the order of the vocabulary in force. What a stop reads, and what counts only on its day by being a flag, is never among them; nor
  /// what another vocabulary asked in other words.
  public let values: [Value]

  /// How many of a patient's newest records are searched, and from how many answers values are taken.
  private static let (mostRecords, mostAnswers) = (100, 20)

  /// Finds the patient's last answers up to a day; one that was replaced because of a wrong input is passed over.
  ///
  /// - Parameters:
  ///   - id: the patient's id; a pseudonym finds nothing.
  ///   - ledger: opened for reading; `shelf` is over it, too.
  /// - Returns: nil if there is no answer that can be read.
  /// - Throws: `LedgerError`, if the ledger cannot be read.
  public init?(
    of id: String, asOf today: Day, inForce guidelines: Guidelines, in ledger: Ledger,
    _ shelf: inout GuidelineShelf
  ) throws {
    let patients = try ledger.pseudonyms(of: id)
    let vocabulary = guidelines.vocabulary
    var (last, opened, replaced): (Day?, [Int], Set<Int>) = (nil, [], [])
    var values: [String: Value] = [:]
    for summary in try ledger.summaries(of: patients, newest: Self.mostRecords) where !summary.isErased {
      if summary.kind == .amendment, let about = summary.about { replaced.insert(about) }
      guard summary.kind == .decision, !replaced.contains(summary.index), opened.count < Self.mostAnswers
      else { continue }
      guard let record = try ledger.undamaged(summary.index), let value = record.payload,
        let patient = value["patient"]?.stringValue, patients.contains(patient),
        let payload = DecisionPayload(value), payload.asOf <= today,
        let then = Self.read(payload, record.leaf, guidelines, &shelf)
      else { continue }
      let name = try record.leaf.from ?? RecordName(origin: ledger.origin() ?? "", index: record.index)
      opened.append(record.index)
      last = max(last ?? payload.asOf, payload.asOf)
      for value in Self.values(then.profile, then.vocabulary, of: payload.asOf, "\(name)", vocabulary, today)
      {
        if values[value.name].map({ value.isLater(than: $0) }) ?? true { values[value.name] = value }
      }
    }
    guard let last else { return nil }
    (day, self.opened) = (last, opened.sorted())
    self.values = vocabulary.givenFacts.compactMap { values[vocabulary[$0].name] }
  }

  /// Reads a recorded profile by the packs that decided then; nil if they no longer do.
  private static func read(
    _ payload: DecisionPayload, _ leaf: Leaf, _ guidelines: Guidelines, _ shelf: inout GuidelineShelf
  ) -> (profile: Profile, vocabulary: Vocabulary)? {
    let isSame = Set(leaf.packs) == Set(guidelines.packs.map(\.digest))
    guard
      let vocabulary = isSame
        ? guidelines.vocabulary
        : try? shelf.evaluator(of: leaf.packs, by: leaf.engine).guidelines.vocabulary,
      let profile = try? ProfileReader(vocabulary, asOf: payload.asOf).read(payload.profile.canonical)
    else { return nil }
    return (profile, vocabulary)
  }

  private static func values(
    _ profile: Profile, _ then: Vocabulary, of day: Day, _ record: String, _ vocabulary: Vocabulary,
    _ today: Day
  ) -> [Value] {
    vocabulary.givenFacts.compactMap { index in
      let fact = vocabulary[index]
      guard fact.membership == nil, !vocabulary.ofToday.contains(index),
        let earlier = then.index(of: fact.name), !then.ofToday.contains(earlier), profile.isGiven(earlier),
        fact.asksTheSame(as: then[earlier])
      else { return nil }
      let observed = profile.origins[earlier]?.observed
      let since = observed.map { text in Day.days(of: text.prefix { $0 != "T" })?.lowerBound } ?? day
      let couldStop =
        vocabulary.settlingToday.contains(index) || then.settlingToday.contains(earlier)
      return Value(
        name: fact.name, state: profile[earlier], day: since, record: record,
        stillCounts: !couldStop && since.map { fact.counts(from: $0, on: today) } ?? false)
    }
  }

  /// A value in words: "on sick leave", "16 weeks".
  ///
  /// - Parameter vocabulary: that in force, in the reader's language.
  public func words(_ value: Value, in language: Language, _ vocabulary: Vocabulary) -> String {
    vocabulary.index(of: value.name).map { vocabulary[$0].words(value.state, in: language) } ?? ""
  }

  /// How long ago a day was, in words: "6 weeks ago".
  public static func ago(_ day: Day, on today: Day, in language: Language) -> String {
    Fact.ago(ExactNumber(today.ordinal - day.ordinal), in: language)
  }
}

extension EarlierAnswers.Value {
  /// Of one day the last recorded counts, which is read first.
  fileprivate func isLater(than other: Self) -> Bool {
    guard let day else { return false }
    return other.day.map { day > $0 } ?? true
  }
}

extension Fact {
  /// Whether an answer to the other fact is one to this: they ask the same, with the same values.
  fileprivate func asksTheSame(as other: Fact) -> Bool {
    (kind, unit, isDate) == (other.kind, other.unit, other.isDate)
      && (label, question, labels) == (other.label, other.question, other.labels)
  }

  /// Whether a value that was observed on a day still counts, as its pack says. A patient’s age is asked again.
  fileprivate func counts(from day: Day, on today: Day) -> Bool {
    let age = today.ordinal - day.ordinal
    guard age >= 0, fhir?.isAge != true else { return false }
    return switch maxAge {
    case .lasting: true
    case .visit: age == 0
    case .days(let days): age <= days
    }
  }
}
