/// A check that comes before any rule: a stop, or a gate of a stage.
public struct Gate: Sendable, Hashable {
  public enum Urgency: String, Sendable, CaseIterable, Comparable {
    case emergency
    case sameDay = "same-day"
    case urgent

    private var order: Int {
      switch self {
      case .emergency: 0
      case .sameDay: 1
      case .urgent: 2
      }
    }

    /// Most urgent first.
    public static func < (left: Urgency, right: Urgency) -> Bool { left.order < right.order }
  }

  public enum Kind: Sendable, Hashable {
    case stop(Urgency)
    case `defer`(Stage)
    case exclude(Stage)
    /// Blocks while none of `anyOf` is known, for patients for whom the condition is not false; without facts, when it is true.
    case needData(Stage, anyOf: [Fact.Index])

    /// nil for a stop.
    public var stage: Stage? {
      switch self {
      case .stop: nil
      case .defer(let stage), .exclude(let stage), .needData(let stage, _): stage
      }
    }
  }

  /// A question that settles a stop which may pass while it is unknown.
  public struct Question: Sendable, Hashable {
    public var fact: Fact.Index
    /// The question is asked only where this fact was given; nil if always.
    public var after: Fact.Index?
    /// What the answer says while it is open: "Suicidal thoughts: not asked."
    public var says: String
  }

  /// `pack/name`.
  public var id: String
  public var kind: Kind
  public var title: String
  /// nil for a `need_data` that only names facts.
  public var when: Condition?
  public var because: String
  public var action: String
  public var sources: [String]
  /// Why an unknown answer may pass with a caution; nil if unknown blocks.
  public var asksWhenUnknown: String?
  /// The questions of a stop that may pass while it is unknown, in the order in which they are asked.
  public var questions: [Question] = []
  /// What an answer says of such a stop once it is settled, with the patient's values; nil if it says nothing.
  public var settledSays: String?
  /// The stop whose question a `need_data` demands, `pack/name`: while it does, the question comes first, whatever is decided.
  public var settles: String?
  /// For a stop, the signs by which a patient knows it, in plain words, as sentences; nil if the pack does not say.
  public var signs: String?
  /// For a gate that defers or excludes, what the patient's page says then, in plain words; nil if it says the same of all of them.
  public var forPatient: String?
  public var place: Place

  package init(
    id: String, kind: Kind, title: String, when: Condition? = nil, because: String, action: String,
    sources: [String], asksWhenUnknown: String? = nil, questions: [Question] = [], settles: String? = nil,
    signs: String? = nil,
    settledSays: String? = nil, place: Place
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.when = when
    self.because = because
    self.action = action
    self.sources = sources
    self.asksWhenUnknown = asksWhenUnknown
    self.questions = questions
    self.settles = settles
    self.signs = signs
    self.settledSays = settledSays
    self.place = place
  }

  /// The facts of which a `need_data` needs one; empty if it, or another gate, names none.
  package var needed: [Fact.Index] {
    if case .needData(_, let anyOf) = kind { anyOf } else { [] }
  }

  /// A `need_data` with its facts alone.
  package var withoutCondition: Gate {
    var bare = self
    bare.when = nil
    return bare
  }

  /// The facts that it reads.
  public var facts: Set<Fact.Index> {
    var facts = when?.facts ?? []
    facts.formUnion(needed)
    return facts
  }
}

extension Guideline {
  /// The stops, `pack/name`, whose action names the part that every pairing begins with: it does not start while one of them is true.
  public var holdingStops: Set<String> {
    if let holdingInSource { return holdingInSource }
    guard let base = domain.base?.replacing("-", with: " ") else { return [] }
    return Set(stops.filter { $0.action.lowercased().contains(base) }.map(\.id))
  }
}
