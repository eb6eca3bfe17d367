import PlumblineEngine
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineChecker
@testable import PlumblineGuideline

/// The logic findings, checked against every legal profile of small random guidelines, one by one, with the reference
/// interpreter; and the absence of findings, if that can be enumerated too.
struct SoundnessTests {
  /// How a guideline reads each of its legal profiles.
  private func readings(_ guideline: Guideline) throws -> [Reading] {
    let evaluator = Evaluator(examining: guideline) { _, _ in nil }
    return try guideline.vocabulary.legalProfiles.map { try evaluator.reading($0) }
  }

  private func subject(_ guideline: Guideline) -> Subject {
    Subject(guideline, own: ["random"], tests: [], testFiles: [:], asOf: "2026-11-20")
  }

  @Test(arguments: 0..<16)
  func `a node is reported as constant exactly if no profile shows otherwise`(round: Int) throws {
    let seed = Seeded.first &+ 50_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    let guideline = random.make()
    let readings = try readings(guideline)
    let space = try subject(guideline).space()
    for sited in guideline.sites {
      let constants = try ConstantConditions.constants(of: sited.condition, guideline.vocabulary, in: space)
      for (path, node) in sited.condition.nodes {
        let truths = Set(readings.map { $0.truth(node) })
        let expected: Bool? = !truths.contains(.true) ? false : !truths.contains(.false) ? true : nil
        #expect(constants[path] == expected, "seed \(seed): \(sited.site.words) \(path)")
      }
    }
  }

  @Test(arguments: 0..<16)
  func `redundant parts can be removed together, and no remaining part can`(round: Int) throws {
    let seed = Seeded.first &+ 51_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    let guideline = random.make()
    let readings = try readings(guideline)
    let subject = subject(guideline)
    let space = try subject.space()
    for sited in guideline.sites {
      let whole = sited.condition
      let constants = try ConstantConditions.constants(of: whole, guideline.vocabulary, in: space)
      let removed = Set(try RedundantClauses.removable(from: whole, constants, in: space))
      func isSame(_ removed: Set<Condition.Path>) -> Bool {
        guard let rest = whole.without(removed) else { return false }
        return readings.allSatisfy { $0.truth(rest) == $0.truth(whole) }
      }
      #expect(isSame(removed), "seed \(seed): \(sited.site.words)")
      for (path, _) in whole.nodes where !path.isEmpty {
        let touches = (removed.union(constants.keys)).contains {
          $0.starts(with: path) || path.starts(with: $0)
        }
        if touches { continue }
        #expect(!isSame(removed.union([path])), "seed \(seed): \(sited.site.words) \(path)")
      }
    }
  }

