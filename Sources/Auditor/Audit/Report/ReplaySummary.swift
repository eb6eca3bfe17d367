internal import PlumblineEngine
public import PlumblineJSON
internal import PlumblineText

/// The report of replaying every record, as text and as data.
public struct ReplaySummary {
  private let tally: ReplayTally

  public init(_ tally: ReplayTally) { self.tally = tally }

  public var text: String {
    var lines = ["replayed: \(tally.replayed.counted("answer"))"]
    let failures = tally.failures > 0 ? ", \(tally.failures) of them failures of a script" : ""
    lines.append("identical: \(tally.identical)\(failures)")
    if tally.identicalButEngine > 0 {
      lines.append("identical except for the engine's name: \(tally.identicalButEngine)")
    }
    lines.append("different: \(tally.different)")
    lines += tally.byEngine.map(words)
    if tally.erased > 0 { lines.append("erased: \(tally.erased), cannot be replayed") }
    if tally.damaged > 0 {
      lines.append("damaged: \(tally.damaged), cannot be replayed; see `plumbline audit verify`")
    }
    if tally.others > 0 {
      lines.append("not answers: \(tally.others) (overrides, outcomes, erasures, readings and the like)")
    }
    if tally.different > 0 {
      let rest = tally.different - tally.firstDifferent.count
      let names = tally.firstDifferent.map(String.init).joined(separator: ", ")
      lines.append(
        "DIFFERENT: \(names)\(rest > 0 ? ", and \(rest) more" : "") (see `audit replay RECORD`)")
      lines += table("records that differ in", tally.byReason)
      lines += table("records in which it came out differently", tally.byRule)
    }
    return lines.map(Escaping.terminal).joined(separator: "\n") + "\n"
  }

  /// The engine that answered, and whether this one decides the same.
  private func words(_ engine: (name: String, found: ReplayTally.ByEngine)) -> String {
    let (same, different) = (engine.found.same, engine.found.different)
    let who = "answered by \(engine.name)\(engine.name == Evaluator.version ? ", this engine" : "")"
    if different == 0 { return "\(who): \(same), same decision" }
    let members = engine.found.members.sorted().joined(separator: ", ")
    return
      "\(who): \(same + different), \(same) of them the same decision, \(different) different in \(members)"
  }

  private func table(_ title: String, _ rows: [(name: String, count: Int)]) -> [String] {
    rows.isEmpty ? [] : [title + ":"] + Counts.table(rows)
  }

  public var json: JSONValue {
    [
      "summary": "replay", "replayed": .number(tally.replayed),
      "identical": .number(tally.identical), "failures": .number(tally.failures),
      "identical_but_engine": .number(tally.identicalButEngine),
      "different": .number(tally.different), "erased": .number(tally.erased),
      "damaged": .number(tally.damaged),
      "no_answers": .number(tally.others), "by_member": Counts.json(tally.byReason),
      "by_rule": Counts.json(tally.byRule), "engine": .string(Evaluator.version),
      "by_engine": .array(
        tally.byEngine.map {
          [
            "engine": .string($0.name), "same": .number($0.found.same),
            "different": .number($0.found.different),
            "members": .strings($0.found.members.sorted()),
          ]
        }),
    ]
  }
}
