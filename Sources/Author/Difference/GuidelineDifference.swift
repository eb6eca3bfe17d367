public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON

/// The ways in which the answers of two guidelines differ, each with a patient and its cause.
///
/// Exhaustive: it covers every profile that either accepts, over the classes that the cut-offs of both define.
public struct GuidelineDifference: Sendable {
  /// The patients whose answers change in one way.
  public struct Class: Sendable {
    public var change: AnswerChange
    /// The patient of the class about whom least is known. Made up, and no real person's.
    public var example: JSONValue
    /// The same in words: `TSK-17 37; primary goal function`; empty for a patient about whom nothing is known.
    public var exampleWords: String
    /// The decision of each guideline for it, by the reference interpreter; nil if the guideline refuses the profile.
    public var before: Decision?
    public var after: Decision?
    /// Whether the reference interpreter, with the guidelines as they were loaded, confirms this change for the example.
    public var isConfirmed: Bool
    /// Whether any patient in the class had an answer before: any decision except need-data.
    public var hadAnswer: Bool
    public var causes: Causes

    /// The version change that it needs: major if an answer changes, else minor.
    public var weight: VersionChange {
      change.kind.isOfAnswer && hadAnswer && change.before != "refused" ? .major : .minor
    }
  }

  /// The verdict for all patients together.
  public enum Verdict: Sendable, Hashable {
    /// No legal profile gets another answer, and both accept the same profiles; this is proved.
    case noAnswerChanges
    case answersChange
    /// Neither could be shown.
    case notDecided
  }

  public let judges: Judges
  public private(set) var classes: [Class] = []
  public let declarations: [DeclarationChange]
  /// Why something is undecided, in sentences; empty if everything is decided.
  public private(set) var undecided: [String] = []
  /// Whether questions were compared for every profile, and not only for the examples.
  public private(set) var knowsAsked = true
  public private(set) var versions: [VersionVerdict] = []

  public var verdict: Verdict {
    if classes.contains(where: { $0.isConfirmed && $0.change.kind.isOfAnswer }) { return .answersChange }
    return undecided.isEmpty ? .noAnswerChanges : .notDecided
  }

  /// Changes of words and figures only.
  public var wordChanges: [DeclarationChange] { declarations.filter { $0.isWordsOnly } }
  /// Declarations by which a profile or a FHIR record is read as other values than before: questionnaires that score differently, series
  /// from which something else is taken, facts whose units, conversions or codes changed.
  public var scoringChanges: [DeclarationChange] { declarations.filter(\.readsDifferently) }
  /// Whether it is proved that no answer changes for the same values, and only what is read as which value is not compared.
  public var isProvedForSameValues: Bool {
    verdict == .notDecided && undecided.count == scoringChanges.count
  }

  /// - Parameters:
  ///   - asOf: the day for which examples are decided.
  ///   - bound: the limit of the space of profiles.
  public init(_ old: Guideline, _ new: Guideline, asOf: Day, bound: Int = ChangeSpace.bound) {
    judges = Judges(old, new, asOf: asOf)
    declarations = DeclarationChange.between(judges)
    let acting = declarations.filter { !$0.acting.isEmpty }
    let aligned = judges.aligned
    do {
      let space = try ChangeSpace(
        aligned.old, aligned.new, over: aligned.vocabulary, lookingAt: aligned.everyCondition, bound: bound)
      let found = try space.changes()
      knowsAsked = space.knowsAsked
      let search = CauseSearch(judges: judges, changes: acting)
      classes = found.map { self.class($0, search) }
      if !knowsAsked { addAsked(found, search) }
      reportUndecided(space)
    } catch {
      undecided.append(
        "together the guidelines are too large to be compared for every patient: whose answers change is not known"
      )
    }
    undecided += scoringChanges.map(\.readingWords)
    versions = VersionVerdict.verdicts(self, bound: bound)
  }

