internal import PlumblineAudit
internal import PlumblineGuideline
internal import PlumblineLedger
internal import PlumblinePresentation
internal import Synchronization

/// An answer on its way to its record, and somebody who waits for it.
final class PendingRecord: Sendable {
  /// How the wait ended.
  enum Settled: Sendable {
    /// It is on disk under this name.
    case recorded(RecordName, PrintedAnswer?, card: String)
    /// It is shown without a record, because it must not wait; its record is still being tried.
    case failed(PrintedAnswer?)
    /// It could not be recorded, and is withheld.
    case withheld
  }

  let submission: Submission
  /// The packs that gave the answer.
  let guidelines: Guidelines
  /// Who asks, and for what.
  let by: String?
  let purpose: String?
  let isUrgent: Bool
  /// Until when something urgent waits for its record.
  let end: ContinuousClock.Instant

  private struct State {
    var settled: Settled?
    var name: RecordName?
    var waiter: CheckedContinuation<Settled, Never>?
  }
  private let state = Mutex(State())

  init(
    _ submission: Submission, of guidelines: Guidelines, by: String?, purpose: String?, isUrgent: Bool,
    until end: ContinuousClock.Instant
  ) {
    (self.submission, self.guidelines) = (submission, guidelines)
    (self.by, self.purpose, self.isUrgent, self.end) = (by, purpose, isUrgent, end)
  }

  /// Whether nobody waits any more.
  var isSettled: Bool { state.withLock { $0.settled != nil } }

  /// The name of its record, once it is on disk; also if nobody waits any more.
  var name: RecordName? { state.withLock { $0.name } }

  /// It is on disk: says so, and ends the wait; returns whether somebody still waited.
  func recorded(_ name: RecordName, _ printed: PrintedAnswer?, card: String) -> Bool {
    state.withLock { $0.name = name }
    return settle(.recorded(name, printed, card: card))
  }

  /// Ends the wait, unless it has ended; returns whether it did.
  @discardableResult
  func settle(_ value: Settled) -> Bool {
    let (isFirst, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Settled, Never>?) in
      if state.settled != nil { return (false, nil) }
      state.settled = value
      defer { state.waiter = nil }
      return (true, state.waiter)
    }
    waiter?.resume(returning: value)
    return isFirst
  }

  /// Ends the wait of something urgent without its record; its id is shown as it is.
  @discardableResult
  func giveUp() -> Bool {
    settle(.failed(submission.render(submission.consultation.profile.id, .failed)))
  }

  /// Decides, before its record is written, whether that says that it was shown with its record: what is shown must be what the record
  /// says. Something urgent that may not wait for its commit any more is shown now, without.
  ///
  /// - Parameter committing: how long the commit may take.
  func isShownWithRecord(committing: Duration) -> Bool {
    if isUrgent, ContinuousClock.now + committing > end { giveUp() }
    return !isSettled
  }

  /// Waits until it is settled; something urgent no longer than until ``end``.
  func wait() async -> Settled {
    let alarm =
      isUrgent
      ? Task {
        try await Task.sleep(until: end, clock: .continuous)
        giveUp()
      } : nil
    defer { alarm?.cancel() }
    return await withCheckedContinuation { waiter in
      let settled = state.withLock { state -> Settled? in
        if let settled = state.settled { return settled }
        state.waiter = waiter
        return nil
      }
      if let settled { waiter.resume(returning: settled) }
    }
  }
}
