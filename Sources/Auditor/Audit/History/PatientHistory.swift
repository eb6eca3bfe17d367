public import PlumblineGuideline
public import PlumblineInterchange

/// What is recorded of one patient over time: scores by scale, and answers with what came of them.
public struct PatientHistory: Sendable {
  /// The pseudonym under which the ledger knows the patient; nil if the history is a profile's own.
  public let patient: String?
  /// By name; versions of a scale are apart.
  public private(set) var scales: [ScaleHistory] = []
  /// From the earliest day to the latest.
  public private(set) var entries: [HistoryEntry] = []
  /// What could not be read, or was left out, and why.
  public private(set) var notes: [String] = []

  /// The ledger's records that were opened for it, by index.
  public private(set) var opened: [Int] = []

  private let inForce: Guidelines

  init(of patient: String?, inForce guidelines: Guidelines) {
    self.patient = patient
    inForce = guidelines
  }

  /// The history that a profile carries: its earlier visits, and its own answers as those of the last day.
  public init(_ profile: Profile, asOf day: Day, visits: [EarlierVisit], inForce guidelines: Guidelines) {
    self.init(of: nil, inForce: guidelines)
    for visit in visits.sorted(by: { $0.day < $1.day }) {
      take(visit.profile, of: visit.day, record: nil, by: guidelines)
    }
    take(profile, of: day, record: nil, by: guidelines)
  }

  /// Notes that a record was opened.
  mutating func note(opened record: Int) { opened.append(record) }

  /// Takes the values of scales from a profile that was read by the vocabulary of some guidelines.
  mutating func take(_ profile: Profile, of day: Day, record: String?, by guidelines: Guidelines) {
    let vocabulary = guidelines.vocabulary
    for index in vocabulary.givenFacts where vocabulary[index].isScale && profile.isGiven(index) {
      let fact = vocabulary[index]
      let reading = ScaleHistory.Reading(day: day, state: profile[index], record: record)
      let scale = Scale(fact)
      if let place = scales.firstIndex(where: { $0.scale == scale }) {
        scales[place].add(reading)
        continue
      }
      let own = inForce.vocabulary.index(of: fact.name).flatMap { index in
        Scale(inForce.vocabulary[index]) == scale ? index : nil
      }
      var history =
        own.map {
          ScaleHistory(
            inForce.vocabulary[$0], isOfToday: inForce.vocabulary.ofToday.contains($0), isInForce: true,
            in: inForce)
        }
        ?? ScaleHistory(
          fact, isOfToday: vocabulary.ofToday.contains(index), isInForce: false, in: guidelines)
      history.add(reading)
      scales.append(history)
    }
    scales.sort { ($0.scale.name, $0.isInForce ? 1 : 0) < ($1.scale.name, $1.isInForce ? 1 : 0) }
  }

  mutating func add(_ entry: HistoryEntry) { entries.append(entry) }
  mutating func note(_ text: String) { if !notes.contains(text) { notes.append(text) } }

  /// Gives an answer what came of it; returns false if the answer is not here.
  mutating func add(_ sequel: HistoryEntry.Sequel, to index: Int) -> Bool {
    guard let place = entries.firstIndex(where: { $0.index == index }) else { return false }
    entries[place].sequels.append(sequel)
    return true
  }

  /// Sorts the answers by day, then by record, and finds what changed from one to the next.
  mutating func order() {
    entries.sort { ($0.day, $0.index) < ($1.day, $1.index) }
    var last: RecordedAnswer?
    for place in entries.indices {
      guard let answer = entries[place].answer else { continue }
      if let last { entries[place].shifts = AnswerShift.between(last, answer) }
      last = answer
    }
  }
}
