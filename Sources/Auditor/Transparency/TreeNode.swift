/// The place of a complete subtree.
///
/// The node at level `l` and position `p` covers the leaves from `p * 2^l` up to, not including, `(p + 1) * 2^l`.
/// Once those leaves exist, its hash never changes: it is what a log stores.
public struct TreeNode: Hashable, Sendable {
  /// The level above the leaves, which are level 0.
  public var level: Int
  /// The number of nodes of its level to its left.
  public var position: Int

  public init(level: Int, position: Int) {
    self.level = level
    self.position = position
  }

  /// The largest complete subtrees over `leaves`, the largest first: one for each set bit in their count.
  ///
  /// `leaves` begin at a multiple of the largest power of two in their count, as every subtree of a tree does.
  static func covering(_ leaves: Range<Int>) -> [TreeNode] {
    var nodes: [TreeNode] = []
    var leaves = leaves
    while !leaves.isEmpty {
      let level = leaves.count.highestBit
      nodes.append(TreeNode(level: level, position: leaves.lowerBound >> level))
      leaves = (leaves.lowerBound + (1 << level))..<leaves.upperBound
    }
    return nodes
  }
}

extension Range<Int> {
  /// The place where a tree over these leaves, two or more, splits into its two subtrees.
  ///
  /// The left one has as many leaves as the largest power of two smaller than the whole.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc6962#section-2.1>
  var middle: Int { lowerBound + (1 << (count - 1).highestBit) }
}

extension Int {
  /// The place of the highest set bit in a number above 0.
  fileprivate var highestBit: Int { bitWidth - 1 - leadingZeroBitCount }
}
