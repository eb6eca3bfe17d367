import Foundation
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// The scanner reads lines exactly as the strict reader does, and refuses nothing by itself.
struct ScannerTests {
  static let lines = 800

  @Test(arguments: 0..<7)
  func `random lines are answered or refused as by the strict reader and the interpreter`(place: Int)
    throws
  {
    let desk = try CohortDesk.some(Seeded.first &+ 70_000)[place]
    var maker = RandomLine(
      random: Seeded(Seeded.first &+ 71_000 &+ UInt64(place)), vocabulary: desk.guideline.vocabulary)
    let context = "seed \(maker.random.seed)"
    var lines = (0..<Self.lines).map { _ in maker.make() }
    // Every beginning of one line, too.
    let whole = maker.make()
    lines += whole.indices.prefix(300).map { Array(whole[..<$0]) }
    let rows = try desk.rows(Array(lines.joined(separator: [10])))
    let writer = RowWriter(desk.compiled, .ndjson)
    var (next, answered) = (0, 0)
    for (index, line) in lines.enumerated() where line.contains(where: { ![9, 13, 32].contains($0) }) {
      let expected = try desk.expected(line, index + 1, writer)
      let found = next < rows.count ? rows[next] : []
      next += 1
      let shown = String(decoding: line, as: UTF8.self)
      if found != expected {
        Issue.record(
          "\(context), line \(index + 1): \(shown)\nexpected \(String(decoding: expected, as: UTF8.self))\nfound    \(String(decoding: found, as: UTF8.self))"
        )
        return
      }
      if found.starts(with: Array("{\"alerts\"".utf8)) {
        answered += 1
        let isJSON = (try? JSONSerialization.jsonObject(with: Data(line))) != nil
        #expect(isJSON, "\(context), line \(index + 1) is not JSON for Foundation: \(shown)")
      }
    }
    #expect(next == rows.count, "\(context)")
    #expect(answered * 5 > lines.count && answered < lines.count, "\(context): \(answered) answered")
    print("\(answered) of \(lines.count) random lines answered, \(context)")
  }

  @Test(arguments: 0..<7)
  func `the strict reader reads every line of which the scanner is certain as the same profile`(place: Int)
    throws
  {
    let desk = try CohortDesk.some(Seeded.first &+ 72_000)[place]
    let vocabulary = desk.guideline.vocabulary
    var maker = RandomLine(random: Seeded(Seeded.first &+ 73_000 &+ UInt64(place)), vocabulary: vocabulary)
    let context = "seed \(maker.random.seed)"
    let block = CohortBlock(desk.compiled)
    var scanner = LineScanner(block)
    var certain = 0
    for _ in 0..<Self.lines {
      let line = maker.make()
      block.clear()
      let row = maker.random.below(CohortBlock.capacity)
      block.count = CohortBlock.capacity
      let scanned: String?? = CohortDesk.piece(line).bytes.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress, let read = scanner.scan(base, base + line.count, row: row) else {
          return nil
        }
        return read.id.isEmpty ? .some(nil) : String(decoding: read.id.dropFirst().dropLast(), as: UTF8.self)
      }
      guard let id = scanned else { continue }
      certain += 1
      let shown = "\(context): \(String(decoding: line, as: UTF8.self))"
      do {
        let profile = try desk.reader.read(line)
        #expect(profile.id == id, "\(shown)")
        for fact in vocabulary.facts.indices {
          let code = profile[fact].value.map { desk.compiled.scales[fact].code(of: $0) } ?? 0
          #expect(block.columns[fact][row] == code, "\(vocabulary[fact].name), \(shown)")
        }
      } catch {
        let laws = ["contradict each other", "cannot have a value, given"]
        #expect(
          error.problems.allSatisfy { problem in laws.contains { problem.message.hasPrefix($0) } },
          "\(shown)\n\(error)")
        #expect(Set(block.suspects() + block.narrow()) == [row], "a broken law is not suspected, \(shown)")
      }
    }
    #expect(certain * 10 > Self.lines, "\(context): the fast path is hardly taken")
  }

  @Test(arguments: [
    #"{"notes":"a \"quote\", \\ and \n"}"#,
    #"{"instruments":{"tsk_17":[1,2,3,4,1,2,3,4,1,2,3,4,1,2,3,4,1],"gad_7":null}}"#,
    #"{ "id" : "P", "instruments" : { } , "fear" : { "fabq_work" : 3 } }"#,
    #"{"instruments":{"odi":[0,1,2,3,4,5,null,1,2,3]}}"#,
  ])
  func `common lines are read by the scanner`(line: String) throws {
    let desk = try CohortDesk.shipped.get()
    var scanner = LineScanner(CohortBlock(desk.compiled))
    let isCertain = CohortDesk.piece(Array(line.utf8)).bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { scanner.scan($0, $0 + line.utf8.count, row: 0) != nil } ?? false
    }
    #expect(isCertain)
    #expect((try? desk.reader.read(Array(line.utf8))) != nil)
  }

  @Test func `a row reports everything in canonical JSON`() throws {
    let desk = try CohortDesk.shipped.get()
    let rows = try desk.rows(#"{"id":"A-1","red_flags":{"cauda_equina":true}}"#)
    let digest = desk.guideline.digest
    #expect(
      rows == [
        #"{"alerts":[{"id":"red-flags/cauda-equina","urgency":"emergency"}],"alternatives":[],"conflicts":[],"decision":"stop","gates":[],"guideline":"\#(digest)","line":1,"needs":[],"primary":null,"profile":"A-1","schema":1}"#
      ])
    let value = try JSONReader.read(Array((rows.first ?? "").utf8)).value
    #expect(String(decoding: value.canonical, as: UTF8.self) == rows.first)
  }

  @Test func `a refused line is reported with its place and reason, and the others are answered`() throws {
    let desk = try CohortDesk.shipped.get()
    let rows = try desk.rows("{}\n\n  {\"pain\":{\"intensity\":11}}\nnull\n{\"id\":\"x\"}")
    #expect(rows.count == 4)
    #expect(rows[0].contains("\"line\":1,") && rows[3].contains("\"line\":5,"))
    #expect(
      rows[1]
        == #"{"line":3,"rejected":[{"column":24,"path":"pain.intensity","reason":"a number out of range; it must be a whole number from 0 to 10 (found 11)"}]}"#
    )
    #expect(
      rows[2]
        == #"{"line":4,"rejected":[{"column":1,"path":"","reason":"a profile must be an object, not null (found null)"}]}"#
    )
  }

  @Test(arguments: [1, 63, 64, 65, 1023, 1024, 1025, 2048, 2100])
  func `the last rows of a block are answered like the first`(count: Int) throws {
    let desk = try CohortDesk.shipped.get()
    let line = Command.bytes("\(Shipped.examples)/high-fear.json").map { $0 == 10 ? 32 : $0 }
    let expected = try desk.expected(line, 1, RowWriter(desk.compiled, .ndjson))
    let rows = try desk.rows(Array(repeatElement(line + [10], count: count).joined()))
    #expect(rows.count == count)
    for (index, row) in rows.enumerated() {
      let text = String(decoding: row, as: UTF8.self).replacing("\"line\":\(index + 1),", with: "\"line\":1,")
      #expect(Array(text.utf8) == expected)
    }
  }
}
