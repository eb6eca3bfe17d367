/// A guideline that may decide about patients: it has its safety stops.
///
/// This is the only door from packs to decisions: an evaluator that anybody outside can make takes nothing else. What the stops
/// themselves must be like was checked when the packs were loaded.
public struct GuardedGuideline: Sendable {
  public let guideline: Guideline

  /// - Throws: ``UnguardedGuideline`` where the pack of stops is not among the packs, or declares no stop.
  public init(_ guideline: Guideline) throws(UnguardedGuideline) {
    let stops = BuiltInDomain.stops
    guard guideline[pack: stops] != nil, guideline.stops.contains(where: { $0.id.hasPrefix("\(stops)/") })
    else {
      throw UnguardedGuideline()
    }
    self.guideline = guideline
  }
}

/// Packs without their safety stops: nothing is decided by them.
public struct UnguardedGuideline: Error, CustomStringConvertible {
  /// What is said of these packs, after their name: `the packs in force`.
  public static let reason = "have no '\(BuiltInDomain.stops)': nothing is decided without its stops"

  public var description: String { "the packs \(Self.reason); add that pack" }
}
