import PlumblineCohort
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport

/// Several guidelines over lines of a cohort: each row against the strict reader and the interpreter of its guideline.
struct LineAgreement {
  private let joint: JointEvaluator
  private let compiled: [CompiledGuideline]
  private let references: [CohortReference]
  private let team: CohortTeam
  private let seed: UInt64

  /// - Parameter folders: with the packs of the guidelines, separated by colons.
  init(_ folders: String, seed: UInt64) throws {
    self.seed = seed
    let guidelines = try GuidelineLoader.guidelines(
      try folders.split(separator: ":").flatMap { try PackFolder.find(in: String($0)) })
    joint = try JointEvaluator(guidelines) { Evaluator($0) { _, _ in nil } }
    compiled = try joint.evaluators.map { try CompiledGuideline($0) }
    references = joint.evaluators.map { CohortReference($0) }
    let joint = joint
    team = CohortTeam(
      zip(compiled, try CohortSelection.of([], compiled)).map {
        CohortSetting(
          $0, of: joint, asOf: FactClinic.today, format: .ndjson, selection: $1, rejectsInPlace: true)
      })
  }

  /// Returns whether all rows are the interpreter's; prints the first that is not, or what was compared.
  func check(_ wanted: Int) throws -> Bool {
    let reader = ProfileReader(joint.vocabulary, asOf: FactClinic.today)
    var random = Seeded(seed)
    var (number, rows, refused) = (0, 0, 0)
    var dispositions: [String: Int] = [:]
    while number < wanted {
      let lines = (0..<min(500, wanted - number)).map {
        Array(CollectionLine.several(&random, number + $0, joint.vocabulary).utf8)
      }
      let text = Array(lines.joined(separator: [10])) + [10]
      let padding = [UInt8](repeating: 0, count: CohortPiece.padding)
      let output = team.answer(CohortPiece(bytes: text + padding, count: text.count, line: 1))
      var found = output.rows.split(separator: 10).makeIterator()
      for line in lines {
        number += 1
        guard let profile = try? reader.read(line) else {
          refused += 1
          guard let row = found.next(), try JSONReader.read(Array(row))["rejected"] != nil else {
            return differ(line, "refused by the reader, and not in the cohort")
          }
          continue
        }
        for place in references.indices {
          let expected = summary(try references[place].answer(profile), compiled[place])
          guard let row = found.next() else { return differ(line, "no row") }
          let node = try JSONReader.read(Array(row))
          rows += 1
          dispositions[expected[0], default: 0] += 1
          if summary(node) != expected {
            return differ(line, "\(joint.guidelines.members[place].id)\n\(expected)\n\(summary(node))")
          }
        }
      }
      if number % 100_000 < 500 { report("\r\(number) of \(wanted) lines") }
    }
    print(
      "\(rows) rows of \(joint.evaluators.count) guidelines for \(number) lines agree (seed \(seed)); \(refused) lines are refused by both; "
        + dispositions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value * 100 / max(rows, 1)) %" }
        .joined(separator: ", "))
    return true
  }

  private func differ(_ line: [UInt8], _ words: String) -> Bool {
    print("seed \(seed): a row differs\n\(String(decoding: line, as: UTF8.self))\n\(words)")
    return false
  }

  // MARK: the same words for both

  private func summary(_ answer: CohortAnswer, _ compiled: CompiledGuideline) -> [String] {
    let guideline = compiled.guideline
    let gates = (guideline.stops + guideline.gates).map(\.id)
    func part(_ part: CohortAnswer.Part) -> String {
      let rules = part.rules.map { guideline.rules[$0].id }
      let claims = part.claims.map { "\(compiled.evidence[$0.evidence].name)=\($0.certainty.rawValue)" }
        .sorted()
      return "\(part.pairing) \(part.strength.rawValue) \(rules.sorted()) \(claims)"
    }
    return [
      answer.disposition.rawValue, "\(answer.alerts.map { gates[$0] }.sorted())",
      "\(answer.gates.map { gates[$0] }.sorted())",
      answer.primary.map(part) ?? "none", "\(answer.alternatives.map(part).sorted())",
      "\(answer.needs.map { guideline.vocabulary[$0].name }.sorted())",
    ]
  }

  private func summary(_ row: JSONNode) -> [String] {
    func texts(_ node: JSONNode?) -> [String] { (node?.arrayValue ?? []).compactMap(\.stringValue).sorted() }
    func part(_ node: JSONNode) -> String {
      let claims = (node["claims"]?.objectValue ?? []).map { "\($0.key)=\($0.node.stringValue ?? "")" }
        .sorted()
      return
        "\(node["pairing"]?.stringValue ?? "") \(node["strength"]?.stringValue ?? "") \(texts(node["rules"])) \(claims)"
    }
    let primary = row["primary"].flatMap { $0.objectValue == nil ? nil : part($0) }
    return [
      row["decision"]?.stringValue ?? "",
      "\((row["alerts"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue ?? $0.stringValue }.sorted())",
      "\(texts(row["gates"]))", primary ?? "none",
      "\((row["alternatives"]?.arrayValue ?? []).map(part).sorted())", "\(texts(row["needs"]))",
    ]
  }
}
