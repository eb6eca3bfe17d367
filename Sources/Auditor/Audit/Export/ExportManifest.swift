internal import PlumblineCryptography
public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText
public import PlumblineTransparency

/// What an export says of itself: which records it has, in which lines, under which signed head.
///
/// Its first part is a signed note (C2SP signed-note) of two lines: ``ExportSigner/domain``, and the statement as JSON on one line.
/// After a blank line follow the rows, `17 <SHA-256 in hex>`, one for each line of the export in order; `-` for a header. The statement has
/// the digest of these rows, so they are covered by the signature.
public struct ExportManifest: Sendable {
  public let note: SignedNote
  public let statement: JSONValue
  /// The lines of the export, as they were written.
  public let lines: [ExportTally.Line]
  /// Whether the rows are those of the statement.
  let hasOwnRows: Bool

  /// Signs what was exported.
  ///
  /// - Parameters:
  ///   - tally: what was written; all of it, ended by `finish`, whose result is `digest`.
  ///   - head: a signed head that covers every exported record.
  ///   - made: when, in UTC.
  public init(
    of export: RecordExport, _ tally: borrowing ExportTally, digest: [UInt8], under head: SignedNote,
    made: String, engine: String, by signer: ExportSigner
  ) throws {
    lines = tally.lines
    let checkpoint = try Checkpoint(parsing: head.text)
    let members: [JSONMember] = [
      JSONMember("export", 1), JSONMember("ledger", .string(checkpoint.origin)),
      JSONMember("made", .string(made)), JSONMember("engine", .string(engine)),
      JSONMember("format", .string(export.format.rawValue)),
      JSONMember(
        "columns", export.format == .fhir ? .null : .strings(export.columns.map(\.rawValue))),
      JSONMember("payload", .bool(export.withPayload)), JSONMember("filter", export.filter.json),
      JSONMember("records", .number(Self.records(in: lines))), JSONMember("lines", .number(lines.count)),
      JSONMember("bytes", .number(tally.bytes)),
      JSONMember("digest", .string("sha256:" + Hex.encode(digest))),
      JSONMember("rows", .string(Self.digest(ofRows: Self.rows(lines)))),
      JSONMember("checkpoint", .string(String(decoding: head.bytes, as: UTF8.self))),
    ]
    statement = .object(members)
    hasOwnRows = true
    note = try signer.sign(String(decoding: statement.line.dropLast(), as: UTF8.self))
  }

  /// Why bytes are not a manifest.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    case noNote(String)
    case noStatement
    case badRow(line: Int)

    public var description: String {
      switch self {
      case .noNote(let reason): "its first part is not a signed note: \(reason)"
      case .noStatement: "what is signed is not the statement of an export"
      case .badRow(let line): "line \(line) is not a row: a record's number or -, a blank and 64 hex digits"
      }
    }
  }

  /// Reads a manifest; nothing of it is checked yet.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    let blanks = bytes.indices.dropLast().filter { bytes[$0] == 10 && bytes[$0 + 1] == 10 }
    let end = blanks.count > 1 ? blanks[1] : bytes.count - 1
    do { note = try SignedNote(parsing: Array(bytes.prefix(end + 1))) } catch {
      throw .noNote("\(error)")
    }
    let signed = note.text.split(separator: "\n", omittingEmptySubsequences: false)
    guard signed.count == 3, signed[0] == ExportSigner.domain,
      let value = try? JSONReader.read(String(signed[1])).value, value["export"] == 1
    else { throw .noStatement }
    statement = value
    let rows = Array(bytes.dropFirst(end + 2))
    let before = bytes.prefix(end + 2).count { $0 == 10 }
    var lines: [ExportTally.Line] = []
    for (place, row) in rows.split(separator: 10, omittingEmptySubsequences: true).enumerated() {
      guard let line = ExportTally.Line(row: row) else { throw .badRow(line: before + place + 1) }
      lines.append(line)
    }
    self.lines = lines
    hasOwnRows = value["rows"]?.stringValue == Self.digest(ofRows: rows)
  }

  public var bytes: [UInt8] { note.bytes + [10] + Self.rows(lines) }

  /// The number of different records in the lines.
  static func records(in lines: [ExportTally.Line]) -> Int { Set(lines.compactMap(\.record)).count }

  private static func rows(_ lines: [ExportTally.Line]) -> [UInt8] {
    lines.flatMap { Array("\($0.record.map(String.init) ?? "-") \(Hex.encode($0.digest))\n".utf8) }
  }

  private static func digest(ofRows rows: [UInt8]) -> String { "sha256:" + Hex.encode(SHA256.hash(rows)) }
}

extension ExportTally.Line {
  fileprivate init?(row: ArraySlice<UInt8>) {
    let parts = String(decoding: row, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let digest = Hex.decode(String(parts[1])), digest.count == SHA256.byteCount else {
      return nil
    }
    if parts[0] == "-" {
      self.init(record: nil, digest: digest)
    } else {
      guard let record = Int(parts[0]), record >= 0, parts[0] == "\(record)" else { return nil }
      self.init(record: record, digest: digest)
    }
  }
}
