internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblineText

extension Repl {
  private static let help = [
    "fear.tsk_17                       the fact, and what is known",
    "fear.tsk_17 = 40                  gives it a value; codes need no quotes",
    "unset fear.tsk_17                 not asked",
    "set fear.tsk_17 absent REASON     not-asked, unknown, asked-declined, not-applicable, stale",
    "all { fear.tsk_17 :above(37), … } any condition in the pack language: its truth, part by part",
    ":decide                           the answer in short",
    ":why RULE                         the truth of a rule, gate or stop, and why",
    ":rules                            the truth of all of them",
    ":missing                          what could still change the answer",
    ":profile                          everything that is known",
    ":load FILE, :save FILE            a profile; never overwrites a file",
    ":reload                           loads the packs again",
    ":undo, :help, :quit",
  ]

  private static let words = [
    "decide", "why", "rules", "missing", "profile", "load", "save", "reload", "undo", "help", "quit",
  ]

  mutating func obey(_ word: String, _ rest: String) throws -> Reply {
    switch word {
    case "load", "save":
      if rest.isEmpty { throw NotFollowed("`:\(word)` needs a file: `:\(word) profile.json`") }
      if word == "load" { return .load(path: rest) }
      return .save(path: rest, text: ProfileJSON(vocabulary).value(profile).canonical + [10])
    case "why":
      if rest.isEmpty {
        throw NotFollowed("`:why` needs the name of a rule, gate or stop; `:rules` lists them")
      }
      return .answer(try why(rest))
    default: break
    }
    if !rest.isEmpty, Self.words.contains(word) { throw NotFollowed("`:\(word)` takes no argument") }
    switch word {
    case "decide": return .answer(try short())
    case "rules": return .answer(try truths())
    case "missing": return .answer(try missing())
    case "profile":
      let known = vocabulary.givenFacts.filter { profile[$0] != .absent(.notAsked) }
      return .answer(known.isEmpty ? ["nothing is known"] : try listing(known))
    case "reload": return .reload
    case "undo": return .answer(try undo())
    case "help", "h", "?": return .answer(Self.help)
    case "quit", "q", "exit": return .quit
    default:
      let hint =
        nearest(to: word, among: Self.words).map { "; did you mean ':\($0)'?" } ?? "; `:help` lists them"
      throw NotFollowed("no command ':\(word)'\(hint)")
    }
  }

  // MARK: the answer

  private func short() throws -> [String] {
    let decision = try decision()
    var lines = [decision.disposition.rawValue]
    for alert in decision.alerts { lines.append("  \(alert.urgency.rawValue): \(alert.title) (\(alert.id))") }
    for gate in decision.gates {
      let needs = gate.needs.map { vocabulary[$0].name }.joined(separator: ", ")
      lines.append("  \(gate.title) (\(gate.id))" + (needs.isEmpty ? "" : ": not answered: \(needs)"))
    }
    for one in decision.recommendations {
      let role = one.role == .primary ? "primary" : "alternative"
      lines.append("  \(role): \(one.pairing), \(one.strength.rawValue)")
      for claim in one.claims { lines.append("    \(claim.evidence.name): \(claim.certainty.rawValue)") }
    }
    for veto in decision.advisedAgainst { lines.append("  against \(veto.part): \(veto.title) (\(veto.id))") }
    for conflict in decision.conflicts { lines.append("  conflict: \(conflict.title) (\(conflict.id))") }
    for rule in decision.undecided {
      let needs = rule.needs.map { vocabulary[$0].name }.joined(separator: ", ")
      lines.append("  undecided: \(rule.rule), because these are missing: \(needs)")
    }
    if !decision.missing.isEmpty {
      let isOne = decision.missing.count == 1
      lines.append(
        "  \(decision.missing.count) \(isOne ? "answer" : "answers") could still change it; `:missing` lists \(isOne ? "it" : "them")"
      )
    }
    return lines
  }

  private func missing() throws -> [String] {
    let missing = try decision().missing
    if missing.isEmpty { return ["no missing answer could change it"] }
    return Columns.lines(
      missing.map { one in
        let parts = one.couldChange.map(\.rawValue).joined(separator: ", ")
        return [vocabulary[one.fact].name, "\(parts)\(one.exact ? "" : " (perhaps)")"]
      })
  }

  // MARK: rules

  private struct Entry {
    var id: String
    var kind: TraceEntry.Kind
    var trace: TraceNode
  }

  /// Everything with a name and a condition, as evaluated for this profile.
  private func entries() throws -> [Entry] {
    let reading = try packs.evaluator.reading(profile)
    let guideline = packs.guideline
    func entry(_ id: String, _ kind: TraceEntry.Kind, _ when: Condition) -> Entry {
      Entry(id: id, kind: kind, trace: reading.trace(when))
    }
    func entry(_ gate: Gate, _ kind: TraceEntry.Kind) -> Entry {
      if let when = gate.when { return entry(gate.id, kind, when) }
      return Entry(id: gate.id, kind: kind, trace: .known(gate.facts.sorted(), truth: reading.truth(gate)))
    }
    return guideline.stops.map { entry($0, .stop) } + guideline.gates.map { entry($0, .gate) }
      + guideline.rules.compactMap { rule in rule.when.map { entry(rule.id, .rule, $0) } }
      + guideline.vetoes.map { entry($0.id, $0.objects ? .adviseAgainst : .passOver, $0.when) }
      + guideline.conflicts.map { entry($0.id, .conflict, $0.when) }
  }

  private func truths() throws -> [String] {
    Columns.lines(
      try entries().map { [$0.trace.truth.word.leftAligned(in: 7), $0.kind.rawValue, $0.id] })
  }

  private func why(_ name: String) throws -> [String] {
    let entries = try entries()
    let found = entries.filter { $0.id == name || $0.id.hasSuffix("/" + name) }
    guard let entry = found.first else {
      let ids = entries.map(\.id)
      let short = ids.map { String($0.split(separator: "/").last ?? "") }
      let hint = didYouMean(name, ids + short)
      throw NotFollowed("no rule, gate or stop is called '\(name)'\(hint)")
    }
    guard found.count == 1 else {
      throw NotFollowed(
        "'\(name)' is ambiguous: \(found.map(\.id).joined(separator: " or ")); write the full name")
    }
    return ["\(entry.kind.rawValue) \(entry.id) is \(entry.trace.truth.word)"]
      + TraceLines(vocabulary: vocabulary).lines(entry.trace)
  }
}
