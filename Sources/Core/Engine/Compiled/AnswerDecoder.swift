internal import PlumblineGuideline

/// Decodes a patient's row of bits into an answer. ``RuleChoice`` is asked here, per patient, since most rules are usable for few.
struct AnswerDecoder: Sendable {
  private let order: PolicyOrder
  private let layout: AnswerLayout
  private let evidence: [EvidenceItem]
  private let pairings: [PairingName]
  /// For each of `pairings`, the rules that recommend it.
  private let contenders: [[Int]]
  /// For each rule its place in `pairings`.
  private let pairing: [Int]
  /// For each rule places in `evidence`.
  private let claims: [[Int]]
  /// The rules of the layout's rivals.
  private let rivals: [Int]

  private var guideline: Guideline { order.guideline }

  init(_ order: PolicyOrder, _ layout: AnswerLayout, evidence: [EvidenceItem], rivals: [Int]) {
    let guideline = order.guideline
    self.order = order
    self.layout = layout
    self.evidence = evidence
    self.rivals = rivals
    let pairings = Set(guideline.rules.map(\.recommends)).sorted()
    let pairingPlaces = Dictionary(pairings.enumerated().map { ($1, $0) }) { first, _ in first }
    self.pairings = pairings
    contenders = pairings.map { order.contenders[$0] ?? [] }
    pairing = guideline.rules.map { pairingPlaces[$0.recommends] ?? 0 }
    let evidencePlaces = Dictionary(evidence.enumerated().map { ($1.name, $0) }) { first, _ in first }
    claims = guideline.rules.map { $0.claims.compactMap { evidencePlaces[$0] } }
  }

  /// - Parameter row: the words of one patient, in the layout of ``AnswerLayout``.
  /// - Returns: the answer without its needs.
  func answer(_ row: UnsafePointer<UInt64>) -> CohortAnswer {
    let bits = Bits(words: row)
    let place = layout.dispositions.firstIndex { bits[$0] }
    var answer = CohortAnswer(
      disposition: place.map { AnswerLayout.dispositions[$0 - layout.dispositions.lowerBound] } ?? .recommend)
    answer.alerts = bits.set(in: layout.alerts)
    if answer.disposition != .stop { answer.gates = bits.set(in: layout.deciding) }
    if answer.disposition == .recommend { choose(bits, &answer) }
    return answer
  }

  /// Returns the rules that are true and not vetoed.
  func rules(_ row: UnsafePointer<UInt64>) -> [Int] { Bits(words: row).set(in: layout.rules) }

  /// Returns the facts of a row of needs.
  func needs(_ row: UnsafePointer<UInt64>) -> [Fact.Index] {
    Bits(words: row).set(in: 0..<guideline.vocabulary.facts.count)
  }

  private func choose(_ bits: Bits, _ answer: inout CohortAnswer) {
    let usable = bits.set(in: layout.rules)
    var choice = RowChoice(order: order, bits: bits, rules: layout.rules, passed: layout.passed)
    var patient = OnePatient()
    let primary = order.slots.indices.map { choice.winner(ofSlot: $0, &patient) - 1 }.filter { $0 >= 0 }
    let name = self.name(primary)
    let named = pairings.firstIndex(of: name)
    // By pairing 1 + the rule that leads an alternative with it, or 0.
    var leads: [Int: Int] = [:]
    var supporting: [Int: [Int]] = [:]
    for rule in usable {
      let pairing = pairing[rule]
      let lead =
        leads[pairing]
        ?? choice.alternative(among: contenders[pairing], isPrimary: pairing == named, &patient)
      leads[pairing] = lead
      if lead == rule + 1 || primary.contains(rule) { continue }
      if choice.isNamed(rule, isPrimary: pairing == named, lead: lead, &patient) {
        supporting[pairing, default: []].append(rule)
      }
    }
    answer.primary = part(name, primary, named.flatMap { supporting[$0] } ?? [], bits)
    answer.alternatives = leads.values.filter { $0 > 0 }.sorted().map { lead in
      let pairing = pairing[lead - 1]
      return part(pairings[pairing], [lead - 1], supporting[pairing] ?? [], bits)
    }
    answer.conflicts = bits.set(in: layout.conflicts)
    for rule in primary {
      for place in bits.set(in: layout.rivals) where order.areRivals(rule, rivals[place]) {
        if choice.isSecond(rivals[place], to: rule) { continue }
        answer.rivalries.append(.init(chosen: rule, other: rivals[place]))
      }
    }
  }

  private func name(_ chosen: [Int]) -> PairingName {
    chosen.count == 1
      ? pairings[pairing[chosen[0]]] : guideline.primaryName(chosen.map { guideline.rules[$0] })
  }

  private func part(_ name: PairingName, _ chosen: [Int], _ supporting: [Int], _ bits: Bits)
    -> CohortAnswer.Part
  {
    var claimed: Set<Int> = []
    if chosen.isEmpty {
      for name in guideline.otherwise?.claims ?? [] {
        if let place = evidence.firstIndex(where: { $0.name == name }) { claimed.insert(place) }
      }
    }
    for rule in chosen { claimed.formUnion(claims[rule]) }
    return .init(
      pairing: name, strength: guideline.strength(chosen.map { guideline.rules[$0] }),
      rules: (chosen + supporting).sorted(),
      claims: claimed.sorted().map { .init(evidence: $0, certainty: certainty($0, bits)) })
  }

  private func certainty(_ place: Int, _ bits: Bits) -> Certainty {
    let bit = layout.losses.lowerBound + PolicyOrder.mostLevels * place
    let lost = (1...PolicyOrder.mostLevels).first { bits[bit + $0 - 1] }
    return PolicyOrder.certainty(evidence[place], lost: lost ?? 0)
  }
}

/// The choice among the rules whose bits are set.
private struct RowChoice: RuleChoice {
  let order: PolicyOrder
  let bits: Bits
  let rules: Range<Int>
  let passed: Range<Int>
  var winners: [Int: Int] = [:]

  func usable(_ rule: Int, _ patient: inout OnePatient) -> Bool { bits[rules.lowerBound + rule] }
  /// Whether a rule is passed over and the other is not.
  func isSecond(_ rule: Int, to other: Int) -> Bool {
    !passed.isEmpty && bits[passed.lowerBound + rule] && !bits[passed.lowerBound + other]
  }

  func passedOver(_ rule: Int, _ patient: inout OnePatient) -> Bool { bits[passed.lowerBound + rule] }
}

/// The bits of one row.
private struct Bits {
  let words: UnsafePointer<UInt64>

  subscript(bit: Int) -> Bool { words[bit >> 6] >> UInt64(bit & 63) & 1 == 1 }

  /// Returns the set bits of a range, counted from its beginning.
  func set(in range: Range<Int>) -> [Int] {
    var found: [Int] = []
    var bit = range.lowerBound
    while bit < range.upperBound {
      let rest = words[bit >> 6] >> UInt64(bit & 63)
      if rest == 0 {
        bit = (bit >> 6 + 1) << 6
        continue
      }
      bit += rest.trailingZeroBitCount
      if bit < range.upperBound { found.append(bit - range.lowerBound) }
      bit += 1
    }
    return found
  }
}
