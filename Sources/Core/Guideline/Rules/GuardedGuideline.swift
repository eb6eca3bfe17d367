/// A guideline that may decide for patients: it has its safety stops.
///
/// This is the only way from packs to decisions: the public evaluator accepts nothing else. The stops themselves were checked
/// when the packs were loaded.
public struct GuardedGuideline: Sendable {
  public let guideline: Guideline

  /// - Throws: ``UnguardedGuideline`` if the pack of stops is not among the packs, or declares no stop.
  public init(_ guideline: Guideline) throws(UnguardedGuideline) {
    let stops = BuiltInDomain.stops
    guard guideline[pack: stops] != nil, guideline.stops.contains(where: { $0.id.hasPrefix("\(stops)/") })
    else {
      throw UnguardedGuideline()
    }
    self.guideline = guideline
  }
}

/// Packs without their safety stops, which therefore decide nothing.
public struct UnguardedGuideline: Error, CustomStringConvertible {
  /// The rest of the sentence after the packs' name, `the packs in force`.
  public static let reason = "have no '\(BuiltInDomain.stops)': nothing is decided without its stops"

  public var description: String { "the packs \(Self.reason); add that pack" }
}
