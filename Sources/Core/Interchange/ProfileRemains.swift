public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineJSON

extension ProfileReader {
  /// Returns what can be read of a refused profile: for the stops alone, never for a recommendation.
  ///
  /// Text that is not JSON is read as far as possible. An answer with a wrong name, place or form is taken as it was probably
  /// meant, if its name is near one of `facts`. Reading has the same bounds as for any profile.
  ///
  /// - Parameter facts: the facts that stops read.
  public func readings(of text: [UInt8], for facts: Set<Fact.Index>) -> Readings {
    let node =
      (try? JSONReader.read(text, limits: Self.limits)) ?? JSONReader.salvage(text, limits: Self.limits)
    var intake = ProfileIntake(vocabulary, asOf)
    intake.take(node)
    var remains = ProfileRemains(vocabulary, asOf, facts.filter { vocabulary[$0].computation == nil })
    remains.look(at: node)
    return remains.readings(intake.profile)
  }
}

/// Answers for a few facts, wherever and however they are written in a document.
struct ProfileRemains {
  let vocabulary: Vocabulary
  let asOf: Day
  let facts: [Fact.Index]
  /// The names of the facts in profiles and in their packs.
  private let names: [String]
  private let indices: [String: Fact.Index]
  private var candidates: [(fact: Fact.Index, state: FactState)] = []
  var unreadable: Set<Fact.Index> = []
  /// Facts whose answer sheet cannot be read as a whole.
  var sheets: Set<Fact.Index> = []
  var groupsWithUnknownNames: Set<String> = []
  /// The searches for near names so far: every unknown name costs one.
  private var searches = 0

  private static let mostCandidates = 64
  private static let mostSearches = 200
  static let mostItems = 8

  init(_ vocabulary: Vocabulary, _ asOf: Day, _ facts: Set<Fact.Index>) {
    self.vocabulary = vocabulary
    self.asOf = asOf
    self.facts = facts.sorted()
    let named = self.facts.flatMap { [(vocabulary[$0].name, $0), (vocabulary[$0].declaredName, $0)] }
    indices = Dictionary(named) { first, _ in first }
    names = indices.keys.sorted()
  }

  // MARK: where answers are

  mutating func look(at node: JSONNode, under path: String = "", depth: Int = 0) {
    guard depth < 4 else { return }
    // A profile in a list is probably meant as it is.
    for item in (node.arrayValue ?? []).prefix(Self.mostItems) {
      look(at: item, under: path, depth: depth + 1)
    }
    guard let members = node.objectValue else { return }
    for member in members {
      let name = path.isEmpty ? member.key : "\(path).\(member.key)"
      if ["id", "notes", "answered_together", "provenance"].contains(name) { continue }
      if name == "visits" {
        // An answer of an earlier visit is none of today; what cannot be told from today's is read as today's.
        let others = (member.node.arrayValue ?? [member.node]).filter { !$0.isEarlierVisit(before: asOf) }
        for visit in others.prefix(Self.mostItems) { look(at: visit, depth: depth + 1) }
        continue
      }
      // What a fact holds is its answer, whatever it looks like.
      if let known = vocabulary.index(of: name), !facts.contains(known) { continue }
      let questionnaires = instruments(name)
      if !questionnaires.isEmpty {
        for instrument in questionnaires { look(at: member.node, of: instrument) }
      } else if look(at: member.node, ofCollection: name, member.key) {
        continue
      } else if let fact = fact(name, member.key) {
        take(member.node, fact)
      } else {
        let before = candidates.count
        noteUnreadable(member.node, name, inGroup: path)
        noteSheet(member.node, named: name)
        look(at: member.node, under: name, depth: depth + 1)
        if candidates.count == before, !vocabulary.groups.contains(name), Self.mayBeYes(member.node) {
          noteUnknownName(name)
          noteSharedWord(name)
        }
      }
    }
  }

  /// Returns the fact that a name means, or probably means. The pack before a name counts only if it is the fact's own.
  private mutating func fact(_ name: String, _ key: String) -> Fact.Index? {
    if let index = vocabulary.index(of: name) ?? indices[name] { return facts.contains(index) ? index : nil }
    if vocabulary.groups.contains(name) || name.utf8.count > 128 { return nil }
    let bare = String(name.split(separator: "/").last ?? "")
    if let index = indices[bare] { return index }
    guard searches < Self.mostSearches else { return nil }
    searches += 1
    for text in [name, bare] {
      if let near = nearest(to: text, among: names).flatMap({ indices[$0] }), isNear(text, near) {
        return near
      }
    }
    // The fact may be in another group, or in none.
    func own(_ isMeant: (String) -> Bool) -> Set<Fact.Index> {
      Set(
        names.filter { $0.split { $0 == "." || $0 == "/" }.last.map { isMeant(String($0)) } ?? false }
          .compactMap { indices[$0] })
    }
    let last = String(key.split(separator: "/").last ?? "")
    let exact = own { $0 == last }
    let found = exact.isEmpty ? own { nearest(to: last, among: [$0]) != nil } : exact
    return found.count == 1 ? found.first : nil
  }

