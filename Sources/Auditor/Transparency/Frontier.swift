/// The right edge of a tree: all that is needed to append to it and to compute its root.
///
/// ```swift
/// var frontier = Frontier()
/// frontier.append(.leaf([1]))
/// frontier.append(.leaf([2]))
/// frontier.root  // TreeHash.parent(.leaf([1]), .leaf([2]))
/// ```
public struct Frontier: Hashable, Sendable {
  /// The number of leaves of the tree.
  public private(set) var size = 0
  /// The hashes of the nodes that ``nodes(size:)`` names.
  public private(set) var hashes: [TreeHash] = []

  /// The tree without leaves.
  public init() {}

  /// A tree whose hashes at ``nodes(size:)`` are known, the largest subtree first.
  ///
  /// Nil if there is not one hash for each set bit in `size`, or if `size` is not in 0...2^62.
  public init?(size: Int, hashes: [TreeHash]) {
    guard (0...ProofLimit.treeSize).contains(size), hashes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.hashes = hashes
  }

  /// The largest complete subtrees of a tree, the largest first; none for a size that is not in 0...2^62.
  public static func nodes(size: Int) -> [TreeNode] {
    guard (0...ProofLimit.treeSize).contains(size) else { return [] }
    return TreeNode.covering(0..<size)
  }

  /// The root of the tree, which takes one hash for each set bit in its size.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc6962#section-2.1>
  public var root: TreeHash { TreeHash.root(over: hashes) }

  /// Appends a leaf at the right end.
  ///
  /// - Returns: The nodes of level 1 and above that this leaf completed, the lowest first. A log keeps them, and the leaf itself
  ///   as the node of level 0 at the previous size.
  @discardableResult
  public mutating func append(_ leaf: TreeHash) -> [(TreeNode, TreeHash)] {
    var completed: [(TreeNode, TreeHash)] = []
    var hash = leaf
    // Each set bit at the low end of the size is a complete subtree that waits for its right neighbour.
    for level in 0..<(~size).trailingZeroBitCount {
      hash = .parent(hashes.removeLast(), hash)
      completed.append((TreeNode(level: level + 1, position: size >> (level + 1)), hash))
    }
    hashes.append(hash)
    size += 1
    return completed
  }
}
