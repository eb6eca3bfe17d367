internal import PlumblineAudit
internal import PlumblineDifference
internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblineText

/// Whose answers change from some packs to others: what `plumbline diff` says of them, and `plumbline audit replay --against` of the latest
/// recorded answers. It is made in a process of its own.
public enum VersionComparison {
  /// Why nothing was compared.
  struct Unreadable: Error, CustomStringConvertible {
    let description = "what is to be compared cannot be read"
  }

  /// Makes the comparison that is asked for on standard input.
  ///
  /// - Parameters:
  ///   - request: what is compared with what, as the service writes it.
  ///   - finding: finds the packs in folders.
  /// - Returns: JSON with the digests of the two sets, the comparison as `plumbline diff --format json` prints it, and what becomes of the
  ///   recorded answers.
  public static func made(_ request: [UInt8], finding: ([String]) throws -> [PackFolder]) throws -> [UInt8] {
    guard let request = VersionRequest(request) else { throw Unreadable() }
    func load(_ paths: [String]?) throws -> Guidelines {
      guard let paths else { return try GuidelineLoader.guidelines(request.inForce) }
      let found = try finding(paths)
      return try GuidelineLoader.guidelines(
        found + GuidelineLoader.required(by: found) { request.inForce })
    }
    let (old, new) = (try load(request.old), try load(request.new))
    let pairs = GuidelinePairs(old, new)
    let parts = pairs.pairs.map { pairs.named($0, DiffJSON(report(of: $0, request)).value) }
    let made: JSONValue = [
      "old": .string(old.digest), "new": .string(new.digest), "comparison": pairs.json(parts),
      "recorded": try recorded(request, by: new),
    ]
    return made.canonicalLine
  }

  private static func report(of pair: GuidelinePairs.Pair, _ request: VersionRequest) -> DiffReport {
    let difference = GuidelineDifference(pair.old, pair.new, asOf: request.day)
    var report = DiffReport(difference, names: ("old", "new"))
    var census = Census(difference)
    for record in request.recorded ?? [] {
      guard let answer = DecisionPayload(record.payload) else {
        census.takeUnreadable(number: record.index)
        continue
      }
      census.take(pair.own(answer.profile.canonical, answer.asOf), number: record.index, asOf: answer.asOf)
    }
    report.history = DiffReport.Counted(name: "ledger", unit: "record", census: census)
    return report
  }

  /// What becomes of recorded answers: by number and kind of change only, without anything of a patient.
  private static func recorded(_ request: VersionRequest, by new: Guidelines) throws -> JSONValue {
    guard let records = request.recorded else { return .null }
    var impact = Impact(try JointEvaluator(new) { Evaluator(withScriptsOf: $0) })
    var changed: [JSONValue] = []
    for record in records {
      guard let change = impact.take(record.payload, at: record.index, by: record.engine) else { continue }
      changed.append([
        "record": .number(record.index), "classes": .strings(change.classes.map(\.rawValue)),
      ])
    }
    return ["answers": .number(impact.answers), "changed": .array(changed)]
  }
}
