import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import PlumblineTransparency
import Testing

/// The signed manifest of an export, and what is found with it.
struct ExportManifestTests {
  /// An export of four records, with its manifest and the ledger's public key.
  private struct Exported {
    var bytes: [UInt8] = []
    var manifest: ExportManifest
    var key: VerifierKey

    init(_ format: RecordExport.Format, _ change: (inout RecordFilter) -> Void = { _ in }) throws {
      let ledger = try AuditLedger()
      for id in ["A", "B", "C", "D"] { try ledger.decide(id) }
      var filter = RecordFilter()
      change(&filter)
      var tally = ExportTally()
      var written: [UInt8] = []
      let export = RecordExport(format, filter)
      _ = try export.write(ledger.ledger) { piece, record in
        tally.take(piece, of: record)
        written += piece
      }
      bytes = written
      let head = try #require(try ledger.ledger.head())
      manifest = try ExportManifest(
        of: export, tally, digest: tally.finish(), under: head, made: "2026-11-30T09:00:00.000Z",
        engine: "plumbline test", by: try ExportSigner(ledger.ledger))
      key = try #require(VerifierKey(Self.text(ledger.ledger.place.publicKey)))
    }

    private static func text(_ path: String) -> String {
      Command.contents(path).split(separator: "\n").joined()
    }

    func check(_ bytes: [UInt8], _ manifest: [UInt8]? = nil, key: VerifierKey? = nil) throws -> ExportCheck {
      var tally = ExportTally()
      for start in stride(from: 0, to: bytes.count, by: 7) {
        tally.take(Array(bytes[start..<min(start + 7, bytes.count)]))
      }
      let digest = tally.finish()
      return ExportCheck(
        tally, digest: digest, against: try ExportManifest(parsing: manifest ?? self.manifest.bytes),
        key: key ?? self.key)
    }

    var lines: [[UInt8]] {
      bytes.split(separator: 10, omittingEmptySubsequences: true).map { Array($0) + [10] }
    }
  }

  @Test(arguments: RecordExport.Format.allCases)
  func `what was exported is verified, whatever its format`(format: RecordExport.Format) throws {
    let exported = try Exported(format)
    let check = try exported.check(exported.bytes)
    #expect(check.isSound, "\(check.divergences) \(check.refusal ?? "")")
    #expect(check.checkpoint?.size == 4)
    #expect(check.manifest.statement["records"] == 4)
    #expect(ExportReport(check).text.hasSuffix("none is missing and none was added\n"))
    #expect(ExportReport(check).json["verified"] == true)
  }

  @Test(arguments: [
    ("change", ["export line 3, row: changed: it is not the row of record 1 as it was exported"]),
    (
      "remove",
      ["export line 3, row: missing: the row of record 1 is not in the file; it belongs before this line"]
    ),
    ("add", ["export line 3, row: added: no exported line that is still to come has these bytes"]),
    (
      "repeat",
      ["export line 6, row: added: no exported line that is still to come has these bytes"]
    ),
    (
      "swap",
      [
        "export line 3, row: reordered: here the row of record 2 is out of order"
      ]
    ),
    (
      "cut",
      ["export line 5, row: missing: the row of record 3 is not in the file; it belongs before this line"]
    ),
    ("header", ["export line 1, row: changed: it is not the header as it was exported"]),
  ])
  func `a changed, removed, added or moved line is named`(edit: String, found: [String]) throws {
    let exported = try Exported(.csv)
    var lines = exported.lines
    switch edit {
    case "change": lines[2][0] = UInt8(ascii: "7")
    case "remove": lines.remove(at: 2)
    case "add": lines.insert(Array("1,2026\r\n".utf8), at: 2)
    case "repeat": lines.append(lines[2])
    case "swap": lines.swapAt(2, 3)
    case "cut": lines.removeLast()
    default: lines[0][0] = UInt8(ascii: "x")
    }
    let check = try exported.check(lines.flatMap { $0 })
    #expect(check.divergences.map(\.description) == found)
    #expect(!check.isSound)
    #expect(ExportReport(check).text.contains("NOT VERIFIED"))
  }

  @Test func `every single byte that is changed is found, in the export and in its manifest`() throws {
    let exported = try Exported(.csv)
    for place in exported.bytes.indices {
      var bytes = exported.bytes
      bytes[place] ^= 1
      #expect(try !exported.check(bytes).isSound, "byte \(place)")
    }
    let manifest = exported.manifest.bytes
    for place in manifest.indices {
      var bytes = manifest
      bytes[place] ^= 1
      guard let check = try? exported.check(exported.bytes, bytes) else { continue }
      #expect(!check.isSound, "byte \(place) of the manifest")
    }
  }

  @Test(arguments: ["blank line", "no last line feed", "records swapped"])
  func `rows other than those that were signed are found, even if every line still has its digest`(
    edit: String
  ) throws {
    let exported = try Exported(.csv)
    var rows = String(decoding: exported.manifest.bytes, as: UTF8.self)
    switch edit {
    case "blank line": rows += "\n"
    case "no last line feed": rows.removeLast()
    default:
      rows = rows.replacing("\n0 ", with: "\n? ").replacing("\n1 ", with: "\n0 ").replacing(
        "\n? ", with: "\n1 ")
    }
    let check = try exported.check(exported.bytes, Array(rows.utf8))
    #expect(
      check.divergences.map(\.description) == [
        "manifest, rows: changed: they are not those that were signed, so no line can be named"
      ])
  }

  @Test func `a manifest of another key is not believed, and nothing of it is shown`() throws {
    let (exported, other) = (try Exported(.csv), try Exported(.csv))
    let check = try exported.check(exported.bytes, key: other.key)
    #expect(!check.isSound && check.refusal != nil)
    #expect(ExportReport(check).json["statement"] == .null)
  }

  @Test func `the statement holds the filter, and of a patient only the pseudonym`() throws {
    let exported = try Exported(.ndjson) { filter in
      filter.kind = .decision
      filter.patients = ["secret-id", "P-0123456789abcdef0123"]
    }
    let text = String(decoding: exported.manifest.bytes, as: UTF8.self)
    #expect(!text.contains("secret-id"))
    #expect(
      exported.manifest.statement["filter"] == ["kind": "decision", "patient": ["P-0123456789abcdef0123"]])
  }

  @Test func `records after the checkpoint are left out`() throws {
    let ledger = try AuditLedger()
    for id in ["A", "B", "C"] { try ledger.decide(id) }
    var export = RecordExport(.csv)
    export.end = 2
    var records: [Int?] = []
    #expect(try export.write(ledger.ledger) { _, record in records.append(record) } == 2)
    #expect(records == [nil, 0, 1])
  }
}
