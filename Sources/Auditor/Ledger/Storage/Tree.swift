internal import GRDB
internal import PlumblineTransparency

/// The tree as the database holds it, in `node`: the hashes of the leaves at level 0, and of complete subtrees above.
struct Tree {
  let db: Database

  func size() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT coalesce(max(idx) + 1, 0) FROM record") ?? 0
  }

  /// The hash of a complete subtree.
  func hash(_ node: TreeNode) throws -> TreeHash {
    let statement = try db.cachedStatement(sql: "SELECT hash FROM node WHERE level = ? AND position = ?")
    let row = try Row.fetchOne(statement, arguments: [node.level, node.position])
    guard let hash = (row?[0] as DatabaseValue?)?.bytes.flatMap({ TreeHash($0) }) else {
      throw Missing(node: node)
    }
    return hash
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
    try db.cachedStatement(sql: "INSERT INTO node (level, position, hash) VALUES (?, ?, ?)")
      .execute(arguments: [node.level, node.position, blob(hash.bytes)])
  }

  /// A part of the tree that should be there and is not.
  struct Missing: Error {
    var node: TreeNode
    var words: String { "node \(node.level)/\(node.position) is missing" }
  }
}

/// The last signed head, as the database holds it.
struct StoredHead {
  var size: Int
  var note: [UInt8]

  static func read(_ db: Database) throws -> StoredHead? {
    guard let row = try Row.fetchOne(db, sql: "SELECT size, CAST(note AS BLOB) FROM head WHERE id = 0"),
      let size = (row[0] as DatabaseValue).int, let note = (row[1] as DatabaseValue).bytes
    else { return nil }
    return StoredHead(size: size, note: note)
  }

  func write(_ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO head (id, size, note) VALUES (0, ?, ?)",
      arguments: [size, String(decoding: note, as: UTF8.self)])
  }
}
