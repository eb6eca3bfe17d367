/// A file that is to be written: where in the pack's folder, and what stands in it.
public struct NewFile: Sendable, Hashable {
  /// `tests/example.lua`.
  public var name: String
  public var text: String
  /// What it is for, in a few words.
  public var says: String
}

/// Why a scaffold cannot be made here.
public struct ScaffoldRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
