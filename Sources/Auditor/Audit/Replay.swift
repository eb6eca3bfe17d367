internal import PlumblineEngine
internal import PlumblineJSON
public import PlumblineLedger

/// Decides a record's profile again, with the packs that decided then, and compares bytes.
///
/// Every decision holds the engine's name, so a later engine never gives the same bytes. A record that differs in nothing else is
/// identical except for that name, and is counted as such.
public struct Replay {
  public enum Finding: Sendable {
    /// Every byte is the same; `failure`: the same script failed for the same reason.
    case identical(failure: Bool)
    /// Every byte except the name of the engine is the same.
    case identicalButEngine
    case different(Difference)
    /// It cannot be replayed: its payload is gone.
    case erased
    /// It is not the record of an answer.
    case notAnAnswer
  }

  public struct Difference: Sendable {
    public enum Reason: Sendable {
      case decision(JSONDifference)
      /// The decision is unchanged, but the digest beside it is not its own.
      case digest(recorded: String?, own: String)
      /// The recorded outcome, and the outcome now.
      case outcome(before: String, after: String)
      case profile([Redecision.Refusal])
      case packs(String)
    }

    public var reason: Reason
    public var engineThen: String
    public var engineNow: String
    /// The rules and gates that came out differently.
    public var rules: [TruthChange] = []
    /// The decision's own members that differ.
    public var members: [String] = []
  }

  private var shelf: GuidelineShelf
  private let most: Int

  /// - Parameter most: the maximum number of differing members kept for a record.
  public init(_ shelf: GuidelineShelf, keeping most: Int = 20) {
    self.shelf = shelf
    self.most = most
  }

  /// Replays one record.
  ///
  /// - Throws: ``LedgerError`` if the ledger cannot be read.
  public mutating func replay(_ record: ReadRecord) throws -> Finding {
    guard record.leaf.kind == .decision || record.leaf.kind == .failure else { return .notAnAnswer }
    guard let value = record.payload else { return .erased }
    func different(_ reason: Difference.Reason) -> Finding {
      .different(
        Difference(reason: reason, engineThen: record.leaf.engine, engineNow: Evaluator.version))
    }
    guard let payload = DecisionPayload(value) else {
      return different(.outcome(before: "a payload that cannot be read", after: "nothing"))
    }
    let evaluator: JointEvaluator
    do {
      evaluator = try shelf.evaluator(of: record.leaf.packs, by: record.leaf.engine)
    } catch let unloadable as GuidelineShelf.Unloadable {
      return different(.packs(unloadable.description))
    }
    let now = Redecision(payload, by: evaluator)
    switch (payload.outcome, now) {
    case (.decision(let then), .decision(let now)):
      return compare(then, now, recorded: value["digest"]?.stringValue, record.leaf)
    case (.failure(let script, _, let reason), .failure(let scriptNow, _, let reasonNow))
    where script == scriptNow && reason == reasonNow:
      return .identical(failure: true)
    case (_, .refused(let refusals)): return different(.profile(refusals))
    case (let then, let now): return different(.outcome(before: then.redecision.words, after: now.words))
    }
  }

  private func compare(_ then: JSONValue, _ now: JSONValue, recorded digest: String?, _ leaf: Leaf) -> Finding
  {
    let isSame = then.canonical == now.canonical
    let isSameButEngine =
      !isSame && then["engine"] == .string(leaf.engine)
      && then.withoutInAnswers(["engine"]).canonical == now.withoutInAnswers(["engine"]).canonical
    let own = DecisionPayload.digest(then)
    var difference = Difference(
      reason: .digest(recorded: digest, own: own), engineThen: leaf.engine, engineNow: Evaluator.version)
    if isSame || isSameButEngine {
      if digest != own { return .different(difference) }
      return isSame ? .identical(failure: false) : .identicalButEngine
    }
    difference.reason = .decision(JSONDifference(then, now, keeping: most))
    difference.rules = TruthChange.between(then, now)
    difference.members = Self.members(then, now)
    return .different(difference)
  }

  /// The names of the members that differ.
  static func members(_ before: JSONValue, _ after: JSONValue) -> [String] {
    let keys = Set((before.objectValue ?? []).map(\.key)).union((after.objectValue ?? []).map(\.key))
    return keys.filter { before[$0]?.canonical != after[$0]?.canonical }.sorted()
  }
}

extension DecisionPayload.Outcome {
  /// The recorded outcome as a ``Redecision``, for comparison.
  var redecision: Redecision {
    switch self {
    case .decision(let decision): .decision(decision)
    case .refusal: .refused([])
    case .failure(let script, let place, let reason): .failure(script: script, place: place, reason: reason)
    }
  }
}

extension JSONValue {
  /// Returns the answer without some members, in itself and in each guideline's decision.
  func withoutInAnswers(_ names: Set<String>) -> JSONValue {
    let whole = without(names)
    guard let decisions = whole["decisions"]?.arrayValue, case .object(let members) = whole else {
      return whole
    }
    return .object(
      members.map { member in
        member.key == "decisions"
          ? JSONMember("decisions", .array(decisions.map { $0.without(names) })) : member
      })
  }
}
