internal import PlumblineGuideline

/// One thing that a careful reviewer would say about a pack: what, where, why it matters, and how sure.
public struct Finding: Sendable, Hashable, Comparable {
  /// A place in a pack; never a path of the machine.
  public struct Location: Sendable, Hashable, Comparable {
    /// `pack/file.lua`.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1, in bytes.
    public var column: Int

    public init(file: String, line: Int, column: Int) {
      self.file = file
      self.line = max(line, 1)
      self.column = max(column, 1)
    }

    public static func < (left: Location, right: Location) -> Bool {
      (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
  }

  /// Another place that belongs to the finding: the rule that shadows this one.
  public struct Related: Sendable, Hashable {
    public var location: Location
    public var message: String

    public init(location: Location, message: String) {
      self.location = location
      self.message = message
    }
  }

  public var kind: FindingKind
  public var location: Location
  /// One sentence, lower case, without a period; the author's own words in backticks.
  public var message: String
  public var related: [Related]
  /// The fix, if there is exactly one.
  public var fix: Fix?

  public init(
    _ kind: FindingKind, at location: Location, _ message: String, related: [Related] = [], fix: Fix? = nil
  ) {
    self.kind = kind
    self.location = location
    self.message = message
    self.related = related
    self.fix = fix
  }

  /// By place, then code, then words.
  public static func < (left: Finding, right: Finding) -> Bool {
    if left.location != right.location { return left.location < right.location }
    return (left.kind.code, left.message) < (right.kind.code, right.message)
  }
}

/// A fix that is certain: the replacement of some lines of one file.
public struct Fix: Sendable, Hashable {
  /// `pack/file.lua`.
  public var file: String
  /// The lines that are replaced, from 1.
  public var lines: ClosedRange<Int>
  /// The new lines, without line ends; empty if the lines are removed.
  public var replacement: [String]
  /// What it does, as an imperative: "write `:at_least(15)`".
  public var words: String

  public init(file: String, lines: ClosedRange<Int>, replacement: [String], words: String) {
    self.file = file
    self.lines = lines
    self.replacement = replacement
    self.words = words
  }
}
