/// One thing that is wrong with a pack: where, and what to do about it.
///
/// Lower case, no period, the author's own word in backticks.
public struct PackProblem: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var pack: String
  public var place: Place
  /// 1-based; 0 when there is no column.
  public var column: Int
  public var message: String
  /// The sandbox limit that was struck ("fuel", "memory", …) or the class of escape; nil for everything else.
  public var limit: String?
  public var kind: Kind

  /// What kind of mistake it is. The raw values are the codes that `check` gives them, and stable.
  public enum Kind: String, Sendable, CaseIterable {
    /// Text that is not Lua, or no plain UTF-8.
    case syntax = "lua-syntax"
    /// A file that fails while it runs.
    case run = "lua-error"
    case limit = "sandbox-limit"
    /// What Lua decides while loading, or loses in silence, on a condition.
    case `operator` = "lua-operator"
    case unknownName = "unknown-name"
    case unknownFact = "unknown-fact"
    /// The type, unit, range or number of a comparison's values.
    case comparison = "wrong-comparison"
    case unknownCode = "unknown-code"
    case condition = "not-a-condition"
    case conditionUnused = "condition-unused"
    case notation = "wrong-notation"
    case badName = "wrong-name"
    case unknownField = "unknown-field"
    case missingField = "missing-field"
    case wrongValue = "wrong-value"
    case duplicate = "declared-twice"
    case dangling = "dangling-reference"
    case requirement = "requirement-unmet"
    case stops = "stops-protected"
    case misplaced = "misplaced"
    case script = "script-misused"
    case adaptation = "adapts-nothing"
    /// A folder or a file that cannot be read as a pack's.
    case unreadable = "unreadable-pack"
    /// There are more problems than are told.
    case more = "more-problems"
  }

  /// Where nothing stands: after every file. Only that there are more problems is told there.
  static let end = Place(file: "~", line: 0)

  public static func < (left: PackProblem, right: PackProblem) -> Bool {
    (left.place, left.column, left.message) < (right.place, right.column, right.message)
  }

  /// `psychological-pairing/rules.lua:12: unknown fact 'fear.tsk17'; did you mean 'fear.tsk_17'?`
  public var description: String {
    if place == Self.end { return message }
    return "\(place)\(column > 0 && place.line > 0 ? ":\(column)" : ""): \(message)"
  }
}

/// Packs that do not load, with everything that is wrong with them.
public struct PackFailure: Error, Sendable, CustomStringConvertible {
  /// Sorted by file, line and column; never empty.
  public let problems: [PackProblem]

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
