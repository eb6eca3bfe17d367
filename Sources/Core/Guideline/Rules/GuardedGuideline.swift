/// A guideline that may decide for patients: it has its safety stops.
///
/// This is the only way from packs to decisions: the public evaluator accepts nothing else. The stops themselves were checked
/// when the packs were loaded.
public struct GuardedGuideline: Sendable {
  public let guideline: Guideline

  /// - Throws: ``UnguardedGuideline`` if the pack of stops is not among the packs, or declares no stop; or if no pack says what is
  ///   recommended when no rule is chosen.
  public init(_ guideline: Guideline) throws(UnguardedGuideline) {
    let stops = guideline.domain.stops.pack
    guard guideline[pack: stops] != nil, guideline.stops.contains(where: { $0.id.hasPrefix("\(stops)/") })
    else { throw .withoutStops(pack: guideline.domain.isDeclared ? stops : nil) }
    self.guideline = guideline
    if guideline.domain.isDeclared, guideline.otherwise == nil { throw .withoutOtherwise }
  }

  /// For refusals, which report stops and decide nothing else: any stop will do. Nil if there is none.
  package init?(reportingStopsOf guideline: Guideline) {
    if guideline.stops.isEmpty { return nil }
    self.guideline = guideline
  }
}

/// Packs that decide nothing, and why.
public enum UnguardedGuideline: Error, CustomStringConvertible {
  /// The pack of stops is missing, or declares none; nil if no pack declares a domain, which would name it.
  case withoutStops(pack: String?)
  /// A treatment that no pack declares is never recommended.
  case withoutOtherwise

  /// The rest of the sentence after the packs' name, `the packs in force`.
  public var reason: String {
    switch self {
    case .withoutStops(let pack?):
      "have no stops in '\(pack)': nothing is decided without its stops; add them"
    case .withoutStops(nil):
      "have no pack of stops, which declares the domain: nothing is decided without it; add that pack"
    case .withoutOtherwise:
      "declare no `otherwise`: a patient for whom no rule is chosen would get a treatment that no pack declares; add the pack that declares one"
    }
  }

  public var description: String { "the packs \(reason)" }
}
