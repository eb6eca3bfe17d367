import PlumblineTestSupport
import Testing

@testable import PlumblineCohort

/// Pieces of any size contain the same lines.
struct LineCutterTests {
  struct Cut: Equatable {
    var text: [UInt8]
    var lines: [Int: [UInt8]]
    var most = 0
  }

  /// Cuts text that arrives in reads of given sizes, and notes each line by its number.
  private func cut(_ text: [UInt8], isCSV: Bool = false, size: Int, reads: (Int) -> Int) -> Cut {
    var cutter = LineCutter(isCSV: isCSV, size: size)
    var at = 0
    var cut = Cut(text: [], lines: [:])
    while let piece = cutter.next({ wanted -> [UInt8] in
      let count = min(max(1, min(reads(wanted), wanted)), text.count - at)
      defer { at += count }
      return Array(text[at..<at + count])
    }) {
      cut.most = max(cut.most, piece.bytes.count)
      #expect(piece.bytes.count == piece.count + CohortPiece.padding)
      var line = piece.line
      for text in piece.bytes[..<piece.count].split(separator: 10, omittingEmptySubsequences: false) {
        if !text.isEmpty {
          #expect(cut.lines[line] == nil, "line \(line) is in two pieces")
          cut.lines[line] = Array(text)
        }
        line += 1
      }
      cut.text += piece.bytes[..<piece.count]
    }
    return cut
  }

