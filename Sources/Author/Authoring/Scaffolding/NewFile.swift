/// A file that is to be written: its path in the pack's folder, and its text.
public struct NewFile: Sendable, Hashable {
  /// `tests/example.lua`.
  public var name: String
  public var text: String
  /// Its purpose, in a few words.
  public var says: String
}

/// Why a scaffold cannot be built.
public struct ScaffoldRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
