import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineEngine

/// Contradictions for all patients, held against enumeration.
struct JointSpaceTests {
  private typealias Clinic = SmallClinic

  /// A random guideline over three shared flags and one of its own; it recommends, vetoes and defers parts that others name.
  private static func clinic(_ name: String, _ random: inout Seeded) -> SmallClinic {
    let facts = ["x.a", "x.b", "x.c"]
    func condition(_ depth: Int = 2) -> String {
      if depth == 0 || random.chance(40) {
        return "\(random.pick(facts + ["\(name).flag"])) :is(\(random.chance(50)))"
      }
      let inner = [condition(depth - 1), condition(depth - 1)].joined(separator: ", ")
      return "\(random.pick(["all", "any", "none"])) { \(inner) }"
    }
    let parts = ["p", "q", "r"]
    var rules = Clinic.pairing("base") + Clinic.otherwise("base")
    let own = parts.filter { _ in random.chance(60) }
    for (rank, part) in own.enumerated() {
      let unfit =
        random.chance(30) ? ", contraindications = { { when = \(condition(1)), because = \"b\" } }" : ""
      rules += Clinic.pairing(part, unfit) + Clinic.rule(part, condition(), rank: rank + 1)
    }
    for part in parts where random.chance(35) {
      rules +=
        own.contains(part)
        ? "advise_against \"no-\(part)\" { title = \"No\", against = \"\(part)\", when = \(condition()), because = \"b\" }\n"
        : random.chance(50) ? "do_not_offer \"\(part)\" { title = \"No\", because = \"b\" }\n" : ""
    }
    var stops = Clinic.stop("flag", "\(name).flag :is(true)")
    if random.chance(50) {
      stops +=
        "defer \"later\" { stage = \"scope\", title = \"Later\", when = \(condition()), because = \"b\", action = \"a\" }\n"
    }
    var shared = facts.map { Clinic.flag($0) }.joined()
    if random.chance(30) {
      shared +=
        "constraint \"\(name)-law\" { holds = any { x.a :is(\(random.chance(50))), x.b :is(\(random.chance(50))) }, because = \"L.\" }\n"
    }
    return SmallClinic(name, facts: Clinic.flag("\(name).flag") + shared, stops: stops, rules: rules)
  }

  @Test func `a contradiction is listed exactly if some legal profile has it`() throws {
    var random = Seeded(Seeded.first)
    var found: [String: Int] = [:]
    for round in 0..<60 {
      let joint = try Clinic.together([Self.clinic("one", &random), Self.clinic("two", &random)])
      var expected: Set<String> = []
      for profile in joint.vocabulary.legalProfiles {
        for relation in try joint.decide(profile, asOf: "2026-11-20").relations
        where relation.kind == .contradicts {
          let stance = relation.sides[1].stance
          // A stop or a wait is one contradiction, whatever it is about.
          let parts = stance == .advisesAgainst ? relation.parts : [""]
          for part in parts {
            expected.insert(
              "\(relation.sides[0].guideline) \(part) \(relation.sides[1].guideline) \(stance.word)")
          }
        }
      }
      let space = try JointSpace(joint.guidelines)
      let listed = try space.contradictions()
      let words = listed.map { one in
        "\(one.recommending) \(one.stance == .advisesAgainst ? one.parts[0] : "") \(one.other) \(one.stance.word)"
      }
      #expect(Set(words) == expected, "round \(round), seed \(random.seed)")
      for one in listed {
        let relations = try joint.decide(one.example, asOf: "2026-11-20").relations
        let isThere = relations.contains { relation in
          relation.kind == .contradicts && relation.sides[0].guideline == one.recommending
            && relation.sides[1].stance == one.stance && !Set(relation.parts).isDisjoint(with: one.parts)
        }
        #expect(
          isThere,
          "\(one.recommending) \(one.parts) \(one.other) \(one.stance.word): \(ProfileJSON(joint.vocabulary).value(one.example).canonicalText) has \(relations); round \(round), seed \(random.seed)"
        )
        found[one.stance.word, default: 0] += 1
      }
      #expect(space.isExact)
    }
    for stance in ["advises-against", "stops", "defers"] {
      #expect((found[stance] ?? 0) > 5, "\(found), seed \(random.seed)")
    }
  }
}
