internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

extension PatientHistory {
  /// How many of a patient's records are read: the newest.
  public static let most = 1_000

  /// Reads a patient's history from a ledger: each record is checked against its leaf, and each profile is read by the packs that
  /// decided then.
  ///
  /// - Parameters:
  ///   - text: the patient's id or pseudonym.
  ///   - shelf: over another opened ledger, since this one is being read.
  /// - Returns: nil if no record names the patient.
  public init?(
    of text: String, in ledger: Ledger, inForce guidelines: Guidelines, _ shelf: inout GuidelineShelf
  ) throws {
    var filter = RecordFilter()
    try filter.patient(text, in: ledger)
    let patients = filter.patients ?? []
    let newest = try ledger.summaries(of: patients, newest: Self.most + 1)
    guard let first = newest.first else { return nil }
    self.init(of: first.patient, inForce: guidelines)
    if newest.count > Self.most {
      note(
        "only the newest \(Self.most.grouped) records are shown; list them all with `plumbline audit list`")
    }
    var reader = try HistoryReader(ledger, patients, guidelines)
    for summary in newest.prefix(Self.most).reversed() {
      try reader.take(summary, into: &self, &shelf)
    }
    order()
  }
}

/// Reads the records of one patient, from the oldest to the newest.
private struct HistoryReader {
  private let ledger: Ledger
  private let origin: String
  private let patients: Set<String>
  private let inForce: Guidelines
  private let digests: Set<String>
  /// The packs and engine of each answer, for the scores of its outcomes.
  private var packs: [Int: Leaf] = [:]

  init(_ ledger: Ledger, _ patients: Set<String>, _ guidelines: Guidelines) throws {
    self.ledger = ledger
    self.patients = patients
    origin = try ledger.origin() ?? ""
    inForce = guidelines
    digests = Set(guidelines.packs.map(\.digest))
  }

  mutating func take(
    _ summary: RecordSummary, into history: inout PatientHistory, _ shelf: inout GuidelineShelf
  ) throws {
    let record: ReadRecord
    do {
      record = try ledger.record(summary.index)
    } catch {
      guard case .damaged = error else { throw error }
      return history.note("record \(summary.index) is damaged, and left out; see `plumbline audit verify`")
    }
    // A column may be wrong; the payload is what the leaf commits to.
    guard let payload = record.payload, let patient = payload["patient"]?.stringValue,
      patients.contains(patient)
    else { return }
    history.note(opened: record.index)
    let name = (record.leaf.from ?? RecordName(origin: origin, index: record.index)).description
    if record.leaf.kind.isAboutAnswer {
      try takeSequel(summary, payload, name, into: &history, &shelf)
      return
    }
    guard let answer = DecisionPayload(payload) else {
      return history.note("record \(record.index) is no answer that can be read, and left out")
    }
    history.add(HistoryEntry(answer, record.leaf, name))
    packs[record.index] = record.leaf
    // What was refused was read in part only.
    guard record.leaf.kind == .decision else { return }
    read(answer.profile, of: answer.asOf, record.leaf, name, into: &history, &shelf)
  }

  private func takeSequel(
    _ summary: RecordSummary, _ payload: JSONValue, _ name: String, into history: inout PatientHistory,
    _ shelf: inout GuidelineShelf
  ) throws {
    guard let about = summary.about else { return }
    let day = Day(payload["as_of"]?.stringValue ?? String(summary.time.prefix(10)))
    let keys = ["reason", "instead", "chosen", "done", "note", "by"]
    let sequel = HistoryEntry.Sequel(
      record: name, kind: summary.kind, day: day,
      code: summary.reason ?? summary.outcome ?? summary.replacement.map(String.init) ?? "",
      says: Dictionary(
        uniqueKeysWithValues: keys.compactMap { key in payload[key]?.stringValue.map { (key, $0) } }))
    if !history.add(sequel, to: about) {
      history.note("record \(summary.index) is about record \(about), which is not among those shown")
    }
    if let replacement = summary.replacement {
      history.note(
        "record \(about) had a wrong input, and record \(replacement) replaces it; the scores above are those of both"
      )
    }
    guard let scores = payload["scores"], let day else { return }
    read(scores, of: day, try packs[about] ?? ledger.record(about).leaf, name, into: &history, &shelf)
  }

  /// Reads a profile by the packs that decided then, or says why its scores are not shown.
  private func read(
    _ profile: JSONValue, of day: Day, _ leaf: Leaf, _ name: String, into history: inout PatientHistory,
    _ shelf: inout GuidelineShelf
  ) {
    do {
      let guidelines =
        Set(leaf.packs) == digests ? inForce : try shelf.evaluator(of: leaf.packs, by: leaf.engine).guidelines
      let read = try ProfileReader(guidelines.vocabulary, asOf: day).read(profile.canonical)
      history.take(read, of: day, record: name, by: guidelines)
    } catch let unloadable as GuidelineShelf.Unloadable {
      history.note("the scores of record \(leaf.index) are left out: \(unloadable)")
    } catch {
      history.note("the scores of record \(leaf.index) are left out: its packs no longer read its profile")
    }
  }
}

extension HistoryEntry {
  fileprivate init(_ payload: DecisionPayload, _ leaf: Leaf, _ name: String) {
    (day, record, kind, index) = (payload.asOf, name, leaf.kind, leaf.index)
    switch payload.outcome {
    case .decision(let decision):
      answer = RecordedAnswer(decision)
      disposition = answer?.disposition ?? decision["decision"]?.stringValue ?? "unreadable"
      advised = answer?.names("primary") ?? []
      alerts = answer?.alerts.map { "\($0.key) (\($0.value))" }.sorted() ?? []
    case .refusal(let refusal):
      (answer, disposition, advised) = (nil, "refused", [])
      alerts = (refusal["alerts"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }.sorted()
    case .failure(let script, _, _):
      (answer, disposition, advised, alerts) = (nil, "failed: script '\(script)'", [], [])
    }
  }
}
