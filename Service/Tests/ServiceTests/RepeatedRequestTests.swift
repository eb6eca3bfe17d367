import Testing

@testable import PlumblineService

/// What is kept for requests that are sent again.
struct RepeatedRequestTests {
  private let now = ContinuousClock.now

  private func key(_ name: String, _ client: String = "a") -> RepeatedRequests.Key {
    RepeatedRequests.Key(client: client, key: name)
  }

  private func state(_ known: RepeatedRequests.Known) -> String {
    switch known {
    case .no: "no"
    case .running: "running"
    case .answered: "answered"
    case .otherwise: "otherwise"
    }
  }

  @Test func `a request that is being answered is not begun again, and one client's key is not another's`() {
    let repeated = RepeatedRequests(most: 100, life: .seconds(10))
    #expect(state(repeated.begin(key("k"), [1], now: now)) == "no")
    #expect(state(repeated.begin(key("k"), [1], now: now)) == "running")
    #expect(state(repeated.begin(key("k"), [2], now: now)) == "otherwise")
    #expect(state(repeated.begin(key("k", "b"), [1], now: now)) == "no")
    repeated.end(key("k"), with: nil, now: now)
    #expect(state(repeated.begin(key("k"), [2], now: now)) == "no")
  }

  @Test func `answers are forgotten after their time, and the oldest first beyond the size`() {
    let repeated = RepeatedRequests(most: 100, life: .seconds(10))
    for number in 0..<20 {
      let name = "k\(number)"
      #expect(state(repeated.begin(key(name), [1], now: now)) == "no")
      repeated.end(key(name), with: Answered([UInt8](repeating: 0, count: 30)), now: now)
    }
    #expect(state(repeated.begin(key("k19"), [1], now: now)) == "answered")
    #expect(state(repeated.begin(key("k17"), [1], now: now)) == "answered")
    #expect(state(repeated.begin(key("k16"), [1], now: now)) == "no")
    #expect(state(repeated.begin(key("k19"), [1], now: now + .seconds(11))) == "no")
  }
}
