/// A proof that a tree only grew: its first `old` leaves are all the leaves of an older tree, in the same order.
///
/// <https://www.rfc-editor.org/rfc/rfc6962#section-2.1.2>
public struct ConsistencyProof: Hashable, Sendable {
  /// The number of leaves of the older tree.
  public var old: Int
  /// The number of leaves of the newer tree; not fewer.
  public var new: Int
  /// The hashes from the end of the older tree up to the child of the newer root; none if `old` is 0 or `new`.
  public var hashes: [TreeHash]

  public init(old: Int, new: Int, hashes: [TreeHash]) {
    self.old = old
    self.new = new
    self.hashes = hashes
  }

  /// Builds the proof between two sizes of a log.
  ///
  /// Asks `node` for the hashes of complete subtrees only. Nil unless `0 <= old <= new <= 2^62`.
  public static func make(
    old: Int, new: Int, node: (TreeNode) throws -> TreeHash
  ) rethrows -> ConsistencyProof? {
    guard old >= 0, old <= new, new <= ProofLimit.treeSize else { return nil }
    var subtrees: [Range<Int>] = []
    if old > 0 {
      var tree = 0..<new
      while tree.upperBound > old {
        let (left, right) = (tree.lowerBound..<tree.middle, tree.middle..<tree.upperBound)
        subtrees.append(old <= tree.middle ? right : left)
        tree = old <= tree.middle ? left : right
      }
      // A last subtree that begins at the first leaf is the older tree, whose root the verifier knows.
      if tree.lowerBound > 0 { subtrees.append(tree) }
    }
    let hashes = try subtrees.reversed().map { TreeHash.root(over: try TreeNode.covering($0).map(node)) }
    return ConsistencyProof(old: old, new: new, hashes: hashes)
  }

  /// Checks that the tree of ``old`` leaves with `oldRoot` is the beginning of the tree of ``new`` leaves with `newRoot`.
  ///
  /// Every tree begins as the tree without leaves, whose root is ``TreeHash/empty``.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2>
  public func proves(_ oldRoot: TreeHash, isPrefixOf newRoot: TreeHash) -> Bool {
    guard old >= 0, old <= new, new <= ProofLimit.treeSize else { return false }
    if old == 0 { return hashes.isEmpty && oldRoot == .empty && (new > 0 || newRoot == .empty) }
    if old == new { return hashes.isEmpty && oldRoot == newRoot }
    // The older tree is a complete subtree if its size is a power of two; its root is then not in the proof.
    let path = old.nonzeroBitCount == 1 ? [oldRoot] + hashes : hashes
    guard let first = path.first else { return false }
    // The position of the older tree's last leaf on each level, and the end of the newer tree's level.
    let complete = old.trailingZeroBitCount
    var (place, last) = ((old - 1) >> complete, (new - 1) >> complete)
    var (oldHash, newHash) = (first, first)
    for sibling in path.dropFirst() {
      guard last > 0 else { return false }
      if place & 1 == 1 || place == last {
        oldHash = .parent(sibling, oldHash)
        newHash = .parent(sibling, newHash)
        let alone = place == 0 ? 0 : place.trailingZeroBitCount
        (place, last) = (place >> alone, last >> alone)
      } else {
        newHash = .parent(newHash, sibling)
      }
      (place, last) = (place >> 1, last >> 1)
    }
    return last == 0 && oldHash == oldRoot && newHash == newRoot
  }
}
