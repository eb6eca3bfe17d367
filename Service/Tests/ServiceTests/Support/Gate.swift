import Glibc
import Plumbline
import PlumblineEngine
import Synchronization

/// Holds every ordinary decision until it is opened, so that all threads that decide are at work, and as many requests wait as a test wants.
///
/// A stop never comes to it: it is decided by the stops alone.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var held = 0
  }
  private let state = Mutex(State())

  /// A test that is wrong ends, and fails, after this many steps of 10 ms.
  private static let patience = 1_000

  /// How many decisions it holds now.
  var held: Int { state.withLock { $0.held } }

  /// Whether nothing has passed it so far.
  var isClosed: Bool { state.withLock { !$0.isOpen } }

  func open() { state.withLock { $0.isOpen = true } }

  private func pass() {
    state.withLock { $0.held += 1 }
    for _ in 0..<Self.patience where isClosed { usleep(10_000) }
    state.withLock { state in
      state.held -= 1
      state.isOpen = true
    }
  }

  /// The repository's packs, with a rule whose script waits at the gate.
  ///
  /// - Parameter folder: where they are written.
  func packs(in folder: String) throws -> JointEvaluator {
    let rules = "\(folder)/Rules"
    let script =
      #"scripted "waits" { reads = { patient.age }, says = "always", test = function(facts) return true end }"#
    system("cp -r '\(Served.root)/Rules' '\(rules)'")
    system(
      "sed -i 's/all { high_fear, goal/all { high_fear, \(script), goal/' '\(rules)/psychological-pairing/rules.lua'"
    )
    return try JointEvaluator(DecisionSupport(packs: [rules]).guidelines) { guarded in
      Evaluator(guarded) { _, _ in
        self.pass()
        return .boolean(true)
      }
    }
  }
}
