internal import PlumblineCryptography
internal import PlumblineSQLite

/// What the ledger keeps about a patient who was erased: keyed hashes of the names, by which an import recognises them.
///
/// A mark is the first 16 bytes of HMAC-SHA256, in hex, under ``NameKeys/marks``. Without that key it is impossible to tell whom it stands for, or that it and a
/// pseudonym stand for the same person.
struct Tombstones {
  private let key: [UInt8]

  init(_ names: NameKeys) { key = names.marks }

  /// The mark of an id or a pseudonym in any record: over `patient`, a line feed and the name.
  func mark(of name: String) -> String { mark("patient\n" + name) }

  /// The mark of a pseudonym that counts only in the records of one ledger: over `patient of ORIGIN`, a line feed and the name.
  func mark(of name: String, in origin: String) -> String { mark("patient of \(origin)\n" + name) }

  private func mark(_ text: String) -> String {
    Hex.encode(Array(HMAC.code(of: Array(text.utf8), key: key).prefix(16)))
  }

  // MARK: the table

  static func insert(_ marks: [String], erasedBy index: Int, _ db: Database) throws {
    for mark in marks { try db.run("INSERT INTO tombstone (mark, idx) VALUES (?, ?)", mark, index) }
  }

  static func isEmpty(_ db: Database) throws -> Bool {
    try db.first("SELECT 1 FROM tombstone LIMIT 1") == nil
  }

  /// The last erasure that left a mark; nil if none did.
  static func last(_ mark: String, _ db: Database) throws -> Int? {
    try db.number("SELECT max(idx) FROM tombstone WHERE mark = ?", mark)
  }
}
