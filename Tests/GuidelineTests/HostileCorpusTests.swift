import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// Every hostile pack of the corpus: how it ends, what it costs, and that it does not affect the next load.
///
/// `Tests/Hostile/harness.c` checks the sandbox against the same table under the address and undefined-behaviour sanitizers, with
/// the cases that call a script.
struct HostileCorpusTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var status: Int
    var line: Int
    var fuel: UInt64
    var peak: UInt64
    var message: String
    var testDescription: String { file }

    /// The text of the case: the file, or everything after its first line.
    var text: [UInt8] {
      let bytes = Command.bytes("\(Shipped.root)/Tests/Hostile/\(file)")
      return header(bytes).hasSuffix("(below)") ? Array(bytes.drop { $0 != 10 }.dropFirst()) : bytes
    }
  }

  static let all: [Case] = {
    let folder = Shipped.root + "/Tests/Hostile"
    return Command.contents(folder + "/expected.tsv").split(separator: "\n").dropFirst().compactMap { row in
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 6, let status = Int(cells[1]), let line = Int(cells[2]),
        let fuel = UInt64(cells[3]),
        let peak = UInt64(cells[4]), !header(Command.bytes("\(folder)/\(cells[0])")).contains("(script")
      else { return nil }
      return Case(file: cells[0], status: status, line: line, fuel: fuel, peak: peak, message: cells[5])
    }
  }()

  /// The sandbox's status numbers, as its header states them.
  private static let statuses: [Sandbox.Failure: Int] = [
    .syntax: 2, .error: 3, .fuel: 4, .memory: 5, .source: 6, .string: 7, .block: 8, .depth: 9, .width: 10,
    .output: 11,
    .deadline: 12, .badResult: 13, .badRequest: 14, .noMemory: 15,
  ]

  private static let benign = Array(
    "rule \"benign\" { when = all { fear.tsk_17 :above(37) }, title = \"a\" .. \"b\" }".utf8)

  @Test func `the corpus has at least sixty cases, of every kind`() {
    #expect(Self.all.count >= 60)
    #expect(Set(Self.all.map(\.status)).isSuperset(of: [0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13]))
  }

  @Test(arguments: all)
  func `a hostile pack ends as it should, at its cost, and leaves nothing behind`(hostile: Case) throws {
    let before = Sandbox.load(Self.benign, named: "site/benign.lua")
    let outcome = Sandbox.load(hostile.text, named: hostile.file)
    #expect(outcome.failure.map { Self.statuses[$0] ?? -1 } ?? 0 == hostile.status)
    #expect(outcome.line == hostile.line)
    #expect(outcome.fuelSpent == hostile.fuel)
    #expect(outcome.memoryPeak == hostile.peak)
    #expect(outcome.message == hostile.message)
    let after = Sandbox.load(Self.benign, named: "site/benign.lua")
    #expect(after.failure == nil)
    #expect(after.bytes == before.bytes)
    #expect(after.fuelSpent == before.fuelSpent)
    #expect(after.memoryPeak == before.memoryPeak)
  }

  /// Returns a case's first line: what it expects, and whether one of its scripts is run or the case begins below.
  private static func header(_ text: [UInt8]) -> String {
    String(decoding: text.prefix { $0 != 10 }, as: UTF8.self)
  }
}
