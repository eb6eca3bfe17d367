import Plumbline

/// Packs that nothing is decided by, and what their stops can still be asked.
struct RefusedPacks: Error {
  let fault: Fault
  let problems: [Refusal.Problem]
  /// The packs that could be read.
  let folders: [PackFolder]

  /// The stops that load all the same; nil where none does.
  func stops() -> Evaluator? { StopsThatLoad.evaluator(of: folders) }
}
