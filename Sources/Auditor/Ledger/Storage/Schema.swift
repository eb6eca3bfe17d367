internal import PlumblineSQLite

/// The database's tables. Each step of `steps` migrates it by one version; a released step is never changed.
enum Schema {
  /// `PLMB`: marks the file as a ledger of Plumbline.
  static let applicationID = 0x504C_4D42

  static var version: Int { steps.count }

  /// Each string is one statement, exactly as SQLite stores it.
  static let steps: [[String]] = [
    [
      """
      CREATE TABLE record (
        idx INTEGER PRIMARY KEY CHECK (idx >= 0),
        time TEXT NOT NULL,
        kind TEXT NOT NULL,
        about INTEGER,
        patient TEXT,
        person TEXT,
        decision TEXT,
        pairing TEXT,
        certainties TEXT,
        fired TEXT,
        undecided TEXT,
        reason TEXT,
        leaf BLOB NOT NULL,
        wrapped_by TEXT,
        key BLOB,
        sealed BLOB
      ) STRICT
      """,
      """
      CREATE TABLE node (
        level INTEGER NOT NULL,
        position INTEGER NOT NULL,
        hash BLOB NOT NULL,
        PRIMARY KEY (level, position)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE pack_file (
        digest TEXT NOT NULL,
        name TEXT NOT NULL,
        text BLOB NOT NULL,
        PRIMARY KEY (digest, name)
      ) STRICT, WITHOUT ROWID
      """,
      "CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 0), size INTEGER NOT NULL, note TEXT NOT NULL) STRICT",
    ],
    [
      """
      CREATE TRIGGER record_stays BEFORE DELETE ON record
      BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END
      """,
      """
      CREATE TRIGGER record_is_fixed BEFORE UPDATE ON record
      WHEN NEW.idx IS NOT OLD.idx OR NEW.time IS NOT OLD.time OR NEW.kind IS NOT OLD.kind
        OR NEW.leaf IS NOT OLD.leaf OR NEW.key IS NOT NULL OR NEW.sealed IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a record is never changed, only erased'); END
      """,
      """
      CREATE TRIGGER node_stays BEFORE DELETE ON node
      BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END
      """,
      """
      CREATE TRIGGER node_is_fixed BEFORE UPDATE ON node
      BEGIN SELECT RAISE(ABORT, 'a node is never changed'); END
      """,
      """
      CREATE TRIGGER pack_file_stays BEFORE DELETE ON pack_file
      BEGIN SELECT RAISE(ABORT, 'what was decided by is kept'); END
      """,
      """
      CREATE TRIGGER pack_file_is_fixed BEFORE UPDATE ON pack_file
      BEGIN SELECT RAISE(ABORT, 'what was decided by is kept'); END
      """,
    ],
    [
      """
      CREATE TABLE import (
        origin TEXT NOT NULL,
        first INTEGER NOT NULL CHECK (first >= 0),
        records INTEGER NOT NULL CHECK (records > 0),
        idx INTEGER NOT NULL,
        PRIMARY KEY (origin, first)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TRIGGER import_stays BEFORE DELETE ON import
      BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END
      """,
      """
      CREATE TRIGGER import_is_fixed BEFORE UPDATE ON import
      BEGIN SELECT RAISE(ABORT, 'where a record came from is never changed'); END
      """,
    ],
    [
      """
      CREATE TABLE tombstone (
        mark TEXT NOT NULL,
        idx INTEGER NOT NULL CHECK (idx >= 0),
        PRIMARY KEY (mark, idx)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TRIGGER tombstone_stays BEFORE DELETE ON tombstone
      BEGIN SELECT RAISE(ABORT, 'who was erased is kept from coming back'); END
      """,
      """
      CREATE TRIGGER tombstone_is_fixed BEFORE UPDATE ON tombstone
      BEGIN SELECT RAISE(ABORT, 'who was erased is kept from coming back'); END
      """,
      "CREATE TABLE unwiped (idx INTEGER PRIMARY KEY CHECK (idx >= 0)) STRICT",
      """
      CREATE TABLE detail (
        idx INTEGER PRIMARY KEY CHECK (idx >= 0),
        as_of TEXT,
        purpose TEXT,
        packs TEXT,
        missing TEXT,
        recalled TEXT,
        facts BLOB
      ) STRICT
      """,
      """
      CREATE TRIGGER detail_stays BEFORE DELETE ON detail
      BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END
      """,
      """
      CREATE TRIGGER detail_is_fixed BEFORE UPDATE ON detail
      WHEN NEW.idx IS NOT OLD.idx OR NEW.as_of IS NOT NULL OR NEW.purpose IS NOT NULL OR NEW.packs IS NOT NULL
        OR NEW.missing IS NOT NULL OR NEW.recalled IS NOT NULL OR NEW.facts IS NOT NULL
      BEGIN SELECT RAISE(ABORT, 'a record is never changed, only erased'); END
      """,
    ],
  ]

