/// Why an archive is refused: what is wrong, and what to do about it.
///
/// The words may contain names from the archive: they are hostile until they are escaped.
public struct PackRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// Not an archive of this format, byte for byte.
    case malformed
    /// Its parts do not belong together. Never accepted.
    case altered
    case unsigned
    /// Signed by a key that is not trusted.
    case untrusted
    /// Outside the days for which it was signed.
    case outOfDate
    /// Older than what was in force, or another content under its version.
    case downgrade
    /// Something is in the way at its destination.
    case conflict
  }

  public let kind: Kind
  public let description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
