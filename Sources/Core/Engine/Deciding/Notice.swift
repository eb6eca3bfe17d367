public import PlumblineGuideline
internal import PlumblineText

extension Decision {
  /// What a reader must see at a certain place of the answer, on the short screen, too.
  public struct Notice: Sendable, Hashable {
    /// Where it stands; the raw value is that of the JSON.
    public enum Placement: String, Sendable, CaseIterable, Comparable {
      /// On the first line of the answer, directly after true stops, whatever the decision.
      case first
      /// Above the evidence.
      case aboveEvidence = "above_evidence"
      /// One quiet line, which is never cut and never among the cautions.
      case quiet

      private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
      public static func < (left: Self, right: Self) -> Bool { left.order < right.order }
    }

    /// What says it: a gate, a stop or a pairing, `pack/name`.
    public var id: String
    /// The stop that is open; empty for a pairing's caution.
    public var stop = ""
    public var placement: Placement
    /// The gate's or the stop's title; nil for a pairing's caution.
    public var title: String?
    public var says: String
    /// What to do now; nil if nothing is.
    public var action: String?
    /// The facts to ask for, the next question first.
    public var asks: [Fact.Index]
    /// The one of the decision's cautions that says the same; nil if none does.
    public var caution: String?
    /// Whether it is a pairing's caution.
    package var isOfPairing: Bool { stop.isEmpty && title == nil && id.contains("/") }
  }

  /// The facts that the conditions of the answer name.
  package var read: Set<Fact.Index> {
    trace.reduce(into: []) { $0.formUnion($1.condition.facts) }
  }

  /// The cautions for the whole answer that no notice says.
  public var otherCautions: [String] {
    let said = Set(notices.compactMap(\.caution))
    return cautions.filter { !said.contains($0) }
  }
}

extension Wording {
  /// Returns the open questions of stops that may pass while they are unknown: first where a gate demands the answer, else quiet.
  ///
  /// - Parameter isWithoutGates: whether gates were not loaded, so that nothing else says when a question comes first: it does once
  ///   anything that it is about was answered or declined.
  func questions(isWithoutGates: Bool = false) -> [Decision.Notice] {
    guideline.stops.filter { $0.asksWhenUnknown != nil && knowledge.truth($0) == .unknown }
      .map { question($0, isWithoutGates) }.sorted { ($0.placement, $0.id) < ($1.placement, $1.id) }
  }

  /// Returns a quiet line for each stop that asks and is settled: what settled it.
  func settled() -> [Decision.Notice] {
    guideline.stops.filter { knowledge.truth($0) == .false }.compactMap { stop in
      stop.settledSays.map {
        .init(id: stop.id, stop: stop.id, placement: .quiet, title: stop.title, says: filled($0), asks: [])
      }
    }
  }

  /// Returns a quiet line for each group of this guideline that was answered together and not read back.
  func notReadBack() -> [Decision.Notice] {
    let groups = knowledge.profile.together.filter { $0.value == .no }.keys.sorted()
    return groups.filter { vocabulary.flags(inGroup: $0) != nil }.map { group in
      let name = group.replacing("_", with: " ")
      return .init(
        id: group, placement: .quiet,
        says: language(
          "{group}: answered together, not read back.",
          ["group": language(name.prefix(1).uppercased() + name.dropFirst())]),
        asks: [])
    }
  }

  /// Returns a quiet line for each fact that was read and was given in another unit: with the arithmetic.
  func converted(_ read: Set<Fact.Index>) -> [Decision.Notice] {
    knowledge.profile.origins.sorted { $0.key < $1.key }.compactMap { fact, origin in
      guard read.contains(fact), knowledge.profile.isGiven(fact), let given = origin.given,
        given.contains(where: { !$0.isWhitespace })
      else { return nil }
      return .init(
        id: vocabulary[fact].name, placement: .quiet,
        says: language(
          "{fact}: {value}, converted from {given}.",
          ["fact": vocabulary[fact].label, "value": value(of: fact), "given": given]),
        asks: [])
    }
  }

