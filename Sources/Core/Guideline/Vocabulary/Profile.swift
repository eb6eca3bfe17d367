/// A patient's facts: for each fact of the vocabulary, a value or the reason why it is absent.
///
/// A plain value: it does not know where it was read from. It prints without the patient's values.
public struct Profile: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
  public var id: String?
  /// The day from which its dates were counted; nil if it was not read from a text.
  public var asOf: Day?
  /// Whether there are notes, which no rule reads.
  public var hasNotes = false
  /// The groups of facts that were answered together, and whether the answers were read back.
  public var together: [String: ReadBack] = [:]
  /// By `Fact.Index`.
  public private(set) var states: [FactState]
  /// Where facts came from, as far as it is known; empty for a profile that was written by hand.
  public private(set) var origins: [Fact.Index: Origin] = [:]

  public init(id: String? = nil, vocabulary: Vocabulary, asOf: Day? = nil) {
    self.id = id
    self.asOf = asOf
    states = Array(repeating: .absent(.notAsked), count: vocabulary.facts.count)
  }

  /// The same profile without the names of resources, which could identify the patient; what was taken together stays together.
  public var withoutSources: Profile {
    let sittings = Set(origins.values.compactMap(\.sitting)).sorted()
    var other = self
    for (index, origin) in origins {
      var origin = origin
      origin.source = nil
      origin.sitting = origin.sitting.flatMap { sittings.firstIndex(of: $0) }.map { "\($0 + 1)" }
      other.origins[index] = origin
    }
    return other
  }

  public subscript(index: Fact.Index) -> FactState {
    get { states[index] }
    set {
      // What is said now does not come from where another value came from.
      if !origins.isEmpty, states[index] != newValue { origins[index] = nil }
      states[index] = newValue
    }
  }

  /// Sets where the value of a fact came from.
  public mutating func set(_ origin: Origin, of index: Fact.Index) { origins[index] = origin }

  /// Whether it gives a single value.
  public func isKnown(_ index: Fact.Index) -> Bool { states[index].value != nil }

  /// Whether it gives a value or a range.
  public func isGiven(_ index: Fact.Index) -> Bool {
    if case .absent = states[index] { false } else { true }
  }

  /// Whether the patient was asked and did not answer.
  public func wasDeclined(_ index: Fact.Index) -> Bool { states[index] == .absent(.askedDeclined) }

  /// Returns the truth of a comparison that asks how a fact without a single value was given.
  package func truth(ofGiving comparison: Comparison) -> Truth {
    comparison.operator == .wasDeclined
      ? Truth(wasDeclined(comparison.fact)) : Truth(states[comparison.fact].range != nil)
  }

  public var description: String {
    "a profile with \(states.count { $0.value != nil }) of \(states.count) facts known"
  }

  public var debugDescription: String { description }
}

/// Whether answers that were given together were read back by name and confirmed.
public enum ReadBack: Sendable, Hashable {
  case no
  /// Confirmed, with who asked the patient: a name or a role, of at most `longest` bytes.
  case yes(askedBy: String)

  public static let longest = 200

  /// Confirmed by a person; nil if the text is no name: blank, too long, or with control characters.
  public init?(askedBy who: String) {
    let isPlain = who.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isPlain, who.utf8.count <= Self.longest, !who.allSatisfy(\.isWhitespace) else { return nil }
    self = .yes(askedBy: who)
  }

  /// Confirmed by a person who typed a name; nil if it is none: also if it is an answer, as yes, no or unsure.
  public init?(typed who: String) {
    let word = who.lowercased()
    guard Bool(typed: word) == nil, Absence(typed: word) == nil else { return nil }
    self.init(askedBy: who)
  }
}
