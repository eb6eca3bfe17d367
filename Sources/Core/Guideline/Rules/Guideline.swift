public import PlumblineText

/// The packs in force together: everything that a decision depends on besides the profile and the date.
///
/// A plain value. Every list is sorted by name, so that nothing depends on the order of files.
public struct Guideline: Sendable {
  public package(set) var domain: Domain
  public let packs: [Pack]
  public package(set) var vocabulary: Vocabulary
  public let sources: [String: Source]
  public package(set) var evidence: [String: EvidenceItem]
  public package(set) var pairings: [PairingName: Pairing]
  /// Evaluated together, first.
  public package(set) var stops: [Gate]
  /// By stage, in the order of the domain; within a stage by id.
  public package(set) var gates: [Gate]
  public package(set) var rules: [Rule]
  public package(set) var otherwise: Rule?
  public package(set) var vetoes: [Veto]
  public package(set) var conflicts: [Conflict]
  public package(set) var adaptations: [Adaptation]

  /// The fact that holds the patient's goal, if the vocabulary has one.
  public let goal: Fact.Index?
  /// The treatments that every recommendation shows side by side, in the domain's order.
  public package(set) var options: [TreatmentOption] = []
  /// The packs' promises; by pack, then name.
  public package(set) var properties: [Property] = []
  /// The language of its texts, in which a report about it is written.
  public package(set) var language = Language.english
  /// The vocabulary in the packs' own language, of a guideline in another one: for sentences that stand in both.
  public package(set) var vocabularyInSource: Vocabulary?
  /// The stops that hold the base treatment back, as its source language says; nil if this is the source.
  package var holdingInSource: Set<String>?
  /// The site's own settings; nil if no pack declares them.
  public package(set) var site: Site?
  /// Whether an alternative that lost by its rank is called that, as by all engines since 0.2.
  package private(set) var isFirstEdition = false

  package init(
    domain: Domain, packs: [Pack], vocabulary: Vocabulary, sources: [String: Source],
    evidence: [String: EvidenceItem],
    pairings: [PairingName: Pairing], stops: [Gate], gates: [Gate], rules: [Rule], otherwise: Rule?,
    vetoes: [Veto], conflicts: [Conflict], adaptations: [Adaptation], goal: Fact.Index?,
    options: [TreatmentOption] = [], properties: [Property] = []
  ) {
    self.domain = domain
    self.packs = packs
    self.vocabulary = vocabulary
    self.sources = sources
    self.evidence = evidence
    self.pairings = pairings
    self.stops = stops
    self.gates = gates
    self.rules = rules
    self.otherwise = otherwise
    self.vetoes = vetoes
    self.conflicts = conflicts
    self.adaptations = adaptations
    self.goal = goal
    self.options = options
    self.properties = properties
    self.vocabulary.ofToday = factsOfToday
  }

  /// The facts that stops read, with those from which they are computed, and the facts in the domain's group of flags.
  private var factsOfToday: Set<Fact.Index> {
    let flags = domain.stops.flags.map { $0 + "." }
    return facts(behind: stops).union(
      vocabulary.facts.indices.filter { index in
        flags.map { vocabulary[index].name.hasPrefix($0) } ?? false
      })
  }

  /// The facts of which a gate asks whether they were declined.
  package var declinable: Set<Fact.Index> {
    let comparisons = sites.flatMap(\.condition.comparisons)
    return Set(comparisons.filter { $0.operator == .wasDeclined }.map(\.fact))
  }

  /// The same guideline as engines before 0.2 decided by it: laws refuse profiles and say nothing else, and no alternative is called
  /// outranked.
  public var asInFirstEdition: Guideline {
    var other = self
    other.vocabulary = vocabulary.narrowing(by: .none)
    other.isFirstEdition = true
    return other
  }

  public subscript(pack id: String) -> Pack? { packs.first { $0.id == id } }
}

/// A pack as it was loaded: its manifest and the digest of its content.
public struct Pack: Sendable, Hashable {
  public var id: String
  public var version: Version
  public var title: String
  public var purpose: String
  public var authors: [String]
  /// The day by which the pack must be reviewed; after it every answer carries a caution.
  public var reviewBy: Day?
  public var requires: [String: Version]
  /// The lowest engine version that it needs; nil if it names none.
  public var engine: Version?
  public var attributes: SourceAttributes
  /// `sha256:…` over the names and bytes of its files.
  public var digest: String
  /// The number of declarations by kind.
  public var declares: [String: Int]
  public var files: [PackFile]
  public var place: Place
}

/// A file of a pack: its name within the pack, and its text.
public struct PackFile: Sendable, Hashable {
  public var name: String
  public var text: [UInt8]

  public init(name: String, text: [UInt8]) {
    self.name = name
    self.text = text
  }
}

/// A version of a pack: `1.2.3`. A requirement is met by the same major and at least that version.
public struct Version: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var major: Int
  public var minor: Int
  public var patch: Int

  public init(major: Int, minor: Int, patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `1`, `1.2` or `1.2.3`.
  public init?(_ text: String) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy(digits.contains) ? Int(part) : nil
    }
    guard (1...3).contains(parts.count), parts.allSatisfy({ $0.map { (0...99_999).contains($0) } ?? false })
    else { return nil }
    major = parts[0] ?? 0
    minor = parts.count > 1 ? parts[1] ?? 0 : 0
    patch = parts.count > 2 ? parts[2] ?? 0 : 0
  }

  /// This engine's version: a pack's `engine` is checked against it, and every decision holds it.
  public static let ofEngine = Version(major: 0, minor: 2, patch: 0)

  public func meets(_ requirement: Version) -> Bool { major == requirement.major && self >= requirement }
  public var description: String { "\(major).\(minor).\(patch)" }
  public static func < (left: Version, right: Version) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}
