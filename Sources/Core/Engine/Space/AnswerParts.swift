internal import PlumblineGuideline

/// A guideline's answers to all profiles, part by part: each part is a diagram whose values are numbers of words.
struct AnswerParts {
  typealias Node = Diagrams.Node

  struct Key: Hashable {
    var kind: AnswerChange.Kind
    var subject: String
  }

  /// The numbers of words, shared by guidelines that are compared; 0 means none.
  final class WordNumbers {
    private(set) var all = [AnswerChange.none]
    private var numbers: [String: Int] = [:]

    func number(_ word: String) -> Int {
      if let known = numbers[word] { return known }
      all.append(word)
      numbers[word] = all.count - 1
      return all.count - 1
    }
  }

  /// The separator between the names of evidence that is claimed together; no name contains it.
  static let separator: Character = "\n"

  let signature: SignatureDiagrams
  private(set) var nodes: [Key: Node] = [:]

  init(
    _ guideline: Guideline, _ terms: inout TruthDiagrams, _ numbering: inout SignatureDiagrams.Numbering,
    _ words: WordNumbers
  ) throws(Diagrams.BoundExceeded) {
    signature = try SignatureDiagrams(guideline, &terms, &numbering)
    let diagrams = terms.diagrams
    let dispositions = Decision.Disposition.allCases.map { words.number($0.rawValue) }
    set(.decision, "", try diagrams.map(signature.disposition) { dispositions[$0] })
    for (stop, node) in zip(guideline.stops, signature.alerts) {
      guard case .stop(let urgency) = stop.kind else { continue }
      let number = words.number(urgency.rawValue)
      set(.alert, stop.id, try diagrams.map(node) { $0 * number })
    }
    try addPairings(guideline, diagrams, words)
    let certainties = [0] + Certainty.allCases.map { words.number($0.rawValue) }
    for part in signature.parts where part.part == .certainty {
      set(.certainty, part.name, try diagrams.map(part.node) { certainties[$0] })
    }
    try addFindings(guideline, &terms, words)
    try addCautions(guideline, &terms, words)
  }

  private mutating func set(_ kind: AnswerChange.Kind, _ subject: String, _ node: Node) {
    nodes[Key(kind: kind, subject: subject)] = node
  }

  /// Adds each pairing's role, strength and claims.
  private mutating func addPairings(
    _ guideline: Guideline, _ diagrams: Diagrams, _ words: WordNumbers
  ) throws(Diagrams.BoundExceeded) {
    let primaries = signature.combinations.map { Description(guideline, $0) }
    let singles = guideline.rules.map { Description(guideline, [$0]) }
    let names = primaries.map { words.number($0.pairing.description) }
    set(.primary, "", try diagrams.map(signature.chosen) { names[$0] })
    let primary = words.number(AnswerChange.primaryRole)
    let alternative = words.number(AnswerChange.alternativeRole)
    let nothing = try diagrams.terminal(0)
    for name in Set(primaries.map(\.pairing)).union(signature.alternatives.keys).sorted() {
      let other = signature.alternatives[name] ?? nothing
      let role = try diagrams.apply(diagrams.newOperation(), signature.chosen, other, other) {
        chosen, other, _ in
        primaries[chosen].pairing == name ? primary : other > 0 ? alternative : 0
      }
      set(.role, name.description, role)
      func report(_ kind: AnswerChange.Kind, _ word: (Description) -> String) throws(Diagrams.BoundExceeded) {
        let own = primaries.map { $0.pairing == name ? words.number(word($0)) : 0 }
        let others = [0] + singles.map { words.number(word($0)) }
        let first = AnswerChange.subject(name.description, AnswerChange.primaryRole)
        set(kind, first, try diagrams.map(signature.chosen) { own[$0] })
        let second = AnswerChange.subject(name.description, AnswerChange.alternativeRole)
        set(kind, second, try diagrams.map(other) { others[$0] })
      }
      try report(.strength) { AnswerChange.strength($0.strength, strongParts: $0.strongParts) }
      try report(.claims) { $0.claims.sorted().joined(separator: String(Self.separator)) + "\n" }
    }
  }

  /// Adds conflicts, and what is advised against.
  private mutating func addFindings(
    _ guideline: Guideline, _ terms: inout TruthDiagrams, _ words: WordNumbers
  ) throws(Diagrams.BoundExceeded) {
    let shown = words.number("shown")
    for conflict in guideline.conflicts {
      let node = try terms.isTrue(try terms.truths(conflict.when))
      set(.conflict, conflict.id, try terms.diagrams.map(node) { $0 * shown })
    }
    for veto in guideline.vetoes {
      var node = try terms.isTrue(try terms.truths(veto.when))
      if !veto.objects { node = try terms.both(node, try signature.shows(part: veto.part, guideline)) }
      let kind: AnswerChange.Kind = veto.objects ? .advisedAgainst : .passedOver
      set(kind, veto.id, try terms.diagrams.map(node) { $0 * shown })
    }
    for (pairing, acts) in guideline.contraindicated {
      let node = try terms.isTrue(try terms.truths(acts))
      set(.advisedAgainst, pairing.id, try terms.diagrams.map(node) { $0 * shown })
    }
    var policy = signature.policy
    for (place, rule) in guideline.rules.enumerated() {
      for rival in policy.order.rivals(of: place) {
        let node = try policy.rivalry(place, rival, &terms)
        set(.conflict, "\(rule.id) \(guideline.rules[rival].id)", try terms.diagrams.map(node) { $0 * shown })
      }
    }
  }

  /// Adds cautions by their text: the same words with two pairings are one caution.
  private mutating func addCautions(
    _ guideline: Guideline, _ terms: inout TruthDiagrams, _ words: WordNumbers
  ) throws(Diagrams.BoundExceeded) {
    let diagrams = terms.diagrams
    let (unknown, shown) = (words.number("not known"), words.number("shown"))
    for pairing in guideline.pairings.values.sorted(by: { $0.name < $1.name }) where !pairing.cautions.isEmpty
    {
      let shows = try signature.shows(pairing.name, guideline)
      for caution in pairing.cautions {
        var truth = try diagrams.terminal(Int(Truth.true.rawValue))
        if let when = caution.when { truth = try terms.truths(when) }
        let key = Key(kind: .caution, subject: caution.says)
        var before = try diagrams.terminal(0)
        if let known = nodes[key] { before = known }
        nodes[key] = try diagrams.apply(diagrams.newOperation(), shows, truth, before) {
          shows, truth, before in
          if shows == 0 || truth == 0 || truth != 2 && caution.hidesWhenUnknown { return before }
          return truth == 2 || before == shown ? shown : unknown
        }
      }
    }
  }
}
