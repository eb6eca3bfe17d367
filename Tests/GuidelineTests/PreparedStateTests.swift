import CPlumblineSandbox
import PlumblineTestSupport
import Testing

/// A load from a kept state returns what a load from nothing returns, to the byte and the unit of fuel, whatever ran before it in
/// the same piece of memory.
///
/// `Tests/Hostile` runs the same under sanitizers, where nothing is kept. In a separate process, since loads share the piece.
struct PreparedStateTests {
  @Test func `a kept state equals a new one, after every hostile file`() async {
    await #expect(processExitsWith: .success) {
      let benign = Array("rule \"b\" { when = all { fear.tsk_17 :above(37) }, title = \"a\" .. \"b\" }".utf8)
      let texts = HostileCorpusTests.all.map(\.text) + [benign]
      // The state of the first load is kept with its limits, and used for loads under the same limits. One more byte of source
      // changes nothing for these files, but a load under other limits must begin with nothing.
      var fresh = plb_default_limits()
      fresh.fuel = 200_000
      var kept = fresh
      kept.source += 1
      _ = PreparedLoad(benign, kept)
      var random = Seeded(Seeded.first)
      for (place, text) in texts.enumerated() {
        let new = PreparedLoad(text, fresh)
        for before in [place, random.below(texts.count)] {
          _ = PreparedLoad(texts[before], kept)
          let again = PreparedLoad(text, kept)
          #expect(again == new, "case \(place) after case \(before)")
        }
      }
    }
  }
}

/// The whole result of one load.
private struct PreparedLoad: Equatable {
  let status: UInt32
  let line: UInt32
  let message: [CChar]
  let bytes: [UInt8]
  let fuel: UInt64
  let peak: UInt64

  init(_ text: [UInt8], _ limits: plb_limits) {
    var limits = limits
    var result = plb_result()
    plb_load(&limits, "site/case.lua", text, text.count, &result)
    status = result.status.rawValue
    line = result.line
    message = withUnsafeBytes(of: result.message) {
      Array($0.prefix { $0 != 0 }).map { CChar(bitPattern: $0) }
    }
    bytes = Array(UnsafeBufferPointer(start: result.bytes, count: result.bytes == nil ? 0 : result.count))
    fuel = result.fuel_spent
    peak = result.memory_peak
    plb_result_free(&result)
  }
}
