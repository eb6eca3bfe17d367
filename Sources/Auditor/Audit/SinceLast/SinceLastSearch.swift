public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblinePresentation
internal import PlumblineText

extension SinceLastAnswer {
  /// How many of a patient's newest records are searched for an answer of an earlier day.
  private static let most = 50

  /// Compares an answer with the patient's last one of an earlier day. Answers of one day are one visit.
  ///
  /// - Parameters:
  ///   - ledger: opened for reading; `shelf` is over it, too.
  ///   - words: the guidelines in the language of the answer; nil for their own.
  /// - Returns: nil if there is no such answer.
  /// - Throws: `LedgerError`, if the ledger cannot be read.
  public init?(
    before joint: JointDecision, of profile: Profile, named id: String, by evaluator: JointEvaluator,
    in ledger: Ledger, _ shelf: inout GuidelineShelf, sayingIn words: Guidelines? = nil
  ) throws {
    let shown = words ?? evaluator.guidelines
    var filter = RecordFilter()
    try filter.patient(id, in: ledger)
    let patients = filter.patients ?? []
    for summary in try ledger.summaries(of: patients, newest: Self.most)
    where summary.kind == .decision && !summary.isErased {
      let record = try ledger.record(summary.index)
      guard let value = record.payload, let patient = value["patient"]?.stringValue,
        patients.contains(patient),
        let payload = DecisionPayload(value), case .decision(let then) = payload.outcome,
        payload.asOf < joint.asOf
      else { continue }
      let name = try record.leaf.from ?? RecordName(origin: ledger.origin() ?? "", index: record.index)
      self.init(
        of: payload.asOf, record: name.description,
        in: shown.members.first?.guideline.language ?? .english)
      let now = JointDecisionJSON(evaluator.guidelines).value(joint)
      let changed = compare(payload, record.leaf, profile, evaluator.guidelines, shown.vocabulary, &shelf)
      explain(payload, record.leaf, from: then, to: now, evaluator, shown, changed)
      return
    }
    return nil
  }

  // MARK: facts

  /// Finds the facts whose answers changed; returns their names with their labels.
  private mutating func compare(
    _ payload: DecisionPayload, _ leaf: Leaf, _ profile: Profile, _ guidelines: Guidelines,
    _ shown: Vocabulary, _ shelf: inout GuidelineShelf
  ) -> [String: String] {
    let then: (profile: Profile, vocabulary: Vocabulary)
    do {
      let isSame = Set(leaf.packs) == Set(guidelines.packs.map(\.digest))
      let vocabulary =
        isSame
        ? guidelines.vocabulary : try shelf.evaluator(of: leaf.packs, by: leaf.engine).guidelines.vocabulary
      then = (
        try ProfileReader(vocabulary, asOf: payload.asOf).read(payload.profile.canonical), vocabulary
      )
    } catch {
      notes.append(
        language(
          "the answers of that day are not compared, because the packs of that day no longer read them"))
      return [:]
    }
    let vocabulary = guidelines.vocabulary
    var changed: [String: String] = [:]
    for index in vocabulary.givenFacts {
      let fact = vocabulary[index]
      guard let earlier = then.vocabulary.index(of: fact.name), fact.membership == nil else { continue }
      let (before, after) = (then.profile[earlier], profile[index])
      if before == after { continue }
      let label = shown[index].label
      changed[fact.name] = label
      if vocabulary.ofToday.contains(index) { continue }
      guard Scale(then.vocabulary[earlier]) == Scale(fact) else {
        notes.append(
          language(
            "{fact} was another version of its scale on that day, so it is not compared", ["fact": label]))
        continue
      }
      if fact.isScale {
        let error = DetectableChange(fact, in: guidelines)
        let change = ScaleChange(from: before, to: after, isOfToday: false, error)
        add(shown[index], before, after, change.amount == nil ? nil : change, error)
      } else if fact.canChange, fact.grid == nil {
        add(shown[index], before, after)
      }
    }
    return changed
  }

  private mutating func add(
    _ fact: Fact, _ before: FactState, _ after: FactState, _ scale: ScaleChange? = nil,
    _ error: DetectableChange? = nil
  ) {
    changes.append(
      Change(
        label: fact.label, before: fact.words(before, in: language), after: fact.words(after, in: language),
        scale: scale, error: error))
  }

  // MARK: advice