  @Test(arguments: 0..<24)
  func `for each rule exactly what enumeration finds is reported`(round: Int) throws {
    let seed = Seeded.first &+ 52_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    let guideline = random.make()
    let evaluator = Evaluator(examining: guideline) { _, _ in nil }
    let profiles = guideline.vocabulary.legalProfiles
    let signatures = try profiles.map { try evaluator.signature($0) }
    let readings = try profiles.map { try evaluator.reading($0) }
    let selections = readings.map { $0.selection(of: guideline) }
    let recommended = Set(profiles.indices.filter { signatures[$0].disposition == .recommend })
    let subject = subject(guideline)
    let found = IdleRules.findings(in: subject)
    func codes(_ rule: Rule) -> Set<String> {
      Set(found.filter { $0.location.line == rule.place.line }.map(\.kind.code))
    }
    func holds(_ rule: Rule) -> Set<Int> {
      Set(profiles.indices.filter { index in rule.when.map { readings[index].truth($0) } == .true })
    }
    func acts(_ rule: Rule) -> Set<Int> {
      Set(profiles.indices.filter { selections[$0].usable.contains { $0.id == rule.id } })
    }
    for rule in guideline.rules {
      let own = codes(rule)
      let (holding, acting) = (holds(rule), acts(rule))
      if recommended.isEmpty || holding.isEmpty {
        #expect(own.isEmpty, "seed \(seed): \(rule.id)")
        continue
      }
      let isReached = !holding.isDisjoint(with: recommended)
      #expect(own.contains("rule-unreachable") == !isReached, "seed \(seed): \(rule.id)")
      #expect(own.contains("rule-always-vetoed") == (isReached && acting.isEmpty), "seed \(seed): \(rule.id)")
      let isChosen = selections.contains { $0.primary.contains { $0.id == rule.id } }
      let isShadowed = rule.role != .alternative && !acting.isEmpty && !isChosen
      if own.contains("rule-shadowed") { #expect(isShadowed, "seed \(seed): \(rule.id)") }
      if isShadowed {
        #expect(!own.isDisjoint(with: ["rule-shadowed", "rule-duplicate"]), "seed \(seed): \(rule.id)")
      }
      if own.contains("rule-duplicate") {
        let twins = guideline.rules.filter {
          $0.id != rule.id && $0.recommends == rule.recommends && holds($0) == holding
        }
        #expect(!twins.isEmpty, "seed \(seed): \(rule.id)")
      }
    }
    // Rules that change nothing can all be removed together, with the duplicates.
    let idle = guideline.rules.filter { !codes($0).isDisjoint(with: ["rule-without-effect"]) }
    let doubled = guideline.rules.filter { codes($0).contains("rule-duplicate") }
    let rest = doubled.reduce(guideline) { $0.replacing(.rule($1.id), with: nil) }
    let bare = idle.reduce(rest) { $0.replacing(.rule($1.id), with: nil) }
    let (one, other) = (
      Evaluator(examining: rest) { _, _ in nil }, Evaluator(examining: bare) { _, _ in nil }
    )
    for profile in profiles {
      #expect(try one.signature(profile) == other.signature(profile), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<16)
  func `gates reported to decide nothing decide nothing, and vetoes reported never to act never do`(
    round: Int
  ) throws {
    let seed = Seeded.first &+ 53_000 &+ UInt64(round)
    var random = RandomGuideline(random: Seeded(seed))
    let guideline = random.make()
    let profiles = guideline.vocabulary.legalProfiles
    let evaluator = Evaluator(examining: guideline) { _, _ in nil }
    let signatures = try profiles.map { try evaluator.signature($0) }
    let subject = subject(guideline)
    let gates = IdleGates.findings(in: subject)
    let isClosed = signatures.allSatisfy { $0.disposition != .recommend }
    if !isClosed { #expect(!gates.contains { $0.kind.code == "gates-let-nobody-through" }, "seed \(seed)") }
    for gate in guideline.gates {
      let codes = gates.filter { $0.message.hasPrefix("gate \(gate.id) ") }.map(\.kind.code)
      guard codes.contains("gate-hidden") || codes.contains("gate-covered") else { continue }
      // If the condition is false instead of true, every disposition stays the same.
      guard let when = gate.when else { continue }
      for (profile, signature) in zip(profiles, signatures)
      where try evaluator.reading(profile).truth(when) == .true {
        let without = guideline.replacing(.gate(gate.id), with: nil)
        let other = try Evaluator(examining: without) { _, _ in nil }.signature(profile)
        #expect(other.disposition == signature.disposition, "seed \(seed): \(gate.id)")
      }
    }
    for finding in IdleWords.findings(in: subject) where finding.kind.code == "veto-never-acts" {
      guard let veto = guideline.vetoes.first(where: { finding.message.contains($0.id + " ") }) else {
        continue
      }
      let without = Evaluator(examining: guideline.replacing(.veto(veto.id), with: nil)) { _, _ in nil }
      for (profile, signature) in zip(profiles, signatures) {
        #expect(try without.signature(profile) == signature, "seed \(seed): \(veto.id)")
      }
    }
  }
}
