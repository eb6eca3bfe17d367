package import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// Writes compact traces as the `trace` of a decision's JSON: the same bytes.
///
/// Everything that does not depend on the patient is written in advance; writing a trace only copies pieces one after another.
package final class TraceText {
  /// One step of writing: a piece of text, then one that depends on the patient.
  private enum Step {
    case comparison(fact: Int, bit: Int, absent: Piece, known: Piece, isTrue: Piece, isFalse: Piece)
    case truth(before: Piece, bit: Int)
    case text(Piece)
  }

  struct Piece {
    var start: Int32
    var count: Int32
  }

  private struct Site {
    var examined: Int?
    var steps: Range<Int>
  }

  private let sites: [Site]
  private let steps: UnsafeMutablePointer<Step>
  private let stepCount: Int
  /// The values of facts as JSON, each fact's by code from its first; none for 0.
  private let values: UnsafeMutablePointer<Piece>
  private let firstValues: [Int]
  /// The words for unknown, false and true, each with its closing quote.
  private let words: [Piece]
  private let pool: UnsafeMutablePointer<UInt8>
  private let buffer: UnsafeMutablePointer<UInt8>

  package init(_ compiled: CompiledGuideline, _ trace: CompiledTrace) {
    var draft = TraceDraft(compiled, trace)
    var steps: [Step] = []
    var sites: [Site] = []
    for site in trace.sites {
      let start = steps.count
      var node = site.root
      var before = "{\"condition\":"
      func comparison(_ comparison: Comparison, _ node: Int) {
        let texts = draft.texts(comparison)
        steps.append(
          .comparison(
            fact: comparison.fact, bit: CompiledTrace.bit(of: node),
            absent: draft.piece(before + texts.absent),
            known: draft.piece(before + texts.known), isTrue: draft.piece(texts.isTrue),
            isFalse: draft.piece(texts.isFalse)))
        before = ""
      }
      func visit() {
        let own = node
        node += 1
        switch trace.nodes[own] {
        case .comparison(let compared): comparison(compared, own)
        case .known(let facts):
          before += "{\"facts\":\(draft.names(facts)),\"kind\":\"known\",\"truth\":\""
          steps.append(.truth(before: draft.piece(before), bit: CompiledTrace.bit(of: own)))
          before = "}"
        case .combination(let combination, let children):
          before += "{\"kind\":\"\(combination.rawValue)\","
          if !combination.isMonotone { before += "\"monotone\":false," }
          before += "\"of\":["
          for child in 0..<children {
            if child > 0 { before += "," }
            visit()
          }
          before += "],\"truth\":\""
          steps.append(.truth(before: draft.piece(before), bit: CompiledTrace.bit(of: own)))
          before = "}"
        }
      }
      visit()
      before +=
        ",\"kind\":\"\(site.kind.rawValue)\",\"rule\":\(JSONValue.string(site.id).canonicalText),\"truth\":\""
      steps.append(.truth(before: draft.piece(before), bit: CompiledTrace.bit(of: site.root)))
      steps.append(.text(draft.piece("}")))
      sites.append(Site(examined: site.examined, steps: start..<steps.count))
    }
    let all = draft.values()
    firstValues =
      all.reduce(into: ([], 0)) { sums, own in
        sums.0.append(sums.1)
        sums.1 += own.count
      }.0
    values = Self.memory(all.flatMap { $0 })
    words = ["unknown\"", "false\"", "true\""].map { draft.piece($0) }
    (self.sites, self.steps, stepCount) = (sites, Self.memory(steps), steps.count)
    pool = .allocate(capacity: draft.pool.count + Padded.unit)
    pool.initialize(repeating: 0, count: draft.pool.count + Padded.unit)
    pool.update(from: draft.pool, count: draft.pool.count)
    let longest = steps.reduce(0) { sum, step in
      switch step {
      case .comparison(_, _, let absent, let known, let isTrue, let isFalse):
        sum
          + max(
            Int(absent.count), Int(known.count) + draft.longestValue + Int(max(isTrue.count, isFalse.count)))
      case .truth(let before, _): sum + Int(before.count) + 8
      case .text(let piece): sum + Int(piece.count)
      }
    }
    buffer = .allocate(capacity: longest + sites.count + 2 + Padded.unit)
  }

  private static func memory<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    memory.initialize(from: elements, count: elements.count)
    return memory
  }

  deinit {
    steps.deallocate()
    values.deallocate()
    pool.deallocate()
    buffer.deallocate()
  }

  /// Returns the trace of one patient: a list. The bytes are valid until the next call.
  package func text(_ trace: CompactTrace) -> UnsafeBufferPointer<UInt8> {
    let (bits, codes) = (trace.words, trace.codes)
    var out = UnsafeMutableRawPointer(buffer)
    put(Ascii.openBracket, &out)
    var isFirst = true
    for site in sites {
      if let examined = site.examined, !Self.isSet(bits, examined) { continue }
      if !isFirst { put(Ascii.comma, &out) }
      isFirst = false
      for step in site.steps { put(steps + step, bits, codes, &out) }
    }
    put(Ascii.closeBracket, &out)
    return UnsafeBufferPointer(start: buffer, count: out - UnsafeMutableRawPointer(buffer))
  }

  @inline(__always)
  private func put(
    _ step: UnsafePointer<Step>, _ bits: UnsafePointer<UInt64>, _ codes: UnsafePointer<UInt16>,
    _ out: inout UnsafeMutableRawPointer
  ) {
    switch step.pointee {
    case .comparison(let fact, let bit, let absent, let known, let isTrue, let isFalse):
      let code = Int(codes[fact])
      if code == 0 { return put(absent, &out) }
      put(known, &out)
      put(values[firstValues[fact] + code], &out)
      put(Self.isSet(bits, bit) ? isTrue : isFalse, &out)
    case .truth(let before, let bit):
      put(before, &out)
      put(words[Self.isSet(bits, bit) ? 2 : Self.isSet(bits, bit + 1) ? 1 : 0], &out)
    case .text(let piece): put(piece, &out)
    }
  }

  @inline(__always)
  private static func isSet(_ bits: UnsafePointer<UInt64>, _ bit: Int) -> Bool {
    bits[bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }

  @inline(__always)
  private func put(_ piece: Piece, _ out: inout UnsafeMutableRawPointer) {
    Padded.copy(pool + Int(piece.start), to: out, Int(piece.count))
    out += Int(piece.count)
  }

  @inline(__always)
  private func put(_ byte: UInt8, _ out: inout UnsafeMutableRawPointer) {
    out.storeBytes(of: byte, as: UInt8.self)
    out += 1
  }
}
