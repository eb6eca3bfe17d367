import Plumbline

/// Packs that cannot decide, and the stops among them that can still be checked.
struct RefusedPacks: Error {
  let fault: Fault
  let problems: [Refusal.Problem]
  /// The packs that could be read.
  let folders: [PackFolder]

  /// Returns the stops that still load; nil if none does.
  func stops() -> StopsThatLoad? { StopsThatLoad(of: folders) }
}
