import Glibc
import PlumblineCohort
import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON

/// Reads a cohort's files one after the other, cut into pieces of whole lines.
final class CohortReader {
  private let files: [String]
  private let isCSV: Bool
  /// Whether the lines are FHIR.
  let hasRecords: Bool
  private var input: any CohortBytes
  private var records: RecordStream?
  private var cutter: LineCutter
  /// The index of the current file.
  private(set) var file = 0
  /// The header row of CSV, which every file must have.
  private var header: [UInt8] = []
  /// The bytes of earlier files, and of their lines.
  private var passed = 0
  private var cutBefore = 0
  /// The identity of each file at the beginning, as far as it is known without reading; empty for a pipe.
  let identities: [String]
  /// The size of all files in bytes, compressed or not; nil if one is not a regular file.
  let size: Int?

  /// The position within ``file``: bytes, and the next line.
  var offset: Int { cutter.offset }
  var line: Int { cutter.line }
  /// The bytes of lines that were cut since the beginning.
  var cut: Int { cutBefore + cutter.offset }
  /// Whether another reader could continue from here, and what was read is certain.
  var isSettled: Bool { cutter.isBetweenLines && !input.isUnchecked }
  /// The bytes that were read, compressed or not.
  var consumed: Int { passed + input.consumed }

  /// - Parameter kind: nil to decide by the files' names, and by what is in the first.
  init(_ files: [String], _ kind: CohortCommand.Input?) throws(Fault) {
    self.files = files
    identities = files.map { CohortInput.identity($0) ?? "" }
    let kinds = Set(files.map { path in kind.map { $0 == .csv } ?? Self.isCSV(path) })
    guard kinds.count == 1, let isCSV = kinds.first else {
      throw Fault(
        .badInput,
        "some of the files are CSV by their names, and some are not; give --input, or answer them separately"
      )
    }
    self.isCSV = isCSV
    // All files are checked before the first answer.
    var size: Int? = 0
    for file in files.dropFirst() {
      let own = try CohortInput.look(file)
      size = own.flatMap { own in size.map { $0 + own } }
    }
    let first = try Self.input(files[0])
    input = first
    if first is BulkFolder {
      hasRecords = true
    } else if let file = first as? CohortInput, kind == nil, !isCSV {
      hasRecords = FHIRIntake.isFHIR(try file.peek(1 << 14))
    } else {
      hasRecords = kind == .fhir
    }
    guard hasRecords && kind != .ndjson && !isCSV || !files.contains(where: BulkFiles.isFolder) else {
      throw Fault(
        .badInput,
        "a folder is read as FHIR bulk files, and these are to be read as something else; leave out --input, and answer other files separately"
      )
    }
    self.size = input.size.flatMap { own in size.map { $0 + own } }
    (cutter, records) = Self.cutter(isCSV, hasRecords)
  }

  private static func input(_ path: String) throws(Fault) -> any CohortBytes {
    guard BulkFiles.isFolder(path) else { return try CohortInput(path) }
    let folder = try BulkFolder(path)
    if folder.ofNobody > 0 {
      Output.error(
        folder.ofNobody == 1
          ? "\(path): 1 resource names no patient and is not used"
          : "\(path): \(folder.ofNobody) resources name no patient and are not used")
    }
    return folder
  }

  private static func cutter(_ isCSV: Bool, _ hasRecords: Bool) -> (LineCutter, RecordStream?) {
    hasRecords
      ? (LineCutter(isCSV: false, accepted: FHIRIntake.limits.bytes), RecordStream())
      : (LineCutter(isCSV: isCSV), nil)
  }

  /// Reads bytes; of resources line by line, those of Bundles.
  private func read(_ size: Int) throws(Fault) -> [UInt8] {
    guard let records else { return try input.read(size) }
    return try records.read { () throws(Fault) in try input.read(1 << 18) }
  }

  private static func isCSV(_ path: String) -> Bool { path.hasSuffix(".csv") || path.hasSuffix(".csv.gz") }

  /// Whether a path leads to an input file.
  func reads(_ path: String) -> Bool { files.contains { CohortInput.isSame($0, path) } }

  /// Reads the columns of CSV; nil for JSON. Called once, at the beginning.
  func columns(_ vocabulary: Vocabulary) throws(Fault) -> CSVColumns? {
    if !isCSV { return nil }
    header = try readHeader()
    do {
      return try CSVColumns(header: header, vocabulary)
    } catch {
      throw Fault(.badInput, "\(input.name): \(error)")
    }
  }

  private func readHeader() throws(Fault) -> [UInt8] {
    guard let header = try cutter.header({ size throws(Fault) in try input.read(size) }) else {
      throw Fault(.badInput, "\(input.name): the header row is not complete")
    }
    return header
  }

  /// Returns the next piece; nil at the end of the last file.
  func next() throws(Fault) -> CohortPiece? {
    while true {
      if var piece = try cutter.next({ size throws(Fault) in try read(size) }) {
        piece.file = file
        return piece
      }
      if file + 1 == files.count { return nil }
      try open(file + 1)
    }
  }

  /// Returns the whole lines that were read before the input failed.
  func takeWhole() -> CohortPiece? {
    guard var piece = cutter.takeWhole() else { return nil }
    piece.file = file
    return piece
  }

  /// Skips what was answered before.
  func skip(toFile file: Int, offset: Int, line: Int) throws(Fault) {
    while self.file < file, self.file + 1 < files.count {
      passed += input.size.map { $0 - input.consumed } ?? 0
      try open(self.file + 1)
    }
    let reached = try cutter.skip(to: offset, line: line) { size throws(Fault) in try read(size) }
    guard self.file == file, reached else {
      throw Fault(
        .badInput,
        "\(input.name) is shorter than the part that was answered before; start again without --resume")
    }
  }

  private func open(_ next: Int) throws(Fault) {
    passed += input.consumed
    cutBefore += cutter.offset
    input = try Self.input(files[next])
    file = next
    (cutter, records) = Self.cutter(isCSV, hasRecords)
    if isCSV {
      let own = try readHeader()
      guard own == header else {
        throw Fault(
          .badInput, "\(input.name): its header row differs from that of \(files[0]); answer it separately")
      }
    }
  }
}
