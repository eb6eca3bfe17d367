public import PlumblineGuideline

/// The check for a version that is too small for what changed since an earlier one; needs one to compare with.
public enum VersionBehind {
  public static let kind = FindingKind(
    "version-too-small", .error,
    "a pack's version is too small for what changes for patients",
    reason: """
      A changed answer needs a new major version, an answer where there was none a minor one, changed words a patch. Sites \
      rely on it: they install a patch without asking what it does. Found with `check --against OLD` only; \
      `plumbline diff OLD NEW` shows for which patients answers change.
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
  /// Returns the check with the finding that a pack's version is too small.
  ///
  /// - Parameters:
  ///   - pack: the pack with that version.
  ///   - message: the version that it has and the one that it needs.
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
