public import PlumblineGuideline

/// A version that says less than what changed since an earlier one: found only where there is one to compare with.
public enum VersionBehind {
  public static let kind = FindingKind(
    "version-too-small", .error,
    "a pack's version says less than what changes for patients",
    reason: """
      A changed answer asks for a new major version, an answer where there was none for a minor one, changed words for a \
      patch. Sites rely on it: they take a patch without asking what it does. Found with `check --against OLD` only; \
      `plumbline diff OLD NEW` shows whose answers change.
      """,
    mistake: .init(
      """
      -- 1.0.0 had `fear.tsk_17 :above(37)`
      pack "example" { version = "1.0.1", … } -- ←
      … fear.tsk_17 :above(38) …
      """),
    fix: .init(
      """
      pack "example" { version = "2.0.0", … }
      … fear.tsk_17 :above(38) …
      """))
}

extension Checking {
  /// The same check with a pack's version found too small.
  ///
  /// - Parameters:
  ///   - pack: whose version it is, and where it is declared.
  ///   - message: what it says and what it would have to say.
  public func addingVersion(of pack: Pack, _ message: String) -> Checking {
    let file = pack.files.first { "\(pack.id)/\($0.name)" == pack.place.file }
    let text = file.map { PackText($0.text) }
    let position =
      text?.position(of: "pack", named: pack.id, field: "version")
      ?? .init(line: max(pack.place.line, 1), column: 1)
    var changed = self
    changed.add(
      Finding(
        VersionBehind.kind,
        at: .init(file: pack.place.file, line: position.line, column: position.column), message))
    return changed
  }
}