  /// Whether a name that is near that of a fact may be meant: the code of a list must be near by itself.
  private func isNear(_ name: String, _ fact: Fact.Index) -> Bool {
    guard let code = vocabulary[fact].membership?.code else { return true }
    return nearest(to: String(name.split(separator: ".").last ?? ""), among: [code]) != nil
  }

  /// Returns the questionnaires of stops that a name means, or probably means.
  private func instruments(_ name: String) -> [Instrument] {
    guard name.hasPrefix("instruments."), name.utf8.count <= 64 else { return [] }
    let own = String(name.dropFirst("instruments.".count).split(separator: "/").last ?? "")
    var found = vocabulary.instruments(named: own)
    if found.isEmpty {
      let names = vocabulary.instruments.keys.map { String($0.split(separator: "/").last ?? "") }
      found = nearest(to: own, among: Set(names).sorted()).map(vocabulary.instruments(named:)) ?? []
    }
    return found.filter { $0.scales.contains { facts.contains($0.fact) } }
  }

  // MARK: what they mean

  mutating func take(_ node: JSONNode, _ fact: Fact.Index) {
    switch node.content {
    case .null: break
    case .object(let members):
      // A reason for absence, however it is spelt, is not an answer; with anything beside it, it may be one.
      if !members.isEmpty, members.allSatisfy({ $0.key.hasPrefix("absent") }) { return }
      switch ProfileIntake.range(node, vocabulary, fact, asOf) {
      case .known(let value)?: take(value, fact)
      case .within(let range)?: add(.within(range), fact)
      case .absent?, nil: unreadable.insert(fact)
      }
    case .array(let items): if !items.isEmpty { unreadable.insert(fact) }
    case .number(let number): take(.number(number), fact)
    case .bool(let flag): take(.boolean(flag), fact)
    case .string(let text):
      if case .absent? = vocabulary[fact].alsoWritten[text] { return }
      take(.code(vocabulary[fact].code(written: text)), fact)
    }
  }

  mutating func take(_ value: FactValue, _ fact: Fact.Index) {
    guard let meant = meant(value, vocabulary[fact]) else {
      unreadable.insert(fact)
      return
    }
    add(.known(meant), fact)
  }

  mutating func add(_ state: FactState, _ fact: Fact.Index) {
    guard candidates.count < Self.mostCandidates else { return }
    if !candidates.contains(where: { $0.fact == fact && $0.state == state }) {
      candidates.append((fact, state))
    }
  }

  /// Returns the value that was probably meant; nil if it could be anything.
  private func meant(_ value: FactValue, _ fact: Fact) -> FactValue? {
    if fact.isDate {
      guard case .code(let text) = value, let days = Day.days(of: text.filter { !$0.isWhitespace }) else {
        return nil
      }
      return FactState(ageOf: days, on: asOf)?.value.flatMap { fact.allows($0) ? $0 : nil }
    }
    if fact.allows(value) { return value }
    switch (fact.kind, value) {
    case (.boolean, .code(let text)):
      switch text.lowercased().filter({ !$0.isWhitespace }) {
      case "1", "positive", "present": return .boolean(true)
      case "0", "negative", "absent": return .boolean(false)
      case let word: return Bool(typed: word).map { .boolean($0) }
      }
    case (.boolean, .number(let number)) where number == 1: return .boolean(true)
    case (.boolean, .number(let number)) where number == 0: return .boolean(false)
    case (.integer, .code(let text)), (.decimal, .code(let text)):
      let number = ExactNumber(text.filter { !$0.isWhitespace }).map { FactValue.number($0) }
      return number.flatMap { fact.allows($0) ? $0 : nil }
    case (.code(let codes), .code(let text)):
      return nearest(to: text, among: codes).map { .code($0) }
    default: return nil
    }
  }

  func isGiven(_ fact: Fact.Index) -> Bool { candidates.contains { $0.fact == fact } }

  // MARK: together

  func readings(_ plain: Profile) -> Readings {
    var filled = plain
    for (fact, state) in candidates where !filled.isGiven(fact) { filled[fact] = state }
    var others = filled == plain ? [] : [filled]
    for (fact, state) in candidates where filled[fact] != state {
      var other = filled
      other[fact] = state
      others.append(other)
    }
    let ranged = candidates.filter { $0.state.range != nil }.map(\.fact)
    let disputed = ranged.filter { fact in candidates.count { $0.fact == fact } > 1 }
    var contradicted: Set<Fact.Index> = []
    for broken in vocabulary.brokenLaws(in: plain) + vocabulary.brokenLaws(in: filled) {
      switch broken {
      case .constraint(let constraint): contradicted.formUnion(constraint.holds.facts)
      case .onlyWhen(let fact): contradicted.formUnion(vocabulary[fact].onlyWhen?.facts.union([fact]) ?? [])
      }
    }
    return Readings(
      plain: plain, others: others,
      unreadable: unreadable.union(ranged.filter { !plain.isGiven($0) } + disputed),
      sheets: sheets, contradicted: contradicted, groupsWithUnknownNames: groupsWithUnknownNames)
  }
}
