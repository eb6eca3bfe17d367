import PlumblineTestSupport

/// A small pack as a value: written as Lua, and edited as an author would edit it.
struct PackModel {
  indirect enum Condition: Equatable {
    /// Fact, method and operands in the pack language.
    case comparison(String, String, [String])
    case group(String, [Condition])

    var lua: String {
      switch self {
      case .comparison(let fact, "is_one_of", let values):
        "\(fact) :is_one_of { \(values.joined(separator: ", ")) }"
      case .comparison(let fact, let method, let values):
        "\(fact) :\(method)(\(values.joined(separator: ", ")))"
      case .group(let word, let parts): "\(word) { \(parts.map(\.lua).joined(separator: ", ")) }"
      }
    }
  }

  struct Fact {
    enum Kind: Equatable {
      case boolean
      case integer(Int, Int)
      case code([String])
    }
    var name: String
    var kind: Kind
    var onlyWhen: Condition?
    var label = "label"

    /// Every value, in the notation that JSON and Lua share.
    var values: [String] {
      switch kind {
      case .boolean: ["false", "true"]
      case .integer(let low, let high): (low...high).map(String.init)
      case .code(let codes): codes.map { "\"\($0)\"" }
      }
    }
  }

  struct Gate {
    var name: String
    /// stop, defer, exclude, need_data.
    var word: String
    /// Urgency of a stop, stage of the others.
    var detail: String
    var when: Condition
    var anyOf: [String] = []
    var asks = false
    var because = "because"
  }

  struct Rule {
    var name: String
    /// Nil for an alternative.
    var place: (slot: String, rank: Int)?
    var when: Condition
    var partner: String
    var strength: String
    var claims: [String]
    var because = "because"
  }

  struct Criterion {
    var when: Condition
    var asks: Bool
  }

  struct Evidence {
    var name: String
    var certainty: String
    var isSeen: Bool
    var population: [Criterion]
  }

  struct Pairing {
    var partner: String
    var cautions: [(says: String, when: Condition?)]
    var contraindication: Condition?
    var what = "what"
  }

  var facts: [Fact] = []
  var constraints: [(name: String, holds: Condition)] = []
  var gates: [Gate] = []
  var rules: [Rule] = []
  var evidence: [Evidence] = []
  var pairings: [Pairing] = []
  var vetoes: [(name: String, part: String, when: Condition)] = []
  var passers: [(name: String, part: String, when: Condition)] = []
  var conflicts: [(name: String, when: Condition)] = []
  var hasOtherwise = false
  /// Whether declarations are in the reverse order, in another file.
  var isReversed = false
  /// Whether every other rule, and conflicts, are in a second pack, so that two rules may have the same rank.
  var isSplit = false

  /// The packs' texts by name.
  var packs: [(name: String, text: String)] {
    var packs = [("red-flags", lua)]
    if isSplit {
      packs.append(
        (
          "site",
          "pack \"site\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" }, requires = { [\"red-flags\"] = \"1.0\" } }\n"
            + (otherRules.map(text) + conflicts.map(text)).joined(separator: "\n") + "\n"
        ))
    }
    return packs
  }

  private var otherRules: [Rule] {
    isSplit ? rules.filter { $0.name.utf8.last.map { $0 % 2 == 1 } ?? false } : []
  }

  private func text(_ rule: Rule) -> String {
    let place = rule.place.map { "slot = \"\($0.slot)\", rank = \($0.rank)" } ?? "role = \"alternative\""
    return
      "rule \"\(rule.name)\" { title = \"t\", when = \(rule.when.lua), recommend = \"\(Self.name(rule.partner))\", \(place), strength = \"\(rule.strength)\", claims = { \(rule.claims.map { "\"\($0)\"" }.joined(separator: ", ")) }, because = \"\(rule.because)\" }"
  }

  private func text(_ conflict: (name: String, when: Condition)) -> String {
    "conflict \"\(conflict.name)\" { title = \"t\", when = \(conflict.when.lua), because = \"b\" }"
  }

  /// The first pack.
  var lua: String {
    var parts: [String] = []
    for fact in facts {
      let kind =
        switch fact.kind {
        case .boolean: "type = \"boolean\""
        case .integer(let low, let high): "type = \"integer\", range = { \(low), \(high) }"
        case .code: "type = \"code\", codes = { \(fact.values.joined(separator: ", ")) }"
        }
      let law = fact.onlyWhen.map { ", only_when = \($0.lua)" } ?? ""
      parts.append(
        "fact \"\(fact.name)\" { \(kind), label = \"\(fact.label)\", question = \"asked?\"\(law) }")
    }
    for law in constraints {
      parts.append("constraint \"\(law.name)\" { holds = \(law.holds.lua), because = \"law\" }")
    }
    parts.append("source \"trial\" { citation = \"c\" }")
    for item in evidence {
      let people = item.population.map { criterion in
        "{ says = \"people\", when = \(criterion.when.lua)\(criterion.asks ? ", if_unknown = \"ask\"" : "") }"
      }
      parts.append(
        "evidence \"\(item.name)\" { source = \"trial\", intervention = \"i\", comparator = \"c\", outcome = \"function\", timepoint = \"mixed\", certainty = \"\(item.certainty)\"\(item.isSeen ? ", certainty_seen = \"paper\"" : ""), population = { \(people.joined(separator: ", ")) } }"
      )
    }
    for pairing in pairings {
      let cautions = pairing.cautions.map { caution in
        caution.when.map { "{ says = \"\(caution.says)\", when = \($0.lua) }" } ?? "\"\(caution.says)\""
      }
      let contra = pairing.contraindication.map {
        ", contraindications = { { when = \($0.lua), because = \"no\" } }"
      }
      parts.append(
        "pairing \"\(Self.name(pairing.partner))\" { title = \"Exercise\", what = \"\(pairing.what)\", for_patient = \"p\", cautions = { \(cautions.joined(separator: ", ")) }\(contra ?? "") }"
      )
    }
    for gate in gates {
      let place = gate.word == "stop" ? "urgency" : "stage"
      let test =
        gate.anyOf.isEmpty ? "when = \(gate.when.lua)" : "any_of = { \(gate.anyOf.joined(separator: ", ")) }"
      let asks = gate.asks ? ", if_unknown = \"ask\", if_unknown_because = \"w\"" : ""
      parts.append(
        "\(gate.word) \"\(gate.name)\" { title = \"t\", \(test), because = \"\(gate.because)\", action = \"a\", \(place) = \"\(gate.detail)\"\(asks) }"
      )
    }
    let others = Set(otherRules.map(\.name))
    parts += rules.filter { !others.contains($0.name) }.map(text)
    for veto in vetoes {
      parts.append(
        "advise_against \"\(veto.name)\" { title = \"t\", against = \"\(veto.part)\", when = \(veto.when.lua), because = \"b\" }"
      )
    }
    for passer in passers {
      parts.append(
        "pass_over \"\(passer.name)\" { title = \"t\", part = \"\(passer.part)\", when = \(passer.when.lua), because = \"b\" }"
      )
    }
    if !isSplit { parts += conflicts.map(text) }
    if hasOtherwise {
      parts.append(
        "otherwise \"alone\" { title = \"t\", recommend = \"exercise\", strength = \"strong\", claims = { \"\(evidence[0].name)\" }, because = \"b\" }"
      )
    }
    if isReversed { parts.reverse() }
    return
      "pack \"red-flags\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" } }\n"
      + parts.joined(separator: "\n") + "\n"
  }

  static func name(_ partner: String) -> String { partner.isEmpty ? "exercise" : "exercise+\(partner)" }
}
