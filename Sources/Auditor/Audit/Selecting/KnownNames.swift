internal import PlumblineGuideline
internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// The names that the recorded answers use, for a filter that found nothing: is there no such record, or no such name?
public struct KnownNames: Sendable {
  private var rules: Set<String> = []
  private var facts: Set<String> = []
  private var pairings: Set<String> = []
  private var packs: Set<String> = []

  /// Reads one answer of each decision under each set of packs: its trace names every rule that was weighed.
  private init(_ ledger: Ledger) throws {
    try ledger.samples { record in
      guard let payload = record.payload, let decision = payload["decision"] else { return }
      facts.formUnion((payload["profile"] ?? .null).recordedFacts.map(\.name))
      for answer in decision.answersOfGuidelines {
        rules.formUnion((answer["trace"]?.arrayValue ?? []).compactMap { $0["rule"]?.stringValue })
        rules.formUnion((answer["gates"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue })
        facts.formUnion((answer["missing"]?.arrayValue ?? []).compactMap { $0["fact"]?.stringValue })
        facts.formUnion((answer["not_asked"]?.arrayValue ?? []).compactMap(\.stringValue))
        let options = answer["options"]?.arrayValue ?? []
        pairings.formUnion(
          options.flatMap { $0["pairings"]?.arrayValue ?? [] }.compactMap(\.stringValue))
        for pack in answer["guideline"]?["packs"]?.arrayValue ?? [] {
          guard let id = pack["id"]?.stringValue, let version = pack["version"]?.stringValue else { continue }
          packs.formUnion([id, "\(id)@\(version)"])
        }
      }
    }
    // Rules that were true only once are in no sample. Of answers of one shape, one is taken apart.
    var shapes: Set<AnswerShape> = []
    try ledger.eachShape(where: [.kind(.decision)]) { _, _, shape in
      guard let shape, shapes.insert(shape).inserted else { return }
      pairings.formUnion(shape.pairings)
      rules.formUnion(shape.fired)
      rules.formUnion(shape.undecided.keys)
      if shapes.count >= 4_096 { shapes = [] }
    }
  }

  /// What a filter that found nothing names and no answer does; nil if every name is known, or it names nothing.
  public static func stranger(in filter: RecordFilter, of ledger: Ledger) throws -> String? {
    let names = [filter.rule, filter.pairing, filter.missing, filter.pack]
    if names.allSatisfy({ $0 == nil }), filter.facts.isEmpty { return nil }
    return try KnownNames(ledger).stranger(in: filter)
  }

  /// People and purposes that a filter names and no record does, with the nearest name: a remark, since a person may have asked nothing.
  public static func unused(in filter: RecordFilter, of ledger: Ledger) throws -> [String] {
    func remark(_ what: String, _ name: String?, _ known: (Ledger) throws -> Set<String>) throws -> String? {
      guard let name else { return nil }
      let known = try known(ledger)
      return known.contains(name)
        ? nil : "no record names \(what) '\(Escaping.terminal(name))'" + didYouMean(name, known)
    }
    return [
      try remark("a person", filter.person) { try $0.people() },
      try remark("a person", filter.overriddenBy) { try $0.people() },
      try remark("a purpose", filter.purpose) { try $0.purposes() },
    ].compactMap(\.self)
  }

  private func stranger(in filter: RecordFilter) -> String? {
    let wanted: [(what: String, name: String?, known: Set<String>)] =
      [
        ("rule, stop or gate", filter.rule, rules), ("pairing", filter.pairing, pairings),
        ("fact", filter.missing, facts), ("pack", filter.pack, packs),
      ] + filter.facts.map { ("fact", $0.fact, facts) }
    for (what, name, known) in wanted {
      guard let name, !known.contains(name) else { continue }
      return "no recorded answer knows a \(what) '\(Escaping.terminal(name))'" + didYouMean(name, known)
    }
    return nil
  }
}
