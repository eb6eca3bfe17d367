/// The field of care that a guideline is for, as one of its packs declares it: what every recommendation begins with, what is
/// measured and when, the stages before the rules, and which pack stops.
///
/// The engine knows no other field than the one that it is given.
public struct Domain: Sendable, Hashable {
  /// `chronic-back-pain`.
  public let name: String
  public let title: String
  /// The part that every pairing begins with; nil if there is none.
  public let base: String?
  /// The parts that follow the base in a pairing's name, in this order; the others come after them by alphabet.
  public let leadingParts: [String]
  /// The stages after the stops, in the order in which they are evaluated.
  public let stages: [Gate.Stage]
  public let outcomes: [Outcome]
  /// The treatments that are shown side by side, in this order; options that it does not name come last.
  public let options: [String]
  /// When a patient is looked at again after a recommendation, in words; empty if the domain does not say.
  public let reassess: [String]
  /// From the earliest to the latest.
  public let timepoints: [Timepoint]
  public let stops: Stops
  /// Groups of facts, and single facts, in the order in which a clinician asks about them; empty if the domain does not say.
  public let order: [String]
  /// The fact that holds the patient's goal, if the domain names it; else the vocabulary marks it.
  public let goal: Goal?
  /// What every recommendation says of itself, before that it does not replace judgement; nil if it says nothing more.
  public let disclaimer: String?
  /// Whether a pack declares it.
  public let isDeclared: Bool
  public let place: Place
  /// Whom a page that is handed over says how to reach, in this order; a contact that the site did not set is said to be missing.
  public internal(set) var contacts = Site.Contact.allCases
  /// What a part is called, if not by its name with spaces.
  package var wordsOfParts: [String: String] = [:]

  /// Where the safety stops are, and what keeps them safe.
  public struct Stops: Sendable, Hashable {
    /// The pack that holds them.
    public let pack: String
    /// The group of facts each of which must stop by itself, `red_flags`; nil if there is none.
    public let flags: String?
    /// The stops that may pass while they are unknown, since they ask: names in that pack.
    public let mayAsk: [String]

    package init(pack: String, flags: String?, mayAsk: [String]) {
      self.pack = pack
      self.flags = flags
      self.mayAsk = mayAsk
    }
  }

  /// The fact that holds the patient's goal, and the outcome that answers each of its codes.
  public struct Goal: Sendable, Hashable {
    public let fact: String
    public let outcomes: [String: Outcome]

    package init(fact: String, outcomes: [String: Outcome]) {
      self.fact = fact
      self.outcomes = outcomes
    }
  }

  package init(
    name: String, title: String, base: String?, leadingParts: [String], stages: [Gate.Stage],
    outcomes: [Outcome], options: [String] = [], reassess: [String] = [], timepoints: [Timepoint],
    stops: Stops, order: [String] = [], goal: Goal? = nil,
    disclaimer: String?, isDeclared: Bool, place: Place
  ) {
    self.name = name
    self.title = title
    self.base = base
    self.leadingParts = leadingParts
    self.stages = stages
    self.outcomes = outcomes
    self.options = options
    self.reassess = reassess
    self.timepoints = timepoints
    self.stops = stops
    self.order = order
    self.goal = goal
    self.disclaimer = disclaimer
    self.isDeclared = isDeclared
    self.place = place
  }

  /// A part in words: "pain education".
  public func words(ofPart part: String) -> String {
    wordsOfParts[part] ?? part.replacing("-", with: " ")
  }

  /// Returns the same domain with other words.
  func saying(
    title: String, stages: [Gate.Stage], outcomes: [Outcome], reassess: [String], timepoints: [Timepoint],
    disclaimer: String?
  ) -> Domain {
    let byName = Dictionary(outcomes.map { ($0.name, $0) }) { first, _ in first }
    let goal = goal.map {
      Goal(fact: $0.fact, outcomes: $0.outcomes.mapValues { byName[$0.name] ?? $0 })
    }
    var said = Domain(
      name: name, title: title, base: base, leadingParts: leadingParts, stages: stages, outcomes: outcomes,
      options: options, reassess: reassess, timepoints: timepoints, stops: stops, order: order, goal: goal,
      disclaimer: disclaimer, isDeclared: isDeclared,
      place: place)
    said.contacts = contacts
    return said
  }

