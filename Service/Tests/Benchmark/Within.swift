import Glibc
import Logging
import Plumbline
import PlumblineEngine
import PlumblineGuideline
import PlumblineHost
import PlumblineInterchange
import PlumblineLedger
import PlumblineService

/// Answers without HTTP: the same reading, deciding, rendering and recording, by callers in the same process.
enum Within {
  static func run(rules: String, ledger: String, profile: [UInt8], callers: Int, seconds: Int) async throws {
    let evaluator = try JointEvaluator(DecisionSupport(packs: [rules]).guidelines) {
      Evaluator(withScriptsOf: $0)
    }
    var settings = ServiceSettings(host: "127.0.0.1", port: 0, ledger: LedgerPlace(ledger), token: nil)
    settings.clock = .fixed(on: Day(year: 2026, month: 11, day: 20) ?? .last)
    var quiet = Logger(label: "within")
    quiet.logLevel = .critical
    let service = Service(evaluator, settings, threads: Surroundings.processors, logger: quiet)
    let began = ContinuousClock.now
    let end = began + .seconds(seconds)
    let times = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for _ in 0..<callers {
        group.addTask {
          var times: [Duration] = []
          while ContinuousClock.now < end {
            let asked = ContinuousClock.now
            _ = try await service.decide(profile)
            times.append(ContinuousClock.now - asked)
          }
          return times
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    Main.say(Result(times: times, failed: 0, lasted: ContinuousClock.now - began).line)
    // It was never run, so only the end of the process ends it; its client may not be released before that.
    withExtendedLifetime(service) { exit(0) }
  }
}
