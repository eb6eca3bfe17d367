/// A proof that a leaf is at a place in a tree: the hashes beside the path from the leaf up to the root.
///
/// The proof binds the leaf to a *root*. The number of leaves must be known from elsewhere, for example from a signed
/// ``Checkpoint``: two sizes with the same path have the same proof.
///
/// <https://www.rfc-editor.org/rfc/rfc6962#section-2.1.1>
public struct InclusionProof: Hashable, Sendable {
  /// The number of leaves to the left of this one.
  public var index: Int
  /// The number of leaves of the tree.
  public var size: Int
  /// The hashes from the leaf's sibling up to the child of the root.
  public var hashes: [TreeHash]

  public init(index: Int, size: Int, hashes: [TreeHash]) {
    self.index = index
    self.size = size
    self.hashes = hashes
  }

  /// Builds the proof for the leaf at `index` among the first `size` leaves of a log.
  ///
  /// Asks `node` for the hashes of complete subtrees only, about two for each level. Nil if `index` is not in `0..<size`, or if
  /// `size` is above 2^62.
  public static func make(
    index: Int, size: Int, node: (TreeNode) throws -> TreeHash
  ) rethrows -> InclusionProof? {
    guard index >= 0, index < size, size <= ProofLimit.treeSize else { return nil }
    var tree = 0..<size
    var siblings: [Range<Int>] = []
    while tree.count > 1 {
      let (left, right) = (tree.lowerBound..<tree.middle, tree.middle..<tree.upperBound)
      siblings.append(index < tree.middle ? right : left)
      tree = index < tree.middle ? left : right
    }
    let hashes = try siblings.reversed().map { TreeHash.root(over: try TreeNode.covering($0).map(node)) }
    return InclusionProof(index: index, size: size, hashes: hashes)
  }

  /// Returns the root of the tree that holds `leaf` according to this proof; nil if it cannot be a proof.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc9162#section-2.1.3.2>
  public func root(of leaf: TreeHash) -> TreeHash? {
    guard index >= 0, index < size, size <= ProofLimit.treeSize else { return nil }
    // The position of the path on its level, and the end of the level.
    var (place, last) = (index, size - 1)
    var hash = leaf
    for sibling in hashes {
      guard last > 0 else { return nil }
      if place & 1 == 1 || place == last {
        hash = .parent(sibling, hash)
        // At the right edge, levels on which the path has no sibling are skipped.
        let alone = place == 0 ? 0 : place.trailingZeroBitCount
        (place, last) = (place >> alone, last >> alone)
      } else {
        hash = .parent(hash, sibling)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 ? hash : nil
  }

  /// Checks that `leaf` is at ``index`` in the tree of ``size`` leaves with this root.
  public func proves(_ leaf: TreeHash, under root: TreeHash) -> Bool {
    self.root(of: leaf) == root
  }
}
