import CPlumblineSandbox
import Glibc
import PlumblineTestSupport
import Synchronization
import Testing

@testable import PlumblineGuideline

/// Fuel bounds the cost of a file without a clock: code that is expensive for its length ends by fuel, at the same unit on any
/// machine, however busy.
struct FuelTests {
  /// Operations that took microseconds for a few units before they had a price: the preparation, the operation that is done a
  /// thousand times, and the least fuel that each time costs.
  static let dear: [(name: String, before: String, done: String, least: UInt64)] = [
    ("a small number as text", "local f = tostring", "f(5e-324)", 110),
    ("a large number as text", "local f = tostring", "f(1.7976931348623157e308)", 100),
    ("digits after the point", "local f = string.format", "f('%99.99f', 1.7e308)", 300),
    ("a short numeral that is read", "local f = tonumber", "f('9e-310')", 8),
    ("a long numeral that is read", "local f, s = tonumber, '.' .. ('9'):rep(600) .. 'e-300'", "f(s)", 80),
    ("a number joined to a number", "local x, s = 1.7e308", "s = x .. x", 48),
    ("a number joined to a text", "local x, s = 1.7e308", "s = 'x' .. x", 24),
    ("a remainder", "local x, y, z = 1.7e308, 4.9e-320", "z = x % y", 40),
    ("texts as bounds", "local s = '.' .. ('9'):rep(600) .. 'e-300'", "for j = s, s, s do break end", 160),
    (
      "a function that captures much", "local \(names) = 1 local f", "f = function() return \(names) end", 500
    ),
    ("a long chain of keys", "local t, x = {} for j = 1, 500 do t[j * 511] = 1 end", "x = t[1022]", 40),
  ]

  /// Sources whose reading grew with the square of their length.
  static let long: [(name: String, text: String)] = [
    ("a chain of `or`", "local a local b = a" + String(repeating: " or a", count: 50_000)),
    ("a chain of `and`", "local a local b = a" + String(repeating: " and a", count: 40_000)),
    (
      "a chain of `elseif`", "local a if a then " + String(repeating: "elseif a then ", count: 17_000) + "end"
    ),
    ("labels and jumps", "do " + (0..<12_000).map { "goto z ::a\($0):: " }.joined() + "::z:: end"),
    ("numbers that collide", "local t = {" + (4..<24_000).map { "\($0 * 32_767)," }.joined() + "}"),
    (
      "names behind many others",
      String(repeating: "local \(names) = 1 local function f() ", count: 40) + "local t = {"
        + String(repeating: "x,", count: 60_000) + "}" + String(repeating: " return 1 end", count: 40)
    ),
  ]
  private static let names = (0..<150).map { "n\($0)" }.joined(separator: ",")

  @Test(arguments: dear.map(\.name))
  func `slow operations have a price`(name: String) throws {
    let dear = try #require(Self.dear.first { $0.name == name })
    func cost(_ times: Int) -> UInt64 {
      let text = "\(dear.before) for i = 1, \(times) do \(dear.done) end"
      let outcome = Sandbox.load(Array(text.utf8), named: "dear.lua")
      #expect(outcome.failure == nil, "\(outcome.message)")
      return outcome.fuelSpent
    }
    #expect(cost(1_100) - cost(100) >= 1_000 * dear.least)
  }

  @Test(arguments: long.map(\.name))
  func `a source that is slow to read ends by fuel`(name: String) throws {
    let text = try #require(Self.long.first { $0.name == name }).text
    #expect(text.utf8.count <= plb_default_limits().source)
    let outcome = Sandbox.load(Array(text.utf8), named: "long.lua")
    #expect(outcome.failure == .fuel)
    #expect(outcome.fuelSpent == plb_default_limits().fuel)
  }

  @Test func `beside four busy threads, every hostile pack ends as it does alone, at the same cost`() {
    func run() -> [Sandbox.Outcome] {
      HostileCorpusTests.all.map { Sandbox.load($0.text, named: $0.file, fuel: 300_000) }
    }
    let alone = run()
    let threads = Busy.start(4)
    let beside = (0..<2).map { _ in run() }
    Busy.end(threads)
    for outcomes in beside {
      for (index, hostile) in HostileCorpusTests.all.enumerated() {
        #expect(alone[index].failure == outcomes[index].failure, "\(hostile.file)")
        #expect(alone[index].fuelSpent == outcomes[index].fuelSpent, "\(hostile.file)")
        #expect(alone[index].bytes == outcomes[index].bytes, "\(hostile.file)")
      }
    }
    #expect(alone.contains { $0.failure == .fuel } && !alone.contains { $0.failure == .deadline })
  }

  /// Threads that only keep the processor busy.
  private enum Busy {
    static let stop = Atomic<Bool>(false)

    static func start(_ count: Int) -> [pthread_t] {
      stop.store(false, ordering: .sequentiallyConsistent)
      return (0..<count).map { _ in
        var thread = pthread_t()
        pthread_create(
          &thread, nil,
          { _ in
            while !Busy.stop.load(ordering: .relaxed) {}
            return nil
          }, nil)
        return thread
      }
    }

    static func end(_ threads: [pthread_t]) {
      stop.store(true, ordering: .sequentiallyConsistent)
      for thread in threads { pthread_join(thread, nil) }
    }
  }

  /// The initial state of loads is kept as bytes; a limit without effect makes the sandbox build it instead.
  @Test(arguments: HostileCorpusTests.all)
  func `a load from a kept state equals a load that built its own`(hostile: HostileCorpusTests.Case) {
    var limits = plb_default_limits()
    limits.fuel = 300_000
    var built = plb_result()
    var other = limits
    other.output += 1
    plb_load(&other, hostile.file, hostile.text, hostile.text.count, &built)
    for _ in 0..<2 {
      var kept = plb_result()
      plb_load(&limits, hostile.file, hostile.text, hostile.text.count, &kept)
      #expect(kept.status == built.status)
      #expect(kept.line == built.line)
      #expect(kept.fuel_spent == built.fuel_spent)
      #expect(kept.memory_peak == built.memory_peak)
      #expect(bytes(kept) == bytes(built))
      plb_result_free(&kept)
    }
    plb_result_free(&built)
  }

  private func bytes(_ result: plb_result) -> [UInt8] {
    Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
  }

  @Test func `a lower fuel limit for one file holds to the unit`() {
    let text = Array("local n = 0 while true do n = n + 1 end".utf8)
    for fuel in [UInt64(0), 1, 500, 700, 1_000, 123_456] {
      let outcome = Sandbox.load(text, named: "little.lua", fuel: fuel)
      #expect(outcome.failure == .fuel)
      #expect(outcome.fuelSpent == fuel)
    }
    let benign = Array("rule 'x' { rank = 1 }".utf8)
    let spent = Sandbox.load(benign, named: "benign.lua").fuelSpent
    #expect(Sandbox.load(benign, named: "benign.lua", fuel: spent).failure == nil)
    #expect(Sandbox.load(benign, named: "benign.lua", fuel: spent - 1).failure == .fuel)
  }

  @Test func `the shipped packs use less than a tenth of the fuel that a file may use`() throws {
    for folder in try Shipped.folders() {
      for file in folder.files {
        let outcome = Sandbox.load(file.text, named: "\(folder.name)/\(file.name)")
        #expect(outcome.fuelSpent <= plb_default_limits().fuel / 10, "\(folder.name)/\(file.name)")
      }
    }
  }
}
