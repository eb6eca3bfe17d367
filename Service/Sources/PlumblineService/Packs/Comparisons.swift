internal import PlumblineConsole
internal import PlumblineJSON

/// Comparisons of packs, made one after the other, and kept until others are asked for.
actor Comparisons {
  /// Whether as many are being made or wait as may.
  struct Full: Error {}

  private enum State {
    case running(since: ContinuousClock.Instant)
    case done(ConsoleComparison)
  }

  private var states: [String: State] = [:]
  /// The oldest comes first.
  private var order: [String] = []
  private var last: Task<Void, Never>?
  private let most: Int

  /// - Parameter most: how many may be made or wait at a time.
  init(most: Int) { self.most = most }

  /// How many that are done are kept.
  private static let mostKept = 8

  /// Begins a comparison, unless it is being made, or is known and not to be made again.
  ///
  /// - Parameter make: makes it, and says at what time.
  func begin(
    _ key: String, again: Bool, _ make: @escaping @Sendable () async throws -> (JSONValue, time: String)
  ) throws(Full) {
    switch states[key] {
    case .running: return
    case .done where !again: return
    case .done, nil: break
    }
    guard states.count(where: { if case .running = $0.value { true } else { false } }) < most else {
      throw Full()
    }
    states[key] = .running(since: .now)
    order.removeAll { $0 == key }
    order.append(key)
    let before = last
    last = Task {
      await before?.value
      let found: ConsoleComparison
      do {
        let (value, time) = try await make()
        found = .made(value, at: time)
      } catch {
        found = .failed("\(error)")
      }
      states[key] = .done(found)
      forget()
    }
  }

  private func forget() {
    var known = order.filter { if case .done = states[$0] { true } else { false } }
    while known.count > Self.mostKept {
      let oldest = known.removeFirst()
      states[oldest] = nil
      order.removeAll { $0 == oldest }
    }
  }

  /// What is known of a comparison that was begun, as soon as it is made, and after some time at the latest.
  func state(of key: String, within patience: Duration) async -> ConsoleComparison? {
    let end = ContinuousClock.now + patience
    while true {
      switch states[key] {
      case .done(let found): return found
      case .running(let since):
        guard .now < end, !Task.isCancelled else { return .running(.now - since) }
        try? await Task.sleep(for: .milliseconds(50))
      case nil: return nil
      }
    }
  }
}
