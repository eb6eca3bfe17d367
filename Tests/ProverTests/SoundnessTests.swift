import Glibc
import PlumblineEngine
import PlumblineProver
import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// Proofs checked by enumeration: on small guidelines every verdict must be that of the reference interpreter on all legal
/// profiles.
@Suite struct SoundnessTests {
  /// The number of guidelines that each test makes; `PLUMBLINE_PROOFS` for a longer run.
  private static let count = getenv("PLUMBLINE_PROOFS").flatMap { Int(String(cString: $0)) } ?? 60

  private struct Tally {
    var verdicts: [String: Int] = [:]
    mutating func add(_ word: String) { verdicts[word, default: 0] += 1 }
  }

  @Test func `every verdict on a small guideline agrees with enumerating its patients`() async throws {
    var maker = SmallGuideline(random: Seeded(Seeded.first))
    var tally = Tally()
    for index in 0..<Self.count { try await hold(&maker, index, &tally) }
    print("proofs checked by enumeration, seed \(Seeded.first): \(tally.verdicts.sorted { $0.key < $1.key })")
    #expect((tally.verdicts["proved"] ?? 0) > Self.count)
    #expect((tally.verdicts["refuted"] ?? 0) > Self.count)
  }

  @Test
  func `with scripts nothing is proved or shown that enumeration contradicts`()
    async throws
  {
    var maker = SmallGuideline(random: Seeded(Seeded.first &+ 1), hasScripts: true)
    var tally = Tally()
    for index in 0..<(Self.count / 2) { try await hold(&maker, index, &tally) }
    print("proofs with scripts, seed \(Seeded.first &+ 1): \(tally.verdicts.sorted { $0.key < $1.key })")
    #expect((tally.verdicts["refuted"] ?? 0) > 0)
  }

  private func hold(_ maker: inout SmallGuideline, _ index: Int, _ tally: inout Tally) async throws {
    var guideline = maker.make()
    guideline.properties = (0..<8).map { maker.property(guideline, $0) }
    let prover = Prover(guideline, run: Self.answer)
    let space = try CountingOut(guideline, prover.reference)
    let outcomes = try await prover.run(Z3(timeout: 20))
    #expect(outcomes.count == prover.questions.count)
    for outcome in outcomes {
      let about =
        "guideline \(index) of seed \(maker.random.seed): \(outcome.question.words) \(outcome.question.kind)"
      if outcome.question.kind == .idle {
        let expected = try space.idle()
        switch outcome.verdict {
        case .proved: #expect(expected.isEmpty, "\(about)")
        case .idle(let sites, let undecided):
          if maker.hasScripts {
            #expect(Set(sites).isSubset(of: expected), "\(about)")
          } else {
            #expect(Set(sites) == expected && undecided.isEmpty, "\(about)")
          }
        default: Issue.record("\(about): \(outcome.verdict)")
        }
        tally.add("idle")
        continue
      }
      let fewest = try space.fewest(outcome.question)
      switch outcome.verdict {
      case .proved, .reported(nil), .idle:
        #expect(fewest == nil, "\(about)")
        tally.add("proved")
      case .refuted(let witness), .reported(let witness?):
        tally.add("refuted")
        #expect(try prover.reference.refutes(outcome.question, witness.profiles), "\(about)")
        let known = witness.profiles.reduce(0) { $0 + $1.knownCount }
        if witness.isFewest { #expect(known == fewest, "\(about)") }
        if !maker.hasScripts { #expect(witness.isFewest, "\(about)") }
      case .ofNobody:
        tally.add("of nobody")
        guard case .property(let property) = outcome.question.kind else { continue }
        #expect(try space.isOfNobody(property), "\(about)")
      case .opaque(let scripts):
        tally.add("opaque")
        #expect(maker.hasScripts && !scripts.isEmpty, "\(about)")
      case .meant, .undecided, .scriptFails, .defect: Issue.record("\(about): \(outcome.verdict)")
      }
    }
  }

  /// A script of the small guidelines: some function of the facts that it reads, unknown for some values.
  private static let answer: ScriptRunner = { script, value in
    var sum = script.function
    for fact in script.reads {
      switch value(fact) {
      case nil: sum += 1
      case .boolean(let flag)?: sum += flag ? 2 : 3
      case .code(let code)?: sum += Int(code.utf8.first ?? 0)
      case .number(let number)?: sum += Int(number.mantissa & 7)
      }
    }
    return sum % 5 == 0 ? nil : .boolean(sum % 2 == 0)
  }
}
