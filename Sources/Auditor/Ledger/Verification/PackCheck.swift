internal import PlumblineGuideline
internal import PlumblineSQLite

/// Re-hashes the packs that decided.
struct PackCheck {
  let db: Database

  /// - Parameter referenced: the digests in leaves.
  func divergences(referenced: Set<String>) throws -> [Divergence] {
    var divergences: [Divergence] = []
    var seen: Set<String> = []
    var digest: String?
    var files: [PackFile] = []
    func finish() {
      guard let digest else { return }
      seen.insert(digest)
      if PackFolder(name: "", files: files).digest != digest {
        divergences.append(Divergence("pack_file", digest, "text", .changed, "its files give another digest"))
      }
      if !referenced.contains(digest) {
        divergences.append(Divergence("pack_file", digest, "digest", .added, "no record was decided by it"))
      }
      files = []
    }
    let rows = try db.rows(
      "SELECT CAST(digest AS BLOB), CAST(name AS BLOB), text FROM pack_file ORDER BY digest, name")
    while let row = try rows.next() {
      guard let next = row[0].text, let name = row[1].text,
        let text = row[2].bytes
      else {
        divergences.append(Divergence("pack_file", "", "name", .changed, "it is not text"))
        continue
      }
      if next != digest {
        finish()
        digest = next
      }
      files.append(PackFile(name: name, text: text))
    }
    finish()
    for digest in referenced.subtracting(seen).sorted() {
      divergences.append(
        Divergence("pack_file", digest, "digest", .missing, "records were decided by this pack"))
    }
    return divergences
  }
}
