package import Engine
internal import Guideline
internal import Interchange
internal import JSON

/// Writes compact traces as the `trace` of a decision's JSON: the same bytes.
///
/// Everything that does not depend on the patient is written beforehand; what is left is to copy pieces one behind the other.
package final class TraceText {
  /// One step of writing: a text, then what the patient decides.
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

  private let steps: [Step]
  private let sites: [Site]
  /// By fact, then by code, the value as JSON; none for 0.
  private let values: [[Piece]]
  /// The words for unknown, false and true, each with the quote behind it.
  private let words: [Piece]
  private let factCount: Int
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
            fact: comparison.fact, bit: CompiledTrace.bit(of: node), absent: draft.piece(before + texts.absent),
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
        case .combination(let word, let children):
          before += "{\"kind\":\"\(word)\","
          if word == "first_known" || word == "any_known" { before += "\"monotone\":false," }
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
      before += ",\"kind\":\"\(site.kind.rawValue)\",\"rule\":\(JSONValue.string(site.id).canonicalText),\"truth\":\""
      steps.append(.truth(before: draft.piece(before), bit: CompiledTrace.bit(of: site.root)))
      steps.append(.text(draft.piece("}")))
      sites.append(Site(examined: site.examined, steps: start..<steps.count))
    }
    values = draft.values()
    words = ["unknown\"", "false\"", "true\""].map { draft.piece($0) }
    (self.steps, self.sites, factCount) = (steps, sites, compiled.scales.count)
    pool = .allocate(capacity: draft.pool.count + Self.unit)
    pool.initialize(repeating: 0, count: draft.pool.count + Self.unit)
    pool.update(from: draft.pool, count: draft.pool.count)
    let longest = steps.reduce(0) { sum, step in
      switch step {
      case .comparison(_, _, let absent, let known, let isTrue, let isFalse):
        sum + max(Int(absent.count), Int(known.count) + draft.longestValue + Int(max(isTrue.count, isFalse.count)))
      case .truth(let before, _): sum + Int(before.count) + 8
      case .text(let piece): sum + Int(piece.count)
      }
    }
    buffer = .allocate(capacity: longest + sites.count + 2 + Self.unit)
  }

  deinit {
    pool.deallocate()
    buffer.deallocate()
  }

  /// Pieces are copied in whole units, and what is too much is written over.
  private static let unit = 32

  /// The trace of one patient: a list. The bytes stay until the next is asked for.
  package func text(_ trace: CompactTrace) -> UnsafeBufferPointer<UInt8> {
    var out = UnsafeMutableRawPointer(buffer)
    func put(_ piece: Piece) {
      let from = UnsafeRawPointer(pool + Int(piece.start))
      var offset = 0
      repeat {
        out.storeBytes(
          of: from.loadUnaligned(fromByteOffset: offset, as: SIMD32<UInt8>.self), toByteOffset: offset,
          as: SIMD32<UInt8>.self)
        offset += Self.unit
      } while offset < piece.count
      out += Int(piece.count)
    }
    func put(_ byte: UInt8) {
      out.storeBytes(of: byte, as: UInt8.self)
      out += 1
    }
    put(Ascii.openBracket)
    var isFirst = true
    steps.withUnsafeBufferPointer { steps in
      for site in sites {
        if let examined = site.examined, !trace.isSet(examined) { continue }
        if !isFirst { put(Ascii.comma) }
        isFirst = false
        for step in site.steps {
          switch steps[step] {
          case .comparison(let fact, let bit, let absent, let known, let isTrue, let isFalse):
            let code = Int(trace.code(fact))
            if code == 0 {
              put(absent)
            } else {
              put(known)
              put(values[fact][code])
              put(trace.isSet(bit) ? isTrue : isFalse)
            }
          case .truth(let before, let bit):
            put(before)
            put(words[trace.isSet(bit) ? 2 : trace.isSet(bit + 1) ? 1 : 0])
          case .text(let piece): put(piece)
          }
        }
      }
    }
    put(Ascii.closeBracket)
    return UnsafeBufferPointer(start: buffer, count: out - UnsafeMutableRawPointer(buffer))
  }
}
