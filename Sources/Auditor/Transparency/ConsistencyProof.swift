/// That a tree only grew: its first `old` leaves are all the leaves of an older tree, in the same order.
///
/// <https://www.rfc-editor.org/rfc/rfc6962#section-2.1.2>
public struct ConsistencyProof: Hashable, Sendable {
  /// How many leaves the older tree has.
  public var old: Int
  /// How many leaves the newer tree has; not fewer.
  public var new: Int
  /// From the end of the older tree up to the child of the newer root; none when `old` is 0 or `new`.
  public var hashes: [TreeHash]

  public init(old: Int, new: Int, hashes: [TreeHash]) {
    self.old = old
    self.new = new
    self.hashes = hashes
  }

  /// The proof between two sizes of a log.
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
      // A last subtree that begins at the first leaf is the older tree, and its root is known to who verifies.
      if tree.lowerBound > 0 { subtrees.append(tree) }
    }
    let hashes = try subtrees.reversed().map { TreeHash.root(over: try TreeNode.covering($0).map(node)) }
    return ConsistencyProof(old: old, new: new, hashes: hashes)
  }

  /// Whether the tree of ``old`` leaves with `oldRoot` is where the tree of ``new`` leaves with `newRoot` began.
  ///
  /// Every tree began as the tree without leaves, whose root is ``TreeHash/empty``.
  ///
  /// <https://www.rfc-editor.org/rfc/rfc9162#section-2.1.4.2>
  public func proves(_ oldRoot: TreeHash, isPrefixOf newRoot: TreeHash) -> Bool {
    guard old >= 0, old <= new, new <= ProofLimit.treeSize else { return false }
    if old == 0 { return hashes.isEmpty && oldRoot == .empty && (new > 0 || newRoot == .empty) }
    if old == new { return hashes.isEmpty && oldRoot == newRoot }
    // The older tree is a complete subtree when its size is a power of two; its root is then not in the proof.
    let path = old.nonzeroBitCount == 1 ? [oldRoot] + hashes : hashes
    guard let first = path.first else { return false }
    // Where the last leaf of the older tree stands on each level, and where the newer tree's level ends.
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
