import PlumblineFHIR
import PlumblineGuideline
import PlumblineHost
import PlumblineInterchange
import PlumblineJSON
import Testing

@testable import PlumblineService

extension InTurn {
  /// Whatever comes is read, or refused with its problems; nothing ends the service.
  struct HostileTests {
    /// Changes of a text, the same for the same seed.
    private struct Changes {
      var state: UInt64

      mutating func below(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(1, count)
      }

      /// The text with one to four places replaced, removed, doubled or swapped with another.
      mutating func changed(_ text: [UInt8]) -> [UInt8] {
        var text = text
        let marks = Array(#"{}[]",:\0 1-e.tfn"#.utf8) + [0x00, 0x80, 0xFF]
        for _ in 0...below(3) where !text.isEmpty {
          let start = below(text.count)
          let end = min(text.count, start + 1 + below(40))
          switch below(5) {
          case 0: text[start] = marks[below(marks.count)]
          case 1: text.removeSubrange(start..<end)
          case 2: text.insert(contentsOf: text[start..<end], at: below(text.count))
          case 3: text.swapAt(start, below(text.count))
          default: text.removeSubrange(start...)
          }
        }
        return text
      }
    }

    private static let limits = JSONLimits(bytes: 1 << 20, depth: 64, stringBytes: 1 << 16, values: 100_000)

    @Test(arguments: [1, 2, 3, 4]) func `a request that is changed anywhere is answered or refused`(
      seed: UInt64
    ) throws {
      let desk = Desk(evaluator: try #require(Served.evaluator), zone: .utc)
      let text = Array(Requests.stop.canonical)
      var changes = Changes(state: seed)
      var (answered, refused) = (0, 0)
      for _ in 0..<250 {
        do {
          let request = try HookRequest(changes.changed(text), for: "patient-view", limits: Self.limits)
          let checked = try desk.check(request.record.canonical, patient: request.patient, asOf: Served.day)
          let finding = try desk.decide(checked.reading, asOf: Served.day, form: .markdown)
          #expect(checked.mayStop == finding.isUrgent)
          guard case .shown(let shown) = finding.outcome else { continue }
          let card = Card(
            shown, finding.intake, .failed,
            finding.submission.render(finding.submission.consultation.profile.id, .failed), uuid: nil,
            patient: request.patient, gaps: request.gaps(["patient"]), desk.guidelines)
          #expect((1..<140).contains(card.summary.unicodeScalars.count))
          answered += 1
        } catch let problem as Problem {
          #expect(problem.response.status.code == 400)
          refused += 1
        } catch is Desk.Unreadable {
          refused += 1
        }
      }
      #expect(answered > 5 && refused > 50, "\(answered) \(refused)")
    }

    @Test func `feedback that is changed anywhere is read or refused`() throws {
      let text = Array(
        #"{"feedback":[{"card":"00000000-0000-869d-9d58-e9b997292d26","outcome":"overridden","overrideReason":{"reason":{"code":"limited-time"},"userComment":"no"},"outcomeTimestamp":"2026-11-20T10:00:00Z"}]}"#
          .utf8)
      var changes = Changes(state: 7)
      var refused = 0
      for _ in 0..<3_000 {
        do {
          _ = try Feedback(changes.changed(text))
        } catch {
          #expect(error.status.code == 400)
          refused += 1
        }
      }
      #expect(refused > 500)
    }
  }
}