  private func value(of fact: Fact.Index) -> String {
    let unit = vocabulary[fact].unitInWords.map { " \(language($0))" } ?? ""
    return switch knowledge.profile[fact] {
    case .known(let value): vocabulary[fact].words(for: value) + unit
    case .within(let range): range.words(of: vocabulary[fact], in: language) + unit
    case .absent(let reason): language(reason.words)
    }
  }

  /// Returns the quiet line that notes were not read, if there are any: what stands only there counts for nothing.
  func notesNotRead() -> [Decision.Notice] {
    guard knowledge.profile.hasNotes else { return [] }
    return [.init(id: "notes", placement: .quiet, says: language("The notes were not read."), asks: [])]
  }

  private func question(_ stop: Gate, _ isWithoutGates: Bool) -> Decision.Notice {
    let asks = knowledge.questions(stop)
    if let gate = knowledge.demanding(stop, guideline) {
      return .init(
        id: gate.id, stop: stop.id, placement: .first, title: gate.title, says: filled(gate.because),
        action: gate.action,
        asks: knowledge.needed(gate), caution: stop.questions.isEmpty ? nil : caution(asking: stop))
    }
    let isTouched =
      isWithoutGates
      && guideline.facts(settling: [stop]).contains {
        knowledge.profile.isGiven($0) || knowledge.profile.wasDeclined($0)
      }
    let says =
      stop.questions.first { $0.fact == asks.first }.map { filled($0.says) }
      ?? language("{title}: not settled.", ["title": stop.title])
    return .init(
      id: stop.id, stop: stop.id, placement: isTouched ? .first : .quiet, title: stop.title, says: says,
      action: isTouched ? stop.asksWhenUnknown : nil, asks: asks,
      caution: stop.questions.isEmpty ? nil : caution(asking: stop))
  }
}

extension Knowledge {
  /// Returns the absent facts that settle the open questions of stops, in the order in which they are asked.
  func questions(of guideline: Guideline) -> [Fact.Index] {
    guideline.stops.filter { $0.asksWhenUnknown != nil && truth($0) == .unknown }.flatMap { stop in
      demanding(stop, guideline).map(needed) ?? questions(stop)
    }
  }

  /// Returns the absent facts that could say more about a stop whose question is settled: nobody has to ask for them first.
  func settled(_ guideline: Guideline) -> Set<Fact.Index> {
    guideline.stops.filter { $0.asksWhenUnknown != nil && truth($0) == .false }
      .reduce(into: []) { $0.formUnion(givenFacts(behind: $1.when?.askedFacts ?? [])) }
  }

  /// Returns the gate that demands the answer to a stop's question; nil if none does.
  func demanding(_ stop: Gate, _ guideline: Guideline) -> Gate? {
    guideline.gates.first { $0.settles == stop.id && truth($0) != .false }
  }

  /// Returns the absent facts that settle a stop, the next question first: as its pack orders them, then the rest.
  func questions(_ stop: Gate) -> [Fact.Index] {
    let open = asks(stop)
    let ordered = stop.questions.filter { open.contains($0.fact) && ($0.after.map(profile.isGiven) ?? true) }
    return Self.together(ordered.map(\.fact), open)
  }

  /// Returns the absent facts that a gate needs, in the order of its `any_of`.
  func needed(_ gate: Gate) -> [Fact.Index] {
    let open = needs(gate)
    return Self.together(gate.needed.filter(open.contains), open)
  }

  private static func together(_ first: [Fact.Index], _ all: Set<Fact.Index>) -> [Fact.Index] {
    first + all.subtracting(first).sorted()
  }
}

extension Evaluator {
  /// Returns the open questions of stops for what could be read of a refused profile.
  func questions(_ subject: Refusal.Subject, _ profile: Profile) -> [Decision.Notice] {
    wording(ofStops: profile).questions(isWithoutGates: subject == .packs)
  }

  /// Returns a quiet line for each fact that a stop reads and that was given in another unit.
  func converted(_ stops: [Gate], _ profile: Profile) -> [Decision.Notice] {
    wording(ofStops: profile).converted(guideline.facts(behind: stops))
  }

  private func wording(ofStops profile: Profile) -> Wording {
    let knowledge = Knowledge(stopsOf: guideline, profile, run)
    return Wording(
      guideline: guideline, knowledge: knowledge, selection: Selection(stopsOf: guideline, knowledge),
      language: language)
  }
}