  /// A pack of the new guideline.
  public func pack(_ id: String) -> Pack? { judges.new.guideline[pack: id] }

  private mutating func reportUndecided(_ space: ChangeSpace) {
    for script in judges.aligned.changedScripts {
      let pack = script.pack.hasPrefix("new ") ? String(script.pack.dropFirst(4)) : script.pack
      let sentence =
        "script '\(script.name)' (\(pack)/\(script.file):\(script.line)) differs between the two: its results cannot be compared, only tried"
      if !undecided.contains(sentence) { undecided.append(sentence) }
    }
    for law in space.unsettled {
      undecided.append(
        "\(law.key) compares facts with too many values: the patients whom it refuses were left out")
    }
    for fact in judges.aligned.unmergedFacts {
      undecided.append(
        "the steps of fact \(fact) do not fit together: patients for whom it is known were left out")
    }
    for found in classes where !found.isConfirmed {
      undecided.append(
        space.isExact
          ? "\(found.change.words): found, and not confirmed by the reference interpreter. This is a defect of the comparison; please report it"
          : "\(found.change.words): may happen: scripts and computed facts were not analysed"
      )
    }
  }

  // MARK: classes

  private func `class`(_ found: ChangeSpace.Found, _ search: CauseSearch) -> Class {
    var example = found.example
    func text() -> [UInt8] { judges.text(of: example) ?? Array("{}".utf8) }
    func isShown() -> Bool {
      judges.outcome(text(), asks: found.change.kind == .asked).changes.contains(found.change)
    }
    var isConfirmed = isShown()
    if !isConfirmed, let other = ExampleSearch(judges: judges).confirmed(found.change, near: example) {
      example = other
      isConfirmed = isShown()
    }
    let text = text()
    return Class(
      change: found.change, example: (try? JSONReader.read(text).value) ?? .object([]),
      exampleWords: judges.words(of: example), before: judges.decision(text, forOld: true),
      after: judges.decision(text, forOld: false),
      isConfirmed: isConfirmed, hadAnswer: found.hadAnswer,
      causes: search.causes(of: found.change, at: example))
  }

  /// Adds changes of questions, for the examples only.
  private mutating func addAsked(_ found: [ChangeSpace.Found], _ search: CauseSearch) {
    var seen: Set<AnswerChange> = []
    for other in found {
      guard let text = judges.text(of: other.example) else { continue }
      for change in judges.outcome(text, asks: true).changes.sorted()
      where change.kind == .asked && seen.insert(change).inserted {
        classes.append(
          self.class(.init(change: change, example: other.example, hadAnswer: other.hadAnswer), search))
      }
    }
    classes.sort { $0.change < $1.change }
  }
}

extension DeclarationChange {
  /// Whether a profile or a record that both guidelines accept may be read as other values. A new or removed fact is refused by one.
  fileprivate var readsDifferently: Bool {
    switch how {
    case .changed: !reading.isEmpty
    case .removed: [.series, .instrument].contains(key.kind)
    case .added: false
    }
  }

  /// `fact weight is read differently (converts): …`.
  fileprivate var readingWords: String {
    let fields = " (\(reading.joined(separator: ", ")))"
    return switch key.kind {
    case _ where how == .removed:
      "\(key) is not read any more: a profile with \(key.kind == .series ? "readings" : "raw answers") may be read as other facts, or be refused"
    case .series: "\(key) is read differently\(fields): a profile with readings may be read as other facts"
    case .instrument:
      "\(key) scores differently\(fields): a profile with raw answers may be read as other facts"
    default:
      "\(key) is read differently\(fields): the same profile or FHIR record may give it as another value, or not at all"
    }
  }
}

extension AnswerChange {
  /// `certainty of ho-2022/…: low → moderate`.
  public var words: String {
    kind.rawValue + (subject.isEmpty ? "" : " of \(subject)") + ": \(before) → \(after)"
  }
}
