internal import PlumblineGuideline

/// The codes of a vocabulary, and what each stands for in which resources. Made once for a vocabulary.
struct CodeIndex: Sendable {
  struct Key: Hashable {
    var system: String
    var code: String
  }

  /// A fact that a code stands for.
  struct Hit: Sendable {
    var fact: Fact.Index
    var code: FHIRMapping.Code
  }

  /// An item of a questionnaire.
  struct Item: Hashable, Sendable {
    var instrument: String
    /// From 1.
    var number: Int
  }

  let vocabulary: Vocabulary
  private var observations: [Key: [Hit]] = [:]
  private var conditions: [Key: [Hit]] = [:]
  private var procedures: [Key: [Hit]] = [:]
  private var devices: [Key: [Hit]] = [:]
  private var consents: [Key: [Hit]] = [:]
  /// Codes that stand for every code that begins with them, by their system.
  private var families: [String: [(prefix: String, hit: Hit)]] = [:]
  private var panels: Set<Key> = []
  private var items: [Key: Item] = [:]
  private var questions: [Key: Fact.Index] = [:]
  /// Instruments by the canonical URLs of their Questionnaires.
  private var questionnaires: [String: String] = [:]
  private var names: [String: Fact.Index] = [:]
  /// Facts that count from the onset of Conditions, or from Procedures, of another fact.
  private(set) var onsets: [Fact.Index: [Fact.Index]] = [:]
  private(set) var performed: [Fact.Index: [Fact.Index]] = [:]
  /// The facts that are the patient's age.
  private(set) var ages: [Fact.Index] = []

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    for index in vocabulary.givenFacts {
      let fact = vocabulary[index]
      names[fact.name] = index
      names[fact.declaredName] = names[fact.declaredName] ?? index
      guard let mapping = fact.fhir else { continue }
      for code in mapping.observations {
        observations[Key(code), default: []].append(Hit(fact: index, code: code))
      }
      for code in mapping.conditions { add(Hit(fact: index, code: code), to: \.conditions) }
      for code in mapping.procedures {
        procedures[Key(code), default: []].append(Hit(fact: index, code: code))
      }
      for code in mapping.devices { devices[Key(code), default: []].append(Hit(fact: index, code: code)) }
      for code in mapping.consents { consents[Key(code), default: []].append(Hit(fact: index, code: code)) }
      for question in mapping.questions {
        questions[Key(system: question.questionnaire, code: question.item)] = index
      }
      if mapping.isAge { ages.append(index) }
    }
    for index in vocabulary.givenFacts {
      if let of = vocabulary[index].fhir?.onsetOf.flatMap({ names[$0] }) {
        onsets[of, default: []].append(index)
      }
      if let of = vocabulary[index].fhir?.performedOf.flatMap({ names[$0] }) {
        performed[of, default: []].append(index)
      }
    }
    for instrument in vocabulary.instruments.values.sorted(by: { $0.name < $1.name }) { add(instrument) }
  }

  private mutating func add(_ hit: Hit, to place: WritableKeyPath<CodeIndex, [Key: [Hit]]>) {
    if hit.code.code.hasSuffix("-") {
      families[hit.code.system, default: []].append((String(hit.code.code.dropLast()), hit))
    } else {
      self[keyPath: place][Key(hit.code), default: []].append(hit)
    }
  }

  private mutating func add(_ instrument: Instrument) {
    questionnaires[Self.canonical(instrument.name)] = instrument.name
    for number in 1...instrument.itemCount {
      let item = Item(instrument: instrument.name, number: number)
      items[Key(system: CodeSystem.items, code: "\(instrument.name)/\(number)")] = item
    }
    guard let mapping = instrument.fhir else { return }
    panels.formUnion(mapping.panels.map(Key.init))
    for url in mapping.questionnaires { questionnaires[url] = instrument.name }
    for (place, code) in mapping.items.enumerated() {
      items[Key(code)] = Item(instrument: instrument.name, number: place + 1)
    }
  }

  /// The canonical URL of a questionnaire that is exported from packs.
  static func canonical(_ instrument: String) -> String { "urn:plumbline:questionnaire:\(instrument)" }
  /// The canonical URL of the questionnaire that asks for every fact.
  static let ofFacts = "urn:plumbline:facts"
  static func isOurs(_ url: String) -> Bool { url == ofFacts || url.hasPrefix(canonical("")) }

  // MARK: looking up

  func observations(_ codings: [Coding]) -> [Hit] { hits(codings) { observations[$0] ?? own($0) } }
  func procedures(_ codings: [Coding]) -> [Hit] { hits(codings) { procedures[$0] ?? [] } }
  func devices(_ codings: [Coding]) -> [Hit] { hits(codings) { devices[$0] ?? [] } }
  func consents(_ codings: [Coding]) -> [Hit] { hits(codings) { consents[$0] ?? [] } }

  func conditions(_ codings: [Coding]) -> [Hit] {
    hits(codings) { key in
      conditions[key]
        ?? (families[key.system] ?? []).filter { key.code.hasPrefix($0.prefix) }.map(\.hit)
    }
  }

  private func hits(_ codings: [Coding], _ found: (Key) -> [Hit]) -> [Hit] {
    var hits: [Hit] = []
    for key in codings.compactMap(Key.init) {
      for hit in found(key)
      where !hits.contains(where: { $0.fact == hit.fact && $0.code.value == hit.code.value }) {
        hits.append(hit)
      }
    }
    return hits
  }

  /// The fact whose own name is the code.
  private func own(_ key: Key) -> [Hit] {
    guard key.system == CodeSystem.facts, let fact = names[key.code] else { return [] }
    return [Hit(fact: fact, code: Self.ownCode(key.code))]
  }

  static func ownCode(_ name: String) -> FHIRMapping.Code {
    FHIRMapping.Code(system: CodeSystem.facts, code: name, display: name, confirmed: true)
  }

  /// The fact and the value that a code of the vocabulary's own means: `goal.primary#function`.
  func ownValue(_ coding: Coding) -> (fact: Fact.Index, value: FactValue)? {
    guard coding.system == CodeSystem.facts, let code = coding.code, let hash = code.firstIndex(of: "#"),
      let fact = names[String(code[..<hash])]
    else { return nil }
    let value = FactValue.code(vocabulary[fact].code(written: String(code[code.index(after: hash)...])))
    return vocabulary[fact].allows(value) ? (fact, value) : nil
  }

  func isPanel(_ codings: [Coding]) -> Bool { codings.compactMap(Key.init).contains(where: panels.contains) }

  /// The items that codes stand for: more than one if they contradict each other.
  func items(_ codings: [Coding]) -> Set<Item> { Set(codings.compactMap(Key.init).compactMap { items[$0] }) }

  func fact(named name: String) -> Fact.Index? { names[name] }

  func fact(askedBy questionnaire: String, _ item: String) -> Fact.Index? {
    questions[Key(system: questionnaire, code: item)]
  }

  func instrument(askedBy questionnaire: String) -> Instrument? {
    questionnaires[questionnaire].flatMap { vocabulary.instruments[$0] }
  }
}

extension CodeIndex.Key {
  /// Nil for a code without its system.
  init?(_ coding: Coding) {
    guard let system = coding.system, let code = coding.code else { return nil }
    self.init(system: system, code: code)
  }

  init(_ code: FHIRMapping.Code) { self.init(system: code.system, code: code.code) }
}
