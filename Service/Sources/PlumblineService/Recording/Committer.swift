internal import Logging
internal import NIOPosix
internal import PlumblineAudit
internal import PlumblineGuideline
internal import PlumblineHost
internal import PlumblineLedger
internal import PlumblinePresentation
internal import Synchronization

/// The one writer of the ledger: it takes what waits, and commits it at once; stops before everything else.
///
/// An answer is settled only after its own record is on disk. A stop that was shown without its record stays here until it is recorded.
final class Committer: Sendable {
  /// As many answers wait as may.
  struct Full: Error {}

  private let place: LedgerPlace
  private let limits: ServiceLimits
  private let clock: ServiceClock
  private let metrics: Metrics
  private let logger: Logger
  private let thread = NIOThreadPool(numberOfThreads: 1)

  private struct State {
    var line: CommitLine
    var isScheduled = false
  }
  private let state: Mutex<State>
  /// Used on the thread only; nil until it opens, and after a fault.
  private let ledger = Mutex<Ledger?>(nil)
  /// Why the ledger could not be used the last time; nil if it could.
  private let trouble = Mutex<String?>("the ledger was not opened yet")

  init(
    _ place: LedgerPlace, limits: ServiceLimits, clock: ServiceClock,
    metrics: Metrics, logger: Logger
  ) {
    (self.place, self.limits, self.clock) = (place, limits, clock)
    (self.metrics, self.logger) = (metrics, logger)
    state = Mutex(State(line: CommitLine(limits)))
    thread.start()
  }

  /// How many answers wait, and how many stops were shown whose record is missing.
  var counts: (waiting: Int, late: Int) { state.withLock { $0.line.counts } }

  /// Why the ledger cannot be used, as far as is known; nil if it can.
  var fault: String? { trouble.withLock { $0 } }

  // MARK: answers

  /// Records an answer, and waits for it: something urgent until its end, anything else for as long as the ledger takes.
  ///
  /// - Throws: ``Full``; never for something urgent.
  func record(_ pending: PendingRecord) async throws -> PendingRecord.Settled {
    let isIn = state.withLock { $0.line.add(pending) }
    if isIn {
      schedule()
    } else {
      guard pending.isUrgent else { throw Full() }
      pending.giveUp()
      keepForLater(pending)
    }
    let settled = await pending.wait()
    if case .failed = settled { metrics.count(.stopsNotRecorded) }
    return settled
  }

  /// Does other work with the ledger, in turn.
  func perform<Value: Sendable>(_ work: @escaping @Sendable (Ledger) throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { (waiter: CheckedContinuation<Value, any Error>) in
      state.withLock { state in
        state.line.work.append { [self] isPossible in
          waiter.resume(
            with: Result {
              guard isPossible else { throw CancellationError() }
              do {
                return try withLedger(work)
              } catch let error as LedgerError {
                if error.isOfStorage { forget(error) }
                throw error
              }
            })
        }
      }
      schedule()
    }
  }

  /// Finds out whether the ledger can be used, if that is not known.
  func tryLedger() async {
    guard fault != nil else { return }
    _ = try? await perform { [self] ledger in
      let fault = try ledger.condition()
      trouble.withLock { $0 = fault }
    }
  }

