/// What waits for the writer of the ledger, and in which order it takes it.
struct CommitLine {
  /// Called with whether the ledger can be used; without a thread it cannot.
  typealias Work = @Sendable (Bool) -> Void

  enum Step {
    case commit([PendingRecord])
    case work(Work)
  }

  /// Other work with the ledger.
  var work: [Work] = []
  private var stops: [PendingRecord] = []
  private var others: [PendingRecord] = []
  /// Shown without a record, and still to be recorded.
  private var late: [PendingRecord] = []
  private let limits: ServiceLimits

  init(_ limits: ServiceLimits) { self.limits = limits }

  /// How many answers wait, and how many stops were shown whose record is missing.
  var counts: (waiting: Int, late: Int) { (stops.count + others.count, late.count) }

  /// Takes an answer, unless as many wait as may; returns whether it did. Stops and others do not take each other's room.
  mutating func add(_ pending: PendingRecord) -> Bool {
    let line = pending.isUrgent ? \Self.stops : \Self.others
    if self[keyPath: line].count >= limits.recording { return false }
    self[keyPath: line].append(pending)
    return true
  }

  /// Takes a stop that was shown, unless as many are late as may be; returns whether it did.
  mutating func addLate(_ pending: PendingRecord) -> Bool {
    if late.count >= limits.late { return false }
    late.append(pending)
    return true
  }

  /// Takes out what is next: stops by themselves, so that none waits until the answers of others are written; then other work and
  /// other answers by turns; then what is late.
  ///
  /// - Parameters:
  ///   - worked: whether the last step was other work.
  ///   - most: how many answers are taken at once.
  mutating func next(takesLate: Bool, worked: Bool, most: Int) -> Step? {
    if !stops.isEmpty { return .commit(Self.taken(&stops, most)) }
    if !work.isEmpty, !worked || others.isEmpty { return .work(work.removeFirst()) }
    if !others.isEmpty { return .commit(Self.taken(&others, most)) }
    if takesLate, !late.isEmpty { return .commit(Self.taken(&late, most)) }
    return nil
  }

  private static func taken(_ line: inout [PendingRecord], _ most: Int) -> [PendingRecord] {
    defer { line.removeFirst(min(most, line.count)) }
    return Array(line.prefix(most))
  }
}
