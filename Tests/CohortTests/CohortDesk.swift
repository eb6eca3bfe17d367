import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// A guideline with its compiled form and its reference, which answers rows in tests.
struct CohortDesk {
  let guideline: Guideline
  let compiled: CompiledGuideline
  let reader: ProfileReader
  let reference: CohortReference

  /// The desk of the shipped packs, which are read once.
  static let shipped = Result { try CohortDesk(try Shipped.evaluator()) }

  init(_ evaluator: Evaluator) throws {
    guideline = evaluator.guideline
    compiled = try CompiledGuideline(evaluator)
    reader = ProfileReader(guideline.vocabulary, asOf: "2026-11-20")
    reference = CohortReference(evaluator)
  }

  init(_ guideline: Guideline) throws {
    try self.init(Evaluator(examining: guideline, run: RandomGuideline.run))
  }

  func setting(
    _ format: CohortFormat = .ndjson, select: [String] = [], header: String? = nil, inPlace: Bool = true
  ) throws -> CohortSetting {
    CohortSetting(
      compiled, asOf: "2026-11-20", format: format, selection: try CohortSelection(select, compiled),
      rejectsInPlace: inPlace,
      showsValues: true,
      columns: try header.map { try CSVColumns(header: Array($0.utf8), guideline.vocabulary) })
  }

  static func piece(_ bytes: [UInt8], line: Int = 1) -> CohortPiece {
    let padding = [UInt8](repeating: 0, count: CohortPiece.padding)
    return CohortPiece(bytes: bytes + padding, count: bytes.count, line: line)
  }

  /// Returns a worker's rows for a text, with refused lines in their places.
  func rows(
    _ text: [UInt8], _ format: CohortFormat = .ndjson, select: [String] = [], header: String? = nil,
    line: Int = 1
  ) throws -> [[UInt8]] {
    let worker = CohortWorker(try setting(format, select: select, header: header))
    return Self.lines(worker.answer(Self.piece(text, line: line)).rows)
  }

  func rows(_ text: String, _ format: CohortFormat = .ndjson, select: [String] = [], header: String? = nil)
    throws -> [String]
  {
    try rows(Array(text.utf8), format, select: select, header: header).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  static func lines(_ bytes: [UInt8]) -> [[UInt8]] { bytes.split(separator: 10).map { Array($0) } }

  /// Returns the row of the strict reader and the interpreter for one line.
  func expected(_ line: [UInt8], _ number: Int, _ writer: RowWriter) throws -> [UInt8] {
    let profile: Profile
    do {
      profile = try reader.read(line)
    } catch {
      return Rejection(line: number, error, showsValues: true, showsColumns: true).text(namingStops: false)
        .dropLast()
    }
    let answer = try reference.answer(profile)
    let pool = RowBuffer()
    let text = writer.write(answer, to: pool)
    let id = profile.id.map { JSONValue.string($0).canonical } ?? Array("null".utf8)
    let needs = answer.needs.map { JSONValue.string(guideline.vocabulary[$0].name).canonical }
    return Array(pool.text(text.first)) + "\(number),\"needs\":[".utf8
      + needs.joined(separator: [Ascii.comma])
      + pool.text(text.second) + id + pool.text(text.third).dropLast()
  }

  /// Different guidelines: the shipped one, small and large random ones, some with scripts, one with other names.
  static func some(_ seed: UInt64) throws -> [CohortDesk] {
    var desks = [try shipped.get()]
    for offset in 0..<6 as Range<UInt64> {
      var maker = RandomGuideline(random: Seeded(seed &+ offset))
      maker.isLarge = offset > 1
      var guideline = offset.isMultiple(of: 2) ? maker.make() : maker.makeScripted()
      // So that many rows have an answer.
      if offset.isMultiple(of: 3) { (guideline.stops, guideline.gates) = ([], []) }
      desks.append(try CohortDesk(offset == 5 ? guideline.renamed : guideline))
    }
    return desks
  }
}

extension Guideline {
  /// A guideline with facts without a group, in a group with a long name, and with names longer than a word.
  fileprivate var renamed: Guideline {
    let names = [
      "alone", "g.a", "g.ab", "a_group_with_a_long_name.fact", "g.exactly8",
      "g.a_fact_with_a_name_of_many_letters",
      "another", "g.exactly16_letter",
    ]
    let facts = vocabulary.facts.enumerated().map { index, fact in
      var fact = fact
      if index < names.count { fact.name = names[index] }
      return fact
    }
    return Guideline(
      domain: domain, packs: packs,
      vocabulary: Vocabulary(facts: facts, constraints: vocabulary.constraints, instruments: [:]),
      sources: sources, evidence: evidence, pairings: pairings, stops: stops, gates: gates, rules: rules,
      otherwise: otherwise, vetoes: vetoes, conflicts: conflicts, adaptations: adaptations, goal: goal)
  }
}
