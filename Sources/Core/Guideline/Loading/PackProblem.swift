/// A problem of a pack: where it is, what is wrong, and what to do about it.
///
/// Lower case, no full stop; names in single quotes, code in backticks. Documentation/Error-messages.md has the form.
public struct PackProblem: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var pack: String
  public var place: Place
  /// 1-based; 0 when there is no column.
  public var column: Int
  public var message: String
  /// The sandbox limit that was hit ("fuel", "memory", …) or the class of escape; nil for everything else.
  public var limit: String?
  public var kind: Kind

  /// The kind of mistake. The raw values are the codes that `check` prints, and stable.
  public enum Kind: String, Sendable, CaseIterable {
    /// Text that is not Lua, or not plain UTF-8.
    case syntax = "lua-syntax"
    /// A file that fails while it runs.
    case run = "lua-error"
    case limit = "sandbox-limit"
    /// An operator on a condition, which Lua decides while loading, or of which it silently loses one side.
    case `operator` = "lua-operator"
    case unknownName = "unknown-name"
    case unknownFact = "unknown-fact"
    /// A comparison whose values have the wrong type, unit, range or count.
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
    /// Two domains where one guideline is wanted.
    case severalDomains = "several-domains"
    case dangling = "dangling-reference"
    case requirement = "requirement-unmet"
    case stops = "stops-protected"
    case misplaced = "misplaced"
    case script = "script-misused"
    case adaptation = "adapts-nothing"
    /// A folder or a file that cannot be read as part of a pack.
    case unreadable = "unreadable-pack"
    /// There are more problems than are reported.
    case more = "more-problems"
  }

  /// A place after every file, only for the message that there are more problems.
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
