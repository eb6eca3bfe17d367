import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

@testable import PlumblineCohort

/// Rows of a cohort by the strict reader and the interpreter, against which both fast paths are checked.
struct StrictRows {
  let packs: ShippedPacks
  let compiled: CompiledGuideline
  private let reference: CohortReference
  private let writer: RowWriter
  init() throws {
    packs = try ShippedPacks()
    compiled = try CompiledGuideline(packs.evaluator)
    reference = CohortReference(packs.evaluator)
    writer = RowWriter(compiled, .ndjson)
  }

  /// A worker that reports refused lines in their places, and caches few answers, so that some are evicted, too.
  static func worker(_ compiled: CompiledGuideline, _ columns: CSVColumns?) throws -> CohortWorker {
    let setting = CohortSetting(
      compiled, asOf: ShippedPacks.day, format: .ndjson, selection: try CohortSelection([], compiled),
      rejectsInPlace: true,
      columns: columns)
    return CohortWorker(setting, remembering: 16)
  }

  /// The row of one profile in JSON; for a refused one, what is wrong with it.
  func row(_ text: [UInt8], line: Int, showsColumns: Bool) -> [UInt8] {
    do {
      let profile = try packs.reader.read(text)
      let answer = try reference.answer(profile)
      let pool = RowBuffer()
      let parts = writer.write(answer, to: pool)
      let id = profile.id.map { JSONValue.string($0).canonical } ?? Array("null".utf8)
      let needs = answer.needs.map { JSONValue.string(packs.vocabulary[$0].name).canonical }
      return Array(pool.text(parts.first)) + "\(line),\"needs\":[".utf8
        + needs.joined(separator: [Ascii.comma]) + pool.text(parts.second) + id
        + pool.text(parts.third).dropLast()
    } catch let failure as ProfileFailure {
      return Rejection(line: line, failure, showsValues: false, showsColumns: showsColumns).text(
        namingStops: false
      ).dropLast()
    } catch {
      fail("law broken: every profile that is read is answered\n\(error)")
    }
  }

  /// The rows of a worker for a text, with refused lines in their places.
  static func rows(_ text: [UInt8], by worker: CohortWorker) -> [[UInt8]] {
    let padding = [UInt8](repeating: 0, count: CohortPiece.padding)
    let piece = CohortPiece(bytes: text + padding, count: text.count, line: 1)
    return worker.answer(piece).rows.split(separator: 10).map { Array($0) }
  }

  /// Checks that a text is cut into the same bytes and lines, however it is chunked.
  static func checkCutting(_ text: [UInt8], isCSV: Bool) {
    var draw = Draw(text)
    var cutter = LineCutter(isCSV: isCSV, size: 1 + draw.next(64))
    var rest = text[...]
    var (bytes, line): ([UInt8], Int) = ([], 1)
    while let piece = cutter.next({ most in
      let part = Array(rest.prefix(min(most, 1 + draw.next(40))))
      rest = rest.dropFirst(part.count)
      return part
    }) {
      law("a piece is not empty", piece.count > 0)
      law("a piece begins with the line after the last", piece.line == line, "\(piece.line), not \(line)")
      law("what follows a piece is zeros", piece.bytes.dropFirst(piece.count).allSatisfy { $0 == 0 })
      bytes += piece.bytes.prefix(piece.count)
      line = 1 + bytes.count { $0 == Ascii.newline }
    }
    law("pieces are the text", bytes == text)
    law("all was cut", cutter.offset == text.count)
  }
}

/// Lines of NDJSON: the fast scanner says what the strict reader and the interpreter say, to the byte.
struct LinesTarget: Target {
  private let strict: StrictRows
  /// Reused, since creating one takes longer than most inputs.
  private let worker: CohortWorker

  init() throws {
    strict = try StrictRows()
    worker = try StrictRows.worker(strict.compiled, nil)
  }

  func check(_ input: [UInt8]) {
    let text = Marker.plant(input)
    let found = StrictRows.rows(text, by: worker)
    let lines = text.split(separator: Ascii.newline, omittingEmptySubsequences: false).enumerated()
    let wanted = lines.filter { !$0.element.allSatisfy { [0x20, 0x09, 0x0D].contains($0) } }.map {
      strict.row(Array($0.element), line: $0.offset + 1, showsColumns: true)
    }
    law("as many rows as lines", found.count == wanted.count, "\(found.count), not \(wanted.count)")
    for (found, wanted) in zip(found, wanted) {
      law("both readers give the same row", found == wanted, "\(found.text)\n\(wanted.text)")
      if found.text.contains("\"rejected\":") { Marker.isNot(in: found.text) }
    }
    StrictRows.checkCutting(text, isCSV: false)
  }
}
