internal import PlumblineCryptography
internal import PlumblineJSON
internal import PlumblineSQLite
public import PlumblineTransparency

/// A timestamp of a signed head, as files have it.
public struct TimestampSubmission: Sendable {
  /// The signed head.
  public var checkpoint: SignedNote
  /// What the authority was asked, in DER.
  public var request: [UInt8]
  /// What the authority answered, in DER.
  public var response: [UInt8]
  /// The authority's certificates, in PEM.
  public var authority: [UInt8]
  public var by: String?

  public init(
    checkpoint: SignedNote, request: [UInt8], response: [UInt8], authority: [UInt8], by: String?
  ) {
    (self.checkpoint, self.request, self.response) = (checkpoint, request, response)
    (self.authority, self.by) = (authority, by)
  }
}

/// What was recorded of a timestamp.
public struct RecordedStamp: Sendable {
  public var appended: Appended
  /// The number of records that were there.
  public var records: Int
  /// When, as the authority says.
  public var time: String
  public var policy: String
}

/// Why a timestamp is not asked for or not recorded.
public enum TimestampFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// The checkpoint is not one that this ledger's key signed.
  case checkpoint(String)
  /// The request is not one for this checkpoint.
  case request
  /// The response is not a valid answer to the request.
  case response(String)

  public var description: String {
    switch self {
    case .checkpoint(let reason): "the checkpoint is not this ledger's: \(reason)"
    case .request:
      "the request is not one that `plumbline audit timestamp` made for this checkpoint; make it again, and ask the authority again"
    case .response(let reason): "the response is no valid timestamp of this checkpoint: \(reason)"
    }
  }
}

extension Ledger {
  /// What to ask an authority about a signed head of this ledger, in DER.
  ///
  /// - Throws: ``TimestampFault``, or `LedgerError`.
  public func timestampRequest(_ checkpoint: SignedNote) throws -> [UInt8] {
    let fault = try LedgerError.asking(place) { try connection.read { try strangeness(checkpoint, $0) } }
    if let fault { throw fault }
    guard let request = TimestampRequest(digest: RecordedTimestamp.digest(checkpoint)) else {
      throw TimestampFault.request
    }
    return request.bytes
  }

  /// Records an authority's timestamp of a signed head, once it was checked.
  ///
  /// - Throws: ``TimestampFault``, or `LedgerError`; nothing was recorded then.
  public func recordTimestamp(
    _ submission: TimestampSubmission, time: @escaping @autoclosure () -> String, engine: String
  ) throws -> RecordedStamp {
    guard
      let recorded = RecordedTimestamp(
        head: submission.checkpoint, request: submission.request, response: submission.response)
    else { throw TimestampFault.request }
    let stamp: Timestamp
    do { stamp = try recorded.read(submission.authority) } catch {
      throw TimestampFault.response(error.description)
    }
    let fault = try LedgerError.asking(place) {
      try connection.read { try strangeness(submission.checkpoint, $0) }
    }
    if let fault { throw fault }
    let payload = recorded.payload(stamp, by: submission.by)
    let appended = try append([Entry(kind: .timestamp, time: time(), engine: engine) { _ in payload }])
    return RecordedStamp(
      appended: appended, records: recorded.head.size, time: stamp.time, policy: stamp.policy)
  }

  /// Why a signed head is not one of this ledger; nil if it is.
  private func strangeness(_ note: SignedNote, _ db: Database) throws -> TimestampFault? {
    guard let head = try? Checkpoint(parsing: note.text) else {
      return .checkpoint("it is not a signed checkpoint")
    }
    guard let key = key?.verifier ?? KeyFiles.publicKey(place) else {
      return .checkpoint("no public key is beside the ledger")
    }
    let chain = try KeyChain(db, RecordCheck(wrapping: wrapping), from: key, nil)
    if let fault = chain.fault(note, head, alone: true) { return .checkpoint(fault) }
    let tree = Tree(db: db)
    guard try head.size > 0 && head.size <= tree.size(), try tree.root(head.size) == head.root else {
      return .checkpoint("its \(head.size) records are not the first ones here")
    }
    return nil
  }
}
