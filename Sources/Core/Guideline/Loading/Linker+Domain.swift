/// Checks that a domain names what exists: a misspelt name would take a protection away in silence.
extension Linker {
  func checkDomain() {
    let domain = guideline.domain
    guard domain.isDeclared else { return }
    let vocabulary = guideline.vocabulary
    if let flags = domain.stops.flags, !vocabulary.facts.contains(where: { $0.name.hasPrefix(flags + ".") }) {
      let groups = Set(
        vocabulary.facts.filter { $0.name.contains(".") }.map { String($0.name.prefix { $0 != "." }) })
      report("`flags` of domain '\(domain.name)' is '\(flags)', and no fact is in that group", flags, groups)
    }
    let own = guideline.stops.filter { $0.id.hasPrefix("\(domain.stops.pack)/") }
    let names = own.map { String($0.id.dropFirst(domain.stops.pack.count + 1)) }
    for name in domain.stops.mayAsk where !names.contains(name) {
      report(
        "`may_ask` of domain '\(domain.name)' names '\(name)', which is no stop of pack '\(domain.stops.pack)'",
        name, names)
    }
    if !own.isEmpty, own.allSatisfy({ $0.asksWhenUnknown != nil }) {
      problem(
        "every stop of domain '\(domain.name)' may pass while it is unknown; remove `if_unknown` from at least one of them",
        domain.stops.pack, domain.place, kind: .stops)
    }
    checkOrder()
    if let goal = domain.goal {
      if let fact = vocabulary.index(of: goal.fact) {
        let codes: [String] = if case .code(let codes) = vocabulary[fact].kind { codes } else { [] }
        for code in goal.outcomes.keys.sorted() where !codes.contains(code) {
          report(
            "`goal` of domain '\(domain.name)' names '\(code)', which is no code of '\(goal.fact)'", code,
            codes)
        }
      } else {
        report(
          "`goal` of domain '\(domain.name)' is '\(goal.fact)', which no pack declares", goal.fact,
          vocabulary.facts.map(\.name))
      }
    }
    let parts = Set(guideline.pairings.keys.flatMap(\.parts))
    if !parts.isEmpty, let base = domain.base, !parts.contains(base) {
      report("`base` of domain '\(domain.name)' is '\(base)', which no pairing contains", base, parts)
    }
  }

  /// Checks that each name of the order is a group of facts or a fact, and that a fact comes before its group.
  private func checkOrder() {
    let domain = guideline.domain
    let vocabulary = guideline.vocabulary
    var groups: Set<String> = []
    for name in domain.order {
      if vocabulary.groups.contains(name) {
        groups.insert(name)
      } else if vocabulary.index(of: name) == nil {
        report(
          "`order` of domain '\(domain.name)' names '\(name)', which is no group and no fact", name,
          vocabulary.groups + vocabulary.facts.map(\.name))
      } else if groups.contains(String(name.prefix { $0 != "." })) {
        problem(
          "`order` of domain '\(domain.name)' names '\(name)' after its group; write it before the group",
          domain.stops.pack, domain.place, kind: .misplaced)
      }
    }
  }

  private func report(_ message: String, _ name: String, _ known: some Collection<String>) {
    let hint = didYouMean(name, known)
    problem(
      message + (hint.isEmpty ? "; correct the name" : hint), guideline.domain.stops.pack,
      guideline.domain.place,
      kind: .dangling)
  }
}
