internal import PlumblineCryptography
internal import PlumblineJSON
internal import PlumblineSQLite
internal import PlumblineTransparency

/// Checks each timestamp of a ledger against what it is a timestamp of, and the authority's certificates; then compares the records'
/// own times with it.
struct TimestampCheck {
  /// Those that hold, in the order of their records.
  private(set) var spans: [TimestampedSpan] = []
  private(set) var divergences: [Divergence] = []
  /// The timestamped heads, by record.
  private(set) var heads: [(record: Int, checkpoint: Checkpoint)] = []
  /// The earliest checked timestamp that covers a record, by how many records it covers.
  private var covering: [(size: Int, span: TimestampedSpan)] = []
  private var next = 0
  private var passed = 0
  private var last: TimestampedSpan?

  /// How far two clocks may differ before that is said, in milliseconds.
  private static let tolerance = 60_000

  init() {}

  /// - Parameter authority: the authority's certificates, in PEM; nil if none were given.
  init(_ db: Database, _ check: RecordCheck, _ chain: KeyChain?, _ authority: [UInt8]?) throws {
    var check = check
    check.opensPayloads = true
    let rows = RecordCursor(
      rows: try db.rows("SELECT \(RecordRow.columns) FROM record WHERE kind = 'timestamp' ORDER BY idx"))
    while let row = try rows.next() {
      // One of a shard is about the shard's head.
      let finding = check.check(row, at: row.index)
      guard let payload = finding.payload, finding.leaf?.from == nil else { continue }
      func diverges(_ way: Divergence.Way, _ message: String) -> Divergence {
        Divergence("record", "\(row.index)", "timestamp", way, message)
      }
      guard let stamp = RecordedTimestamp(payload) else {
        divergences.append(diverges(.changed, "it is not a timestamp of the head that it names"))
        continue
      }
      if let fault = chain?.fault(stamp.note, stamp.head, alone: true) {
        divergences.append(diverges(.changed, fault))
        continue
      }
      if stamp.head.size > row.index {
        divergences.append(diverges(.changed, "it is of a head that covers later records"))
        continue
      }
      heads.append((row.index, stamp.head))
      do {
        let read = try stamp.read(authority)
        guard payload["time"]?.stringValue == read.time else {
          divergences.append(
            diverges(.changed, "the authority says \(read.time), and the record says otherwise"))
          continue
        }
        spans.append(
          TimestampedSpan(
            record: row.index, size: stamp.head.size, time: read.time, policy: read.policy,
            isChecked: authority != nil))
      } catch {
        divergences.append(diverges(error.way, error.description))
      }
    }
    for span in spans.filter(\.isChecked).sorted(by: { $0.size > $1.size }) {
      let earliest = covering.last.map { $0.span.time <= span.time ? $0.span : span } ?? span
      covering.append((span.size, earliest))
    }
    covering.reverse()
  }

  /// What the record's own time says that no authority does; nil if they agree, or no timestamp was checked.
  mutating func see(_ leaf: Leaf) -> String? {
    guard leaf.from == nil, let time = UTCMoment.milliseconds(leaf.time) else { return nil }
    while next < covering.count, covering[next].size <= leaf.index { next += 1 }
    while passed < spans.count, spans[passed].record < leaf.index {
      if spans[passed].isChecked { last = spans[passed] }
      passed += 1
    }
    if next < covering.count {
      let span = covering[next].span
      if let latest = UTCMoment.milliseconds(span.time), time > latest + Self.tolerance {
        return
          "record \(leaf.index) says \(leaf.time), and was there by \(span.time) (timestamp in record \(span.record)): this "
          + "machine's clock was ahead"
      }
    }
    if let last, let earliest = UTCMoment.milliseconds(last.time), time < earliest - Self.tolerance {
      return
        "record \(leaf.index) says \(leaf.time), and follows the timestamp of \(last.time) in record \(last.record): this "
        + "machine's clock was behind, or the record is back-dated"
    }
    return nil
  }
}

extension Timestamp.Fault {
  /// A certificate that is not trusted may be another authority's than the one whose certificate was given.
  fileprivate var way: Divergence.Way {
    switch self {
    case .untrusted, .noCertificate: .unchecked
    case .tooLong, .notDER, .refused, .otherDigest, .otherNonce, .badTime, .unsigned: .changed
    }
  }
}
