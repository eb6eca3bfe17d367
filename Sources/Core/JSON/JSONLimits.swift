/// The size and nesting beyond which a document is refused.
public struct JSONLimits: Hashable, Sendable {
  /// The whole document, in bytes.
  public var bytes: Int

  /// The number of levels to which lists and objects may be nested.
  ///
  /// Never more than ``greatestDepth``, because a tree is read and released by recursion.
  public var depth: Int {
    didSet { depth = min(depth, Self.greatestDepth) }
  }

  /// One string or key, in bytes of UTF-8 after its escapes are resolved.
  public var stringBytes: Int

  /// All elements and members together.
  public var values: Int

  /// The greatest possible value of ``depth``.
  public static let greatestDepth = 256

  public init(bytes: Int = 1 << 20, depth: Int = 64, stringBytes: Int = 1 << 16, values: Int = 100_000) {
    self.bytes = bytes
    self.depth = min(depth, Self.greatestDepth)
    self.stringBytes = stringBytes
    self.values = values
  }

  /// 1 MiB, 64 levels, 64 KiB for a string, 100,000 elements and members.
  public static let `default` = JSONLimits()
}
