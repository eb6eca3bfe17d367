internal import PlumblineEngine
public import PlumblineGuideline
public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// The report of replaying one record, as text and as data.
public struct ReplayReport {
  private let leaf: Leaf
  private let asOf: Day?

  /// - Parameter asOf: the recorded day; nil if it is not known.
  public init(_ leaf: Leaf, asOf: Day? = nil) {
    self.leaf = leaf
    self.asOf = asOf
  }

  /// The width to which the text cuts longer values; the JSON has them whole.
  private static let widest = 160

  public func text(_ finding: Replay.Finding) -> String {
    var lines = ["Record \(leaf.index) · \(leaf.kind.rawValue) · \(leaf.time) · \(leaf.engine)"]
    let packs = leaf.packs.count.counted("recorded pack")
    lines.append("replayed with its \(packs)" + (asOf.map { ", as of \($0)" } ?? ""))
    lines += words(finding)
    return lines.map(Escaping.terminal).joined(separator: "\n") + "\n"
  }

  private func words(_ finding: Replay.Finding) -> [String] {
    switch finding {
    case .identical(failure: false):
      [engines, "same decision: identical, every byte of it is as recorded"]
    case .identical(failure: true):
      [engines, "same outcome: identical, the same script fails for the same reason"]
    case .identicalButEngine:
      [engines, "same decision: identical, every byte of it is as recorded, except the engine's name"]
    case .different(let difference): words(difference)
    case .erased: ["erased: cannot be replayed"]
    case .notAnAnswer: ["not an answer: nothing to replay"]
    }
  }

  private func words(_ difference: Replay.Difference) -> [String] {
    var lines = ["DIFFERENT: the result now is not what was recorded", engines]
    switch difference.reason {
    case .decision(let found):
      lines.append("differs in \(found.count.counted("member")):")
      lines += found.entries.map { "  \(words($0))" }
      if found.count > found.entries.count { lines.append("  and \(found.count - found.entries.count) more") }
    case .digest(let recorded, let own):
      lines.append("the decision is as recorded, but the recorded digest is not its own")
      lines.append("  digest: \(recorded ?? "none") → \(own)")
    case .outcome(let before, let after):
      lines.append("  recorded: \(before)")
      lines.append("  now: \(after)")
    case .profile(let refusals):
      lines.append("the profile no longer reads:")
      lines += refusals.prefix(20).map { "  \($0.path.isEmpty ? "" : $0.path + ": ")\($0.message)" }
      if refusals.count > 20 { lines.append("  and \(refusals.count - 20) more") }
    case .packs(let reason): lines.append(reason)
    }
    if !difference.rules.isEmpty {
      lines.append("came out differently:")
      lines += difference.rules.map { "  \($0.words)" }
    }
    return lines
  }

  /// The engine that answered, and the one that decides again.
  private var engines: String {
    leaf.engine == Evaluator.version
      ? "engine then and now: \(leaf.engine)" : "engine then: \(leaf.engine), now: \(Evaluator.version)"
  }

  private func words(_ entry: JSONDifference.Entry) -> String {
    func short(_ value: JSONValue?) -> String {
      guard let text = value?.canonicalText else { return "(not there)" }
      let rest = text.count - Self.widest
      return rest > 0 ? "\(text.prefix(Self.widest))… (\(rest) more characters)" : text
    }
    return
      "\(entry.path.isEmpty ? "(the whole)" : entry.path): \(short(entry.before)) → \(short(entry.after))"
  }

  // MARK: data

  public func json(_ finding: Replay.Finding) -> JSONValue {
    var members = [
      JSONMember("record", .number(leaf.index)), JSONMember("kind", .string(leaf.kind.rawValue)),
    ]
    func add(_ key: String, _ value: JSONValue) { members.append(JSONMember(key, value)) }
    func addEngines() {
      add("engine_then", .string(leaf.engine))
      add("engine_now", .string(Evaluator.version))
    }
    switch finding {
    case .identical:
      add("finding", "identical")
      addEngines()
    case .identicalButEngine:
      add("finding", "identical-but-engine")
      addEngines()
    case .erased: add("finding", "erased")
    case .notAnAnswer: add("finding", "no-answer")
    case .different(let difference):
      add("finding", "different")
      addEngines()
      add("rules", .array(difference.rules.map(\.json)))
      members += reason(difference.reason)
    }
    return .object(members)
  }

  private func reason(_ reason: Replay.Difference.Reason) -> [JSONMember] {
    switch reason {
    case .decision(let found):
      [
        JSONMember("reason", "decision"), JSONMember("member_count", .number(found.count)),
        JSONMember("members", .array(found.entries.map(entry))),
      ]
    case .digest(let recorded, let own):
      [
        JSONMember("reason", "digest"), JSONMember("before", .text(recorded)),
        JSONMember("after", .string(own)),
      ]
    case .outcome(let before, let after):
      [
        JSONMember("reason", "outcome"), JSONMember("before", .string(before)),
        JSONMember("after", .string(after)),
      ]
    case .profile(let refusals):
      [
        JSONMember("reason", "profile"),
        JSONMember(
          "problems",
          .array(refusals.map { ["path": .string($0.path), "message": .string($0.message)] })),
      ]
    case .packs(let words): [JSONMember("reason", "packs"), JSONMember("message", .string(words))]
    }
  }

  /// `before` or `after` is left out if there was no value, since null is a value too.
  private func entry(_ entry: JSONDifference.Entry) -> JSONValue {
    .object(
      [JSONMember("path", .string(entry.path))]
        + (entry.before.map { [JSONMember("before", $0)] } ?? [])
        + (entry.after.map { [JSONMember("after", $0)] } ?? []))
  }
}

extension TruthChange {
  var json: JSONValue {
    [
      "id": .string(id), "kind": .string(kind), "before": .text(before),
      "after": .text(after),
    ]
  }
}
