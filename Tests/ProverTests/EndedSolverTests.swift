import PlumblineTestSupport
import Testing

@testable import PlumblineProver

/// A solver that ends while it is asked.
@Suite struct EndedSolverTests {
  @Test func `a question to a solver that has ended is undecided, and does not end the process`() async throws
  {
    let verdict = try await Z3(timeout: 5).session { session in
      try await session.report("(exit)\n")
      // More than a pipe holds, so that some of it is written after the end.
      for _ in 0..<100 { try await session.report(String(repeating: "; nothing\n", count: 1000)) }
      return try await session.find(["true"], values: [])
    }
    guard case .undecided = verdict else {
      Issue.record("\(verdict)")
      return
    }
  }
}
