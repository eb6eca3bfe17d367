import PlumblineTransparency

/// RFC 6962, section 2.1, word for word: slow, recursive, and sharing only two hash functions with the code it checks.
struct NaiveTree {
  var leaves: [TreeHash]

  /// Leaves that hold the bytes 0, 1, 2 and so on.
  init(size: Int) {
    leaves = (0..<size).map { .leaf([UInt8($0)]) }
  }

  init(leaves: some Sequence<TreeHash>) {
    self.leaves = Array(leaves)
  }

  /// The largest power of two smaller than `count`.
  static func split(_ count: Int) -> Int {
    var power = 1
    while power * 2 < count { power *= 2 }
    return power
  }

  /// MTH(D[n]).
  var root: TreeHash {
    if leaves.isEmpty { return .empty }
    if leaves.count == 1 { return leaves[0] }
    let k = Self.split(leaves.count)
    return .parent(NaiveTree(leaves: leaves.prefix(k)).root, NaiveTree(leaves: leaves.dropFirst(k)).root)
  }

  /// PATH(m, D[n]).
  func path(_ m: Int) -> [TreeHash] {
    if leaves.count == 1 { return [] }
    let k = Self.split(leaves.count)
    let (left, right) = (NaiveTree(leaves: leaves.prefix(k)), NaiveTree(leaves: leaves.dropFirst(k)))
    return m < k ? left.path(m) + [right.root] : right.path(m - k) + [left.root]
  }

  /// The side of the path on which each hash of PATH(m, D[n]) is.
  static func sides(_ m: Int, _ n: Int) -> String {
    if n == 1 { return "" }
    let k = split(n)
    return m < k ? sides(m, k) + "R" : sides(m - k, n - k) + "L"
  }

  /// SUBPROOF(m, D[n], b); PROOF(m, D[n]) if `whole`.
  func consistency(_ m: Int, whole: Bool = true) -> [TreeHash] {
    if m == leaves.count { return whole ? [] : [root] }
    let k = Self.split(leaves.count)
    let (left, right) = (NaiveTree(leaves: leaves.prefix(k)), NaiveTree(leaves: leaves.dropFirst(k)))
    return m <= k
      ? left.consistency(m, whole: whole) + [right.root]
      : right.consistency(m - k, whole: false) + [left.root]
  }

  /// Both roots that follow from a consistency proof, read in the order in which it was built.
  static func roots(
    _ m: Int, _ n: Int, _ proof: ArraySlice<TreeHash>, old: TreeHash, whole: Bool = true
  ) -> (TreeHash, TreeHash)? {
    if m == n {
      guard proof.count == (whole ? 0 : 1) else { return nil }
      return proof.first.map { ($0, $0) } ?? (old, old)
    }
    guard let last = proof.last else { return nil }
    let (k, rest) = (split(n), proof.dropLast())
    if m <= k {
      return roots(m, k, rest, old: old, whole: whole).map { ($0, .parent($1, last)) }
    }
    return roots(m - k, n - k, rest, old: old, whole: false).map { (.parent(last, $0), .parent(last, $1)) }
  }
}

/// A log as it is stored: each complete node once, obtained by appending.
struct StoredTree {
  private(set) var nodes: [TreeNode: TreeHash] = [:]
  private(set) var frontier = Frontier()

  init(size: Int) {
    for leaf in NaiveTree(size: size).leaves {
      nodes[TreeNode(level: 0, position: frontier.size)] = leaf
      for (node, hash) in frontier.append(leaf) { nodes[node] = hash }
    }
  }

  struct NotComplete: Error { var node: TreeNode }

  func hash(_ node: TreeNode) throws -> TreeHash {
    guard let hash = nodes[node] else { throw NotComplete(node: node) }
    return hash
  }
}

extension TreeHash {
  /// The same hash with one bit changed.
  func flipping(bit: Int) -> TreeHash {
    var bytes = bytes
    bytes[bit / 8] ^= 1 << (bit % 8)
    return TreeHash(bytes) ?? .empty
  }
}