  /// The one optional object: an index from an answer to its overrides and outcomes.
  ///
  /// A ledger that was already large does without it, because creating it would delay an answer; SQLite then scans the column.
  static let overridesIndex = "CREATE INDEX record_about ON record (about) WHERE about IS NOT NULL"

  /// The version since which ledgers hold imported records.
  static let withImports = 3

  /// The version since which erasures leave tombstones, and note what is still to be wiped.
  static let withTombstones = 4

  /// The version since which answers have details by which they are found.
  static let withDetails = 4

  /// A ledger with more records than this is migrated without the index.
  private static let indexed = 10_000

  /// The database's own version: 0 for an empty file.
  static func version(of db: Database) throws -> Int {
    try db.number("PRAGMA user_version") ?? 0
  }

  /// Whether the file is empty or marked as a ledger.
  static func isOurs(_ db: Database) throws -> Bool {
    if try db.number("PRAGMA application_id") == applicationID { return true }
    return try isEmpty(db)
  }

  /// Whether nothing was ever put into the database.
  static func isEmpty(_ db: Database) throws -> Bool {
    try db.number("SELECT count(*) FROM sqlite_schema") == 0 && version(of: db) == 0
  }

  /// Brings the database to a version, one step after the other, in one transaction; never back.
  static func migrate(_ db: Database, to target: Int = version) throws {
    try db.transaction(.immediate) {
      let present = try version(of: db)
      // Another process may have been quicker.
      guard present >= 0, present < target else { return }
      for step in present..<target {
        for statement in steps[step] { try db.run(statement) }
      }
      if present < withTombstones, target >= withTombstones, try Tree(db: db).size() <= indexed {
        try db.run(overridesIndex)
      }
      try db.run("PRAGMA user_version = \(target)")
      try db.run("PRAGMA application_id = \(applicationID)")
    }
  }

  /// The objects of a database of a version: the statements, by the names of what they create.
  static func objects(version: Int) -> [String: String] {
    var objects: [String: String] = [:]
    for statement in steps.prefix(max(0, version)).joined() { objects[name(of: statement)] = statement }
    if version >= withTombstones { objects[name(of: overridesIndex)] = overridesIndex }
    return objects
  }

  /// The name of what a statement creates.
  private static func name(of statement: String) -> String {
    String(statement.split(separator: " ", maxSplits: 3)[2])
  }

  /// The tables, without which nothing can be read.
  static let tables: Set<String> = [
    "record", "node", "pack_file", "head", "import", "tombstone", "unwiped", "detail",
  ]

  /// The differences between the database's schema and that of its version.
  static func divergences(_ db: Database) throws -> [Divergence] {
    let expected = objects(version: try version(of: db))
    var divergences: [Divergence] = []
    var found: Set<String> = []
    let rows = try db.rows("SELECT CAST(name AS BLOB), CAST(sql AS BLOB) FROM sqlite_schema ORDER BY name")
    while let row = try rows.next() {
      let name = row[0].text ?? ""
      guard let sql = expected[name] else {
        divergences.append(Divergence("schema", name, "name", .added, "a ledger has no object of this name"))
        continue
      }
      found.insert(name)
      if row[1].bytes != Array(sql.utf8) {
        divergences.append(
          Divergence("schema", name, "sql", .changed, "its declaration differs from the schema's"))
      }
    }
    for name in Set(expected.keys).subtracting(found).sorted() where name != self.name(of: overridesIndex) {
      divergences.append(
        Divergence("schema", name, "name", .missing, "the database is incomplete without it"))
    }
    return divergences
  }
}
