/// A kind of finding: its code, its severity, and the page that explains it.
///
/// The pages in `Documentation/Findings` are built from these texts, and the tests run each `mistake` and `fix` through the
/// checker: the mistake has the finding, the fix has not.
public struct FindingKind: Sendable, Hashable {
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// The pack says something that cannot be meant: `check` fails.
    case error
    /// Most likely a mistake: `check` fails with `--strict`.
    case warning
    /// Something to know before the pack is published.
    case note

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    public static func < (left: Severity, right: Severity) -> Bool { left.order < right.order }
  }

  /// Lower case words joined by `-`: "condition-never-holds". Stable: scripts refer to it.
  public let code: String
  public let severity: Severity
  /// What it finds, as a sentence.
  public let summary: String
  /// Why it matters, and what to do.
  public let reason: String
  /// A pack that makes the mistake.
  public let mistake: Example
  /// The same pack, fixed: it has no such finding.
  public let fix: Example

  /// Lua for a page: a few lines, and the rest of the pack around them.
  public struct Example: Sendable, Hashable {
    /// What the page shows.
    public let shown: String
    /// The rest of the pack, so that the example is complete; the page does not show it.
    public let around: String
    /// Tests of the pack, for findings about tests.
    public let tests: String
    /// The pack's `languages/nl.lua`, for findings about translations.
    public let catalogue: String

    public init(_ shown: String, around: String = "", tests: String = "", catalogue: String = "") {
      self.shown = shown
      self.around = around
      self.tests = tests
      self.catalogue = catalogue
    }
  }

  public init(
    _ code: String, _ severity: Severity, _ summary: String, reason: String, mistake: Example, fix: Example
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.reason = reason
    self.mistake = mistake
    self.fix = fix
  }

  public static func == (left: FindingKind, right: FindingKind) -> Bool { left.code == right.code }
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
