/// The limits on what is read and counted, so that no archive can cost more.
public enum ArchiveLimit {
  /// The most bytes of an archive; no part of a larger one is kept.
  public static let archiveBytes = 8 << 20
  /// The most bytes of `manifest.json`.
  static let manifestBytes = 256 * 1024
  /// The most bytes of `signature`.
  static let signatureBytes = 4096
  /// The most bytes of a name: what fits into the container.
  static let nameBytes = 100
  /// The most bytes of `installed.json`.
  public static let recordBytes = 1 << 20
}
