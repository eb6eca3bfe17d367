internal import PlumblineSQLite
internal import PlumblineTransparency

/// The tree as stored in the table `node`: the hashes of the leaves at level 0, and of complete subtrees above.
struct Tree {
  let db: Database

  func size() throws -> Int {
    try db.number("SELECT coalesce(max(idx) + 1, 0) FROM record") ?? 0
  }

  /// The hash of a complete subtree.
  func hash(_ node: TreeNode) throws -> TreeHash {
    guard let hash = try stored(node) else { throw Missing(node: node) }
    return hash
  }

  /// The same; nil if it is missing, or not a hash.
  func stored(_ node: TreeNode) throws -> TreeHash? {
    try db.first("SELECT hash FROM node WHERE level = ? AND position = ?", node.level, node.position)?[0]
      .bytes.flatMap { TreeHash($0) }
  }

  /// The right edge of the first `size` leaves.
  func frontier(_ size: Int) throws -> Frontier {
    guard let frontier = Frontier(size: size, hashes: try Frontier.nodes(size: size).map(hash)) else {
      throw Missing(node: TreeNode(level: 0, position: size))
    }
    return frontier
  }

  func root(_ size: Int) throws -> TreeHash { try frontier(size).root }

  func insert(_ node: TreeNode, _ hash: TreeHash) throws {
    try db.run(
      "INSERT INTO node (level, position, hash) VALUES (?, ?, ?)", node.level, node.position, hash.bytes)
  }

  /// A missing part of the tree.
  struct Missing: Error {
    var node: TreeNode
    var words: String { "node \(node.level)/\(node.position) is missing" }
  }
}

/// The last signed head, as stored in the database.
struct StoredHead {
  var size: Int
  var note: [UInt8]

  static func read(_ db: Database) throws -> StoredHead? {
    guard let row = try db.first("SELECT size, CAST(note AS BLOB) FROM head WHERE id = 0"),
      let size = row[0].int, let note = row[1].bytes
    else { return nil }
    return StoredHead(size: size, note: note)
  }

  func write(_ db: Database) throws {
    try db.run(
      "INSERT OR REPLACE INTO head (id, size, note) VALUES (0, ?, ?)", size,
      String(decoding: note, as: UTF8.self))
  }
}