  /// The order of the parts in a pairing's name, in words.
  package var orderOfParts: String {
    let first = [base].compactMap { $0 } + leadingParts
    return (first + ["the rest by alphabet"]).joined(separator: ", then ")
  }

  /// Every timepoint that evidence may have.
  package var allTimepoints: [Timepoint] { timepoints + [.mixed, .notStated] }

  /// The pairing of these parts, in the domain's order; repeated parts count once.
  public func pairing(_ parts: some Sequence<String>) -> PairingName {
    PairingName(ordered: Set(parts).sorted { (order($0), $0) < (order($1), $1) })
  }

  /// The pairing of the base, if the domain has one, and these parts.
  public func pairing(onBase parts: [String]) -> PairingName { pairing((base.map { [$0] } ?? []) + parts) }

  /// Gates by stage, in the order of the stages; within a stage in their own order.
  package func inOrder(_ gates: [Gate]) -> [Gate] {
    stages.flatMap { stage in gates.filter { $0.kind.stage == stage } }
  }

  /// Options in the order of the domain, then those that it does not name, by name.
  package func inOrder(_ options: [TreatmentOption]) -> [TreatmentOption] {
    let places = Dictionary(self.options.enumerated().map { ($1, $0) }) { first, _ in first }
    func place(_ option: TreatmentOption) -> (Int, String) {
      (places[option.name] ?? self.options.count, option.name)
    }
    return options.sorted { place($0) < place($1) }
  }

  /// Reads `exercise+pain-education`, its parts in any order.
  public func pairing(_ text: String) -> PairingName {
    pairing(text.split(separator: "+").map(String.init))
  }

  private func order(_ part: String) -> Int {
    if part == base { return -1 }
    return leadingParts.firstIndex(of: part) ?? leadingParts.count
  }
}

extension Gate {
  /// A step after the stops: its gates are evaluated together, before those of the next stage. Equal by name.
  public struct Stage: Sendable, Hashable, CustomStringConvertible {
    public let name: String
    /// In words: "adult and region".
    public let words: String

    package init(_ name: String, words: String? = nil) {
      self.name = name
      self.words = words ?? name.replacing("-", with: " ")
    }

    public var description: String { name }
    public static func == (left: Stage, right: Stage) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }
}

/// An outcome that a recommendation claims to change. Equal by name.
public struct Outcome: Sendable, Hashable, CustomStringConvertible {
  public let name: String
  /// In words: "return to work".
  public let words: String
  /// In plain words for the patient, as something that can get better: "doing more in daily life"; nil if the pack does not say.
  public let forPatient: String?
  /// Phrases of a sentence that promises the outcome, by which `check` finds promises without evidence.
  public let promises: Promises

  /// What a sentence may say of an outcome, as words with their alternatives: `function|functioning`.
  public struct Promises: Sendable, Hashable {
    /// What gets more or better: "function" in "improves function".
    public let improved: [String]
    /// What gets less: "disability" in "less disability".
    public let eased: [String]
    /// Whole phrases: `sooner|earlier back to work`.
    public let phrases: [String]

    package init(improved: [String] = [], eased: [String] = [], phrases: [String] = []) {
      self.improved = improved
      self.eased = eased
      self.phrases = phrases
    }
  }

  package init(
    _ name: String, words: String? = nil, forPatient: String? = nil, promises: Promises = Promises()
  ) {
    self.name = name
    self.forPatient = forPatient
    self.words = words ?? name.replacing("-", with: " ")
    self.promises = promises
  }

  public var description: String { name }
  public static func == (left: Outcome, right: Outcome) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// When an outcome was measured, counted from the end of treatment. Equal by name.
public struct Timepoint: Sendable, Hashable, CustomStringConvertible {
  public let name: String
  /// In words: "6 to <12 months".
  public let words: String
  /// In plain words for the patient: "some months after"; nil if the pack does not say.
  public let forPatient: String?
  /// Its first month; nil for mixed times, and if the time is not stated.
  public let from: Int?

  package init(_ name: String, words: String, forPatient: String? = nil, from: Int?) {
    self.name = name
    self.forPatient = forPatient
    self.words = words
    self.from = from
  }

  /// In every domain: measured at several times.
  public static let mixed = Timepoint("mixed", words: "mixed times", from: nil)
  /// In every domain: the time was not published, or not seen.
  public static let notStated = Timepoint("not-stated", words: "time not stated", from: nil)

  public var description: String { name }
  public static func == (left: Timepoint, right: Timepoint) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
