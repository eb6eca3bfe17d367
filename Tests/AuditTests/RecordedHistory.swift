import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport

/// A test's own ledger, with answers as `recommend` would have recorded them.
struct RecordedHistory: ~Copyable {
  let scratch = Scratch()
  let ledger: Ledger
  static let engine = Evaluator.version

  init() throws {
    ledger = try Ledger.open(LedgerPlace(scratch.path + "/data/ledger.sqlite"), for: .appending)
  }

  /// Records the answer for a profile; `tampered` simulates what another engine would have said.
  @discardableResult
  func record(
    _ profile: String, by evaluator: Evaluator, engine: String = engine, asOf: Day = "2026-11-20",
    tampered: (JSONValue) -> JSONValue = { $0 }
  ) throws -> Int {
    let guideline = evaluator.guideline
    let read = try ProfileReader(guideline.vocabulary, asOf: asOf).read(Array(profile.utf8))
    let outcome: DecisionPayload.Outcome
    do {
      outcome = .decision(
        tampered(DecisionJSON(guideline).value(try evaluator.decide(read, asOf: asOf))))
    } catch let failure as LuaScripts.Failure {
      outcome = .failure(
        script: failure.script, place: failure.place.description, reason: failure.reason)
    }
    let json = ProfileJSON(guideline.vocabulary).value(read)
    let patient = try read.id.map { try ledger.pseudonym(of: $0) }
    let kind: RecordKind = if case .failure = outcome { .failure } else { .decision }
    return try append(kind, guideline.packs, engine) {
      DecisionPayload(
        profile: json, patient: patient, asOf: asOf, by: nil, purpose: nil, outcome: outcome,
        answer: nil
      ).value
    }
  }

  @discardableResult
  func append(
    _ kind: RecordKind, _ packs: [Pack], _ engine: String = engine, _ payload: @escaping () -> JSONValue
  ) throws -> Int {
    let entry = Entry(kind: kind, time: "2026-11-21T09:30:00.000Z", engine: engine, packs: packs) { _ in
      payload()
    }
    return try ledger.append([entry]).names[0].index
  }

  func erase(_ index: Int) throws {
    let request = ErasureRequest(targets: [.record(index)], reason: "asked", by: nil)
    _ = try ledger.erase(request, time: "2026-11-21T09:31:00.000Z", engine: Self.engine)
  }

  func replay(_ index: Int) throws -> Replay.Finding {
    var replay = Replay(GuidelineShelf(ledger))
    return try replay.replay(try ledger.record(index))
  }

  /// The changes that other packs make, and the counts.
  func impact(_ folders: [PackFolder]) throws -> (impact: Impact, changes: [Impact.Change]) {
    var impact = Impact(JointEvaluator(alone: Shipped.evaluator(try GuidelineLoader.load(folders))))
    var changes: [Impact.Change] = []
    try ledger.eachRecord(damaged: { throw LedgerError.noSuchRecord("\($0), undamaged,") }) { record in
      if let change = impact.take(record) { changes.append(change) }
    }
    return (impact, changes)
  }
}

enum Packs {
  /// The shipped packs with one string in a file replaced by another.
  static func shipped(
    _ pack: String, _ file: String, replacing old: String, with new: String
  ) throws -> [PackFolder] {
    try Shipped.folders().map { folder in
      guard folder.name == pack else { return folder }
      return PackFolder(
        name: pack,
        files: folder.files.map { one in
          guard one.name == file else { return one }
          let text = String(decoding: one.text, as: UTF8.self)
          precondition(text.contains(old), "\(file) has no \(old)")
          return PackFile(name: file, text: Array(text.replacing(old, with: new).utf8))
        })
    }
  }

  static let site =
    #"pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "2.0" } }"#

  /// The shipped packs with a site's script that fails.
  static func failing(_ words: String = "no") throws -> [PackFolder] {
    try Shipped.folders() + [
      Shipped.pack(
        "site",
        [
          "pack.lua": site + """

            conflict "c" { title = "t", because = "b",
              when = scripted "divides" { reads = { patient.age }, says = "s", test = function(facts) error("\(words)") end } }
            """
        ])
    ]
  }
}

enum Patients {
  static let examples = [
    "acute", "after-fusion-off-work", "goal-pain", "high-fear", "little-known", "questionnaires", "red-flag",
    "work-fear-only",
  ]

  static func example(_ name: String) -> String { Command.contents("\(Shipped.examples)/\(name).json") }

  /// The example of high fear, with a catastrophising score and an id.
  static func catastrophising(_ score: Int) -> String {
    example("high-fear").replacing("\"pcs\": 21", with: "\"pcs\": \(score)")
      .replacing("EX-01", with: "pcs-\(score)")
  }
}