  /// Finds what of the answer changed by the guideline, and what by the patient's answers.
  private mutating func explain(
    _ payload: DecisionPayload, _ leaf: Leaf, from then: JSONValue, to now: JSONValue,
    _ evaluator: JointEvaluator, _ shown: Guidelines, _ changed: [String: String]
  ) {
    guard let earlier = RecordedAnswer(then), let today = RecordedAnswer(now) else {
      notes.append(language("the advice is not compared, because the earlier answer cannot be read"))
      return
    }
    var (reference, middle) = (then, earlier)
    packs = packs(then, now)
    if !packs.isEmpty || leaf.engine != Evaluator.version {
      // The earlier profile by today's packs: what differs from then is the guideline's doing, what is left the answers'.
      if case .decision(let again) = Redecision(payload, by: evaluator), let answer = RecordedAnswer(again) {
        (reference, middle) = (again, answer)
        byGuideline = AnswerShift.between(earlier, middle)
      } else {
        notes.append(
          language(
            "the guideline changed since, and does not read the earlier answers: which of the two changed the advice is not known"
          ))
      }
    }
    byAnswers = AnswerShift.between(middle, today)
    if byAnswers.isEmpty { return }
    let reads = Self.reads(reference).merging(Self.reads(now)) { $0.union($1) }
    let all = TruthChange.between(reference, now)
    let deciding = all.filter { [$0.before, $0.after].contains { $0?.contains("true") ?? false } }
    causes = (deciding.isEmpty ? all : deciding).map { change in
      Cause(
        change: change, title: shown.title(of: change.id),
        facts: (reads[change.id] ?? []).compactMap { changed[$0] }.sorted())
    }
  }

  /// The packs in two decisions that differ.
  private func packs(_ before: JSONValue, _ after: JSONValue) -> [String] {
    func packs(_ decision: JSONValue) -> [String: (version: String, digest: String)] {
      let all = decision.answersOfGuidelines.flatMap { $0["guideline"]?["packs"]?.arrayValue ?? [] }
      return Dictionary(
        all.map {
          let (version, digest) = ($0["version"]?.stringValue ?? "", $0["digest"]?.stringValue ?? "")
          return ($0["id"]?.stringValue ?? "", (version, digest))
        }
      ) { first, _ in first }
    }
    let (old, new) = (packs(before), packs(after))
    return Set(old.keys).union(new.keys).sorted().compactMap { id in
      if old[id]?.digest == new[id]?.digest { return nil }
      let (before, after) = (old[id]?.version ?? language("none"), new[id]?.version ?? language("none"))
      return before == after
        ? language("{pack}, with another content", ["pack": "\(id) \(after)"]) : "\(id) \(before) → \(after)"
    }
  }

  /// The facts that each rule and gate of a decision's trace reads, by the rule's id.
  private static func reads(_ decision: JSONValue) -> [String: Set<String>] {
    var reads: [String: Set<String>] = [:]
    for entry in decision.answersOfGuidelines.flatMap({ $0["trace"]?.arrayValue ?? [] }) {
      guard let id = entry["rule"]?.stringValue, let condition = entry["condition"] else { continue }
      var waiting = [condition]
      while let node = waiting.popLast() {
        if let fact = node["fact"]?.stringValue { reads[id, default: []].insert(fact) }
        for key in ["reads", "facts"] {
          reads[id, default: []].formUnion(node[key]?.arrayValue?.compactMap(\.stringValue) ?? [])
        }
        waiting += node["of"]?.arrayValue ?? []
      }
    }
    return reads
  }
}

extension Guidelines {
  /// The title of a rule, a stop, a gate, a veto, a conflict or a pairing's contraindication in force; nil if there is none of this id.
  func title(of id: String) -> String? {
    for guideline in members.map(\.guideline) {
      if let rule = (guideline.rules + [guideline.otherwise].compactMap { $0 }).first(where: { $0.id == id })
      {
        return rule.title
      }
      if let gate = (guideline.stops + guideline.gates).first(where: { $0.id == id }) { return gate.title }
      if let veto = guideline.vetoes.first(where: { $0.id == id }) { return veto.title }
      if let conflict = guideline.conflicts.first(where: { $0.id == id }) { return conflict.title }
      if let pairing = guideline.pairings.values.first(where: { $0.id == id }) {
        return guideline.language("Contraindication of {pairing}", ["pairing": pairing.title])
      }
    }
    return nil
  }
}