  /// Tries the ledger, and what is late, again and again, until the task is cancelled.
  func keepTrying() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: limits.retrying)
      await tryLedger()
      if counts.late > 0 { schedule() }
    }
  }

  /// Records what still waits, and ends.
  func shutDown() async {
    schedule()
    // Not as a task, which may have been cancelled; the database is closed on its own thread.
    await withCheckedContinuation { (waiter: CheckedContinuation<Void, Never>) in
      thread.submit { [self] _ in
        ledger.withLock { $0 = nil }
        waiter.resume()
      }
    }
    try? await thread.shutdownGracefully()
    let lost = counts.late
    if lost > 0 {
      metrics.count(.recordsLost, by: lost)
      logger.error("stops that were shown are not recorded", metadata: ["count": "\(lost)"])
    }
  }

  // MARK: on the thread

  private func schedule() {
    let isNew = state.withLock { state in
      defer { state.isScheduled = true }
      return !state.isScheduled
    }
    guard isNew else { return }
    thread.submit { [self] thread in drain(isActive: thread == .active) }
  }

  /// Does everything that waits, until nothing does. What is late comes along until something cannot be recorded.
  private func drain(isActive: Bool) {
    var (takesLate, worked) = (true, false)
    while let step = next(takesLate: takesLate, worked: worked) {
      switch step {
      case .commit(let batch) where isActive:
        worked = false
        if !commit(batch) { takesLate = false }
      case .commit(let batch):
        takesLate = false
        for pending in batch { leave(pending) }
      case .work(let work):
        worked = true
        work(isActive)
      }
    }
  }

  private func next(takesLate: Bool, worked: Bool) -> CommitLine.Step? {
    // While the ledger cannot be used, nobody waits for a commit of others that fails.
    let most = fault == nil ? limits.together : .max
    return state.withLock { state in
      let next = state.line.next(takesLate: takesLate, worked: worked, most: most)
      if next == nil { state.isScheduled = false }
      return next
    }
  }

  /// Returns whether everything was recorded.
  private func commit(_ batch: [PendingRecord]) -> Bool {
    do {
      try append(batch)
      return true
    } catch let error as LedgerError {
      if batch.count > 1, case .cannotWrite = error { return commitOneByOne(batch) }
      forget(error)
      for pending in batch { leave(pending) }
    } catch {
      for pending in batch { leave(pending) }
    }
    return false
  }

  /// Records one after the other: one that the ledger cannot take must not keep the others out. What keeps out two in a row, such as a
  /// full disk, keeps out all, and nobody waits for that to be tried with each.
  private func commitOneByOne(_ batch: [PendingRecord]) -> Bool {
    var (failures, place) = (0, 0)
    while place < batch.count, failures < 2 {
      failures = commit([batch[place]]) ? 0 : failures + 1
      place += 1
    }
    for pending in batch[place...] { leave(pending) }
    return place == batch.count && failures == 0
  }

  /// Records answers in one commit, then settles each.
  private func append(_ batch: [PendingRecord]) throws {
    let drafts = batch.map { _ in Draft() }
    let began = ContinuousClock.now
    let (appended, cards) = try withLedger { ledger in
      let appended = try ledger.append(try zip(batch, drafts).map { try entry($0, $1, ledger) })
      return (appended, appended.names.map { CardName.text(of: $0.index, ledger) })
    }
    metrics.observe(.commitSeconds, ContinuousClock.now - began)
    metrics.count(.records, by: batch.count)
    trouble.withLock { $0 = nil }
    if let warning = appended.warning { logger.warning("the ledger warns", metadata: ["says": "\(warning)"]) }
    for ((pending, draft), (name, card)) in zip(zip(batch, drafts), zip(appended.names, cards)) {
      if !pending.recorded(name, draft.answer, card: card), draft.saysRecorded {
        metrics.count(.stopsRecordedAfterAll)
        logger.warning(
          "a stop was shown as not recorded while its record was written, which says otherwise",
          metadata: ["record": "\(name.index)"])
      }
    }
  }

  /// What an answer says of its record, once its name is known.
  private final class Draft {
    var answer: PrintedAnswer?
    var saysRecorded = false
  }

  private func entry(_ pending: PendingRecord, _ draft: Draft, _ ledger: Ledger) throws -> Entry {
    let (submission, consultation) = (pending.submission, pending.submission.consultation)
    let writer = EntryWriter(
      guidelines: pending.guidelines, by: pending.by, purpose: pending.purpose, isPseudonymised: false)
    return try writer.entry(ledger, submission.kind, consultation, time: self.clock.time()) { name in
      let id = consultation.profile.id
      draft.saysRecorded = pending.isShownWithRecord(committing: self.limits.committing)
      draft.answer = submission.render(id, draft.saysRecorded ? .recorded(name.description) : .failed)
      let kept = draft.answer.map {
        DecisionPayload.Printed(format: consultation.form.rawValue, text: $0.kept)
      }
      return (submission.outcome(id), kept)
    }
  }

  /// Leaves an answer without its record: a stop is recorded later, anything else is withheld.
  private func leave(_ pending: PendingRecord) {
    if pending.isUrgent {
      pending.giveUp()
      keepForLater(pending)
    } else {
      pending.settle(.withheld)
    }
  }

  private func keepForLater(_ pending: PendingRecord) {
    let isKept = state.withLock { $0.line.addLate(pending) }
    if !isKept {
      metrics.count(.recordsLost)
      logger.error("a stop that was shown will not be recorded: too many wait")
    }
  }

  // MARK: the ledger

  /// Does work with the ledger. If its key was exchanged since it was opened, nothing was done with the ended key: it is opened again with
  /// the new one, and the work is done then.
  private func withLedger<Value>(_ work: (Ledger) throws -> Value) throws -> Value {
    let wasOpen = ledger.withLock { $0 != nil }
    do {
      return try work(try opened())
    } catch let error as LedgerError {
      guard wasOpen, error.isOfEndedKey else { throw error }
    }
    ledger.withLock { $0 = nil }
    let answer = try work(try opened())
    logger.notice("the ledger's key was exchanged, and the new one signs from now on")
    return answer
  }

  private func opened() throws -> Ledger {
    if let ledger = ledger.withLock({ $0 }) { return ledger }
    let opened: Ledger
    do {
      opened = try Ledger.open(place, for: .appending, patience: limits.ledgerPatience)
    } catch {
      forget(error)
      throw error
    }
    ledger.withLock { $0 = opened }
    return opened
  }

  /// Closes the ledger after a fault; it is opened again with the next record.
  private func forget(_ error: LedgerError) {
    ledger.withLock { $0 = nil }
    let isNew = trouble.withLock { trouble in
      defer { trouble = error.description }
      return trouble != error.description
    }
    if isNew { logger.error("the ledger cannot be used", metadata: ["reason": "\(error)"]) }
  }
}