  @Test(arguments: 0..<40)
  func `cuts of any sizes give the same lines under the same numbers`(round: Int) {
    var random = Seeded(Seeded.first &+ 80_000 &+ UInt64(round))
    let lines = (0..<random.below(200)).map { _ in
      [UInt8](repeating: 97, count: random.chance(20) ? 0 : random.below(60))
    }
    var text = Array(lines.joined(separator: [10]))
    if random.chance(50) { text.append(10) }
    var sizes = random
    let cut = cut(text, size: 1 + random.below(300)) { _ in 1 + sizes.below(100) }
    #expect(cut.text == text, "seed \(random.seed)")
    let expected = lines.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset + 1, $0.element) }
    #expect(cut.lines == Dictionary(uniqueKeysWithValues: expected), "seed \(random.seed)")
  }

  @Test(arguments: ["", "\n", "\n\n", "a", "a\n", "\na", "a\n\n\nb"])
  func `a missing last line break, blank lines and empty input lose nothing`(text: String) {
    #expect(cut(Array(text.utf8), size: 1, reads: { _ in 1 }).text == Array(text.utf8))
    #expect(cut(Array(text.utf8), size: 1 << 19, reads: { $0 }).text == Array(text.utf8))
  }

  @Test(arguments: [1 << 20, 1 << 20 + 1, 1 << 20 + 2, 3 << 20, 1 << 20 + 70_000])
  func `only a line that is too long is refused, whatever the size of reads`(length: Int) throws {
    let desk = try CohortDesk.shipped.get()
    let long = [UInt8](repeating: UInt8(ascii: " "), count: length - 2) + Array("{}".utf8)
    let text = Array("{\"id\":\"a\"}\n".utf8) + long + Array("\n\n{\"id\":\"b\"}\n{\"id\":\"c\"}".utf8)
    var reported: [[UInt8]] = []
    for (place, read) in [1 << 19, 1 << 16].enumerated() {
      var cutter = LineCutter(isCSV: false)
      var at = 0
      let worker = CohortWorker(try desk.setting())
      var rows: [UInt8] = []
      while let piece = cutter.next({ wanted -> [UInt8] in
        let count = min(read, wanted, text.count - at)
        defer { at += count }
        return Array(text[at..<at + count])
      }) {
        #expect(piece.count <= 1 << 20 + 1 << 19)
        rows += worker.answer(piece).rows
      }
      reported.append(rows)
      let lines = CohortDesk.lines(rows).map { String(decoding: $0, as: UTF8.self) }
      try #require(lines.count == 4)
      #expect(lines[0].contains("\"line\":1,") && lines[0].contains("\"profile\":\"a\""))
      #expect(lines[1].contains("\"line\":2,\"rejected\"") == (length > 1 << 20), "\(lines[1])")
      #expect(lines[2].contains("\"line\":4,") && lines[2].contains("\"profile\":\"b\""))
      #expect(lines[3].contains("\"line\":5,") && lines[3].contains("\"profile\":\"c\""))
      #expect(reported[0] == reported[place], "reads of \(read)")
    }
  }

  @Test func `memory stays bounded if no line ends`() {
    var given = 0
    var cutter = LineCutter(isCSV: false)
    var pieces: [CohortPiece] = []
    while let piece = cutter.next({ wanted -> [UInt8] in
      if given > 40 << 20 { return [] }
      given += wanted
      return [UInt8](repeating: 97, count: wanted)
    }) {
      pieces.append(piece)
    }
    #expect(pieces.count == 1)
    #expect(pieces.allSatisfy { $0.count <= (1 << 20) + 2 })
    #expect(cutter.offset == given)
  }

  @Test(arguments: [100_003, 1 << 19])
  func `a quote that is never closed costs only its record, and lines keep their numbers`(read: Int) throws {
    let desk = try CohortDesk.shipped.get()
    // 100 bytes and a line break each; the quote opens in line 3.
    let filler = "x," + String(repeating: "y", count: 98) + "\n"
    let lines = 12_000
    var text = "a,5\n\"b,5\n" + String(repeating: filler, count: lines)
    text += "c,5\n"
    let bytes = Array(text.utf8)
    var cutter = LineCutter(isCSV: true)
    let worker = CohortWorker(try desk.setting(header: "id,pain.intensity"))
    var (at, rows) = (0, [UInt8]())
    while let piece = cutter.next({ wanted -> [UInt8] in
      let count = min(read, wanted, bytes.count - at)
      defer { at += count }
      return Array(bytes[at..<at + count])
    }) {
      rows += worker.answer(piece).rows
    }
    let reported = CohortDesk.lines(rows).map { String(decoding: $0, as: UTF8.self) }
    #expect(
      reported.first?.contains("\"line\":1,") == true && reported.first?.contains("\"profile\":\"a\"") == true
    )
    #expect(
      reported[1].contains("\"line\":2,\"rejected\":[{\"path\":\"\",\"reason\":\"a record of more than"))
    #expect(
      reported.last?.contains("\"line\":\(lines + 3),") == true
        && reported.last?.contains("\"profile\":\"c\"") == true)
    // The lines after the cut are refused one by one, each under its own number.
    let numbers = reported.dropFirst(2).compactMap { row in
      row.firstMatch(of: #/"line":(\d+),/#).flatMap { Int($0.1) }
    }
    #expect(numbers == Array((lines + 4 - numbers.count)...(lines + 3)))
    #expect(numbers.count == 1 + lines - (1 << 20 + 1 - 5) / 101 - 1)
  }

  @Test(arguments: [false, true])
  func `a cutter can skip what another has passed`(isLong: Bool) {
    let long = [UInt8](repeating: 98, count: isLong ? 2 << 20 : 10)
    let text = Array("first\n".utf8) + long + Array("\nthird\n\nfifth".utf8)
    func reader(_ text: [UInt8]) -> (Int) -> [UInt8] {
      var at = 0
      return { wanted in
        let count = min(isLong ? 1 << 16 : 3, wanted, text.count - at)
        defer { at += count }
        return Array(text[at..<at + count])
      }
    }
    var cutter = LineCutter(isCSV: false, size: 4)
    let read = reader(text)
    while let piece = cutter.next(read) {
      _ = piece
      if !cutter.isBetweenLines { continue }
      var other = LineCutter(isCSV: false)
      let again = reader(text)
      let hasPassed = other.skip(to: cutter.offset, line: cutter.line, again)
      #expect(hasPassed)
      let rest = Array(text[min(cutter.offset, text.count)...])
      let expectedLine = text[..<cutter.offset].count { $0 == 10 } + 1
      #expect(cutter.line == expectedLine)
      if isLong, cutter.offset < long.count { continue }
      var passed: [UInt8] = []
      while let next = other.next(again) {
        if passed.isEmpty { #expect(next.line == cutter.line) }
        passed += next.bytes[..<next.count]
      }
      #expect(passed == rest)
    }
    var other = LineCutter(isCSV: false)
    let hasPassed = other.skip(to: text.count + 1, line: 9, reader(text))
    #expect(!hasPassed, "the input is shorter than it was")
  }
}
