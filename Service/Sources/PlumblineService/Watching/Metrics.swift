internal import Synchronization

/// Counts and times since the start, as Prometheus reads them. Nothing of a patient is in them.
final class Metrics: Sendable {
  enum Counter: String, CaseIterable, Sendable {
    case requests = "plumbline_requests_total"
    case decisions = "plumbline_decisions_total"
    case records = "plumbline_records_total"
    case stopsNotRecorded = "plumbline_stops_not_recorded_total"
    case stopsRecordedAfterAll = "plumbline_stops_recorded_after_all_total"
    case withheld = "plumbline_answers_withheld_total"
    case recordsLost = "plumbline_records_lost_total"
    case refusedAtBound = "plumbline_refused_at_bound_total"
    case feedback = "plumbline_feedback_total"
    case tokensRefused = "plumbline_tokens_refused_total"
    case reloads = "plumbline_reloads_total"
    case fetches = "plumbline_fetches_total"
    case cohortRows = "plumbline_cohort_rows_total"
    case keyFetches = "plumbline_key_fetches_total"
    case signIns = "plumbline_sign_ins_total"

    fileprivate var help: String {
      switch self {
      case .requests: "Requests by route and status."
      case .decisions: "Answers by decision; refused for an input that cannot be read."
      case .records: "Answers committed to the ledger."
      case .stopsNotRecorded: "Stops that were shown without their record, because they must not wait."
      case .stopsRecordedAfterAll:
        "Stops that were shown as not recorded while their record was written, which says otherwise."
      case .withheld: "Answers that were not given because they could not be recorded."
      case .recordsLost: "Stops that were shown and will not be recorded."
      case .refusedAtBound: "Requests refused because as many wait as may, by what they wait for."
      case .feedback: "Feedback recorded, by kind; again for what was recorded already."
      case .tokensRefused: "Signed tokens refused, before their signature was checked or before their use."
      case .reloads: "Packs and lists of clients that were put into force, or refused, while the service ran."
      case .cohortRows: "Lines of cohorts, answered or refused."
      case .fetches:
        "Parts of records that were fetched from their server: whole, in part, failed, or not at all since it is busy."
      case .keyFetches: "Fetches of issuers' keys from their address."
      case .signIns:
        "Sign-ins at the issuer: done, without a role, refused since they were not begun here, or failed."
      }
    }
  }

  enum Histogram: String, CaseIterable, Sendable {
    case requestSeconds = "plumbline_request_seconds"
    case commitSeconds = "plumbline_commit_seconds"

    fileprivate var help: String {
      switch self {
      case .requestSeconds: "From the head of a request to its answer."
      case .commitSeconds: "One commit to the ledger."
      }
    }
  }

  /// Something that is counted when it is asked for.
  struct Gauge {
    var name: String
    var help: String
    var value: Int
  }

  private static let bounds: [(seconds: Double, text: String)] = [
    (0.001, "0.001"), (0.0025, "0.0025"), (0.005, "0.005"), (0.01, "0.01"), (0.025, "0.025"), (0.05, "0.05"),
    (0.1, "0.1"), (0.25, "0.25"), (0.5, "0.5"), (1, "1"), (2.5, "2.5"), (5, "5"),
  ]

  private struct Times {
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
    var count = 0
    var sum = 0.0
  }

  private struct State {
    var counts: [Counter: [String: Int]] = [:]
    var times: [Histogram: Times] = [:]
  }
  private let state = Mutex(State())

  /// - Parameter labels: `route="/healthz",status="200"`; every value is one of a few that this program chooses.
  func count(_ counter: Counter, _ labels: String = "", by amount: Int = 1) {
    state.withLock { $0.counts[counter, default: [:]][labels, default: 0] += amount }
  }

  func observe(_ histogram: Histogram, _ time: Duration) {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    state.withLock { state in
      var times = state.times[histogram] ?? Times()
      times.count += 1
      times.sum += seconds
      for (place, bound) in Self.bounds.enumerated() where seconds <= bound.seconds {
        times.buckets[place] += 1
      }
      state.times[histogram] = times
    }
  }

  func value(_ counter: Counter, _ labels: String = "") -> Int {
    state.withLock { $0.counts[counter]?[labels] ?? 0 }
  }

  /// Prometheus' text format 0.0.4.
  func text(_ gauges: [Gauge]) -> String {
    let state = state.withLock { $0 }
    var lines: [String] = []
    for counter in Counter.allCases {
      lines += ["# HELP \(counter.rawValue) \(counter.help)", "# TYPE \(counter.rawValue) counter"]
      let series = state.counts[counter] ?? ["": 0]
      lines += series.sorted { $0.key < $1.key }.map { "\(counter.rawValue)\(braced($0.key)) \($0.value)" }
    }
    for gauge in gauges {
      lines += [
        "# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge", "\(gauge.name) \(gauge.value)",
      ]
    }
    for histogram in Histogram.allCases {
      let (name, times) = (histogram.rawValue, state.times[histogram] ?? Times())
      lines += ["# HELP \(name) \(histogram.help)", "# TYPE \(name) histogram"]
      lines += zip(Self.bounds, times.buckets).map { "\(name)_bucket{le=\"\($0.text)\"} \($1)" }
      lines += [
        "\(name)_bucket{le=\"+Inf\"} \(times.count)", "\(name)_sum \(times.sum)",
        "\(name)_count \(times.count)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }
}
