internal import GRDB

/// Checks what lies around the rows: the schema, and the pages that hold them.
struct DatabaseCheck {
  let db: Database

  func divergences() throws -> [Divergence] {
    try schema() + pages()
  }

  private func schema() throws -> [Divergence] {
    let version = try Schema.version(of: db)
    let expected = Schema.objects(version: version)
    var divergences: [Divergence] = []
    var found: Set<String> = []
    let rows = try Row.fetchCursor(
      db, sql: "SELECT CAST(name AS BLOB), CAST(sql AS BLOB) FROM sqlite_schema ORDER BY name")
    while let row = try rows.next() {
      let name = (row[0] as DatabaseValue).text ?? ""
      guard let sql = expected[name] else {
        divergences.append(Divergence("schema", name, "name", .added, "a ledger has nothing of this name"))
        continue
      }
      found.insert(name)
      if (row[1] as DatabaseValue).bytes != Array(sql.utf8) {
        divergences.append(Divergence("schema", name, "sql", .changed, "it is not declared as it should be"))
      }
    }
    for name in Set(expected.keys).subtracting(found).sorted() {
      divergences.append(Divergence("schema", name, "name", .missing, "the database is not whole without it"))
    }
    if try Int.fetchOne(db, sql: "PRAGMA application_id") != Schema.applicationID {
      divergences.append(
        Divergence("database", "", "application_id", .changed, "it is not marked as a ledger"))
    }
    if try String.fetchOne(db, sql: "PRAGMA encoding") != "UTF-8" {
      divergences.append(Divergence("database", "", "encoding", .changed, "texts are kept in UTF-8"))
    }
    return divergences
  }

  private func pages() throws -> [Divergence] {
    let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)")
    return lines == ["ok"]
      ? []
      : lines.map { Divergence("database", "", "pages", .changed, "SQLite's own check says: \($0)") }
  }
}
