internal import PlumblineSQLite

/// Checks what surrounds the rows: the marks of the file, and its pages.
struct DatabaseCheck {
  let db: Database

  func divergences() throws -> [Divergence] {
    try marks() + pages()
  }

  private func marks() throws -> [Divergence] {
    var divergences: [Divergence] = []
    if try db.number("PRAGMA application_id") != Schema.applicationID {
      divergences.append(
        Divergence("database", "", "application_id", .changed, "it is not marked as a ledger"))
    }
    if try db.first("PRAGMA encoding")?[0].string != "UTF-8" {
      divergences.append(Divergence("database", "", "encoding", .changed, "it must be UTF-8"))
    }
    return divergences
  }

  private func pages() throws -> [Divergence] {
    let lines = try db.all("PRAGMA integrity_check(5)").compactMap(\.[0].string)
    return lines == ["ok"]
      ? []
      : lines.map { Divergence("database", "", "pages", .changed, "SQLite's own check says: \($0)") }
  }
}
