internal import PlumblineCryptography

/// The SHA-256 hash of a leaf, of a subtree, or of a whole tree.
///
/// <https://www.rfc-editor.org/rfc/rfc6962#section-2.1>
public struct TreeHash: Hashable, Sendable, CustomStringConvertible {
  /// Always 32.
  public let bytes: [UInt8]

  /// Nil unless there are 32 bytes.
  public init?(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == SHA256.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Nil unless `base64` is the strict form of 32 bytes.
  public init?(base64: String) {
    guard let bytes = Base64.decode(base64) else { return nil }
    self.init(bytes)
  }

  /// Nil unless `line` is the strict form of 32 bytes.
  init?(base64Line line: ArraySlice<UInt8>) {
    guard line.count == 44, let bytes = Base64.decode(ascii: line) else { return nil }
    self.init(bytes)
  }

  private init(digest: [UInt8]) {
    bytes = digest
  }

  public var base64: String { Base64.encode(bytes) }

  public var hex: String { Hex.encode(bytes) }

  public var description: String { base64 }

  /// The root of the tree without leaves: the hash of nothing.
  public static let empty = TreeHash(digest: SHA256.hash())

  /// The hash of a leaf that holds `bytes`; the zero byte before them says that it is not an inner node.
  public static func leaf(_ bytes: [UInt8]) -> TreeHash {
    TreeHash(digest: SHA256.hash([0], bytes))
  }

  /// The hash of the node over two others; the one byte before them says that it is not a leaf.
  public static func parent(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    TreeHash(digest: SHA256.hash([1], left.bytes, right.bytes))
  }

  /// The root over adjacent complete subtrees, the largest first.
  static func root(over subtrees: [TreeHash]) -> TreeHash {
    guard let last = subtrees.last else { return empty }
    return subtrees.dropLast().reversed().reduce(last) { parent($1, $0) }
  }
}
