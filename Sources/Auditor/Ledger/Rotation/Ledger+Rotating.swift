internal import PlumblineJSON
internal import PlumblineSQLite
public import PlumblineTransparency

extension Ledger {
  /// Ends the key that signs heads, and begins a new one; both sign the record that says so.
  ///
  /// The secrets of names stay, so that patients keep their pseudonyms, tombstones and holds. A process that has the ledger open
  /// records nothing more until it opens it again.
  ///
  /// - Parameter time: now, in UTC.
  public func exchangeKey(
    _ request: RotationRequest, time: @escaping () -> String, engine: String
  ) throws(LedgerError) -> Rotation {
    try LedgerError.asking(place) {
      guard let ring else { throw LedgerError.refused(place.path, .keyMissing(place.key)) }
      let next = KeyRing(signing: try Self.newKey(named: ring.signing.name), names: ring.names)
      return try begin(next, ending: ring.signing.verifier, .exchanged, [ring.signing], request, time, engine)
    }
  }

  /// Continues a ledger whose signing key was lost with a new one, and records that; the new key and people sign it.
  ///
  /// The secrets of names are lost with the key: who was erased or held before cannot be recognised any more.
  ///
  /// - Parameters:
  ///   - formerKey: the lost key's public half; nil for the one beside the ledger.
  ///   - witnesses: who signs that, with keys of their own.
  ///   - time: now, in UTC.
  public static func replaceLostKey(
    _ place: LedgerPlace, formerKey: VerifierKey?, _ request: RotationRequest,
    witnesses: [RotationRequest.Witness], wrapping: WrappingKey? = nil, time: @escaping () -> String,
    engine: String
  ) throws(LedgerError) -> Rotation {
    try LedgerError.asking(place) {
      let place = try place.followed()
      guard try FileLook.at(place.path) != nil else { throw LedgerError.noSuchLedger(place.path) }
      func refused(_ fault: RotationFault) -> LedgerError { .refused(place.path, .noRotation(fault)) }
      guard let former = formerKey ?? KeyFiles.publicKey(place) else {
        throw refused(.formerKeyUnknown(path: place.publicKey))
      }
      if let here = try KeyFiles.ring(place) {
        if here.signing.verifier == former { throw refused(.notLost(path: place.key)) }
        // One of this name was left by an exchange during which the process died.
        guard here.signing.name == former.name else { throw refused(.strangersKey(path: place.key)) }
      } else {
        _ = try PrivateFile.create(place.key, KeyRing(try newKey(named: former.name)).bytes)
      }
      let ledger = try open(place, for: .appending, wrapping: wrapping)
      guard let ring = ledger.ring else { throw LedgerError.refused(place.path, .keyMissing(place.key)) }
      var rotation = try ledger.begin(
        ring, ending: former, .lost, witnesses.map(\.key), request, time, engine)
      var holds = Holds(RecordCheck(wrapping: wrapping), Tombstones(ring.names))
      try ledger.connection.read { try holds.read($0) }
      rotation.orphanedHolds = holds.orphaned
      return rotation
    }
  }

  private static func newKey(named name: String) throws -> SigningKey {
    guard let key = SigningKey(name: name) else { throw NoteError.cannotSign(name) }
    return key
  }

  /// - Parameter signers: who signs beside the next key.
  private func begin(
    _ next: KeyRing, ending former: VerifierKey, _ cause: RotationStatement.Cause, _ signers: [SigningKey],
    _ request: RotationRequest, _ time: @escaping () -> String, _ engine: String
  ) throws -> Rotation {
    try writing { db in
      try KeyFiles.prepare(next, place)
      try db.begin(.immediate)
      do {
        let (name, note) = try rotation(
          db, next, ending: former, cause, signers, request, time: time(), engine: engine)
        try db.commit()
        var done = Rotation(ended: former, begun: next.signing.verifier, cause: cause, name: name)
        do {
          try place.alone { try KeyFiles.exchange(place, next.signing.verifier, head: note) }
        } catch {
          done.warning =
            "recorded, but the new key could not be put in its place; the next command that records does it from \(place.nextKey)"
        }
        return done
      } catch {
        try? db.rollback()
        try? PrivateFile.remove(place.nextKey)
        throw error
      }
    }
  }

  private func rotation(
    _ db: Database, _ next: KeyRing, ending former: VerifierKey, _ cause: RotationStatement.Cause,
    _ signers: [SigningKey], _ request: RotationRequest, time: String, engine: String
  ) throws -> (RecordName, SignedNote) {
    let tree = Tree(db: db)
    let size = try tree.size()
    if size == 0 { throw LedgerError.refused(place.path, .noRotation(.empty)) }
    let frontier = try rightEdge(tree, size, signedBy: former)
    let stored = try StoredHead.read(db)
    if let refusal = try HeadFile(place: place).refusal(
      stored: stored, size: size, key: former, root: tree.root)
    {
      throw LedgerError.refused(place.path, refusal)
    }
    let last = try db.first("SELECT time FROM record WHERE idx = ?", size - 1)?[0].string ?? ""
    if time < last { throw LedgerError.refused(place.path, .noRotation(.clock(now: time, last: last))) }
    guard let head = Checkpoint(origin: former.name, size: size, root: frontier.root) else {
      throw LedgerError.cannotWrite(place.path, reason: "it holds as many records as it can")
    }
    let statement = RotationStatement(
      of: head, ends: former, begins: next.signing.verifier, cause: cause, time: time)
    let signed = try SignedNote(
      text: statement.text,
      signatures: try ([next.signing] + signers).flatMap { try $0.sign(statement.text).signatures })
    var members = [
      JSONMember("statement", .string(signed.description)),
      JSONMember("head", .string(String(decoding: stored?.note ?? [], as: UTF8.self))),
      JSONMember("reason", .string(request.reason)),
    ]
    for (key, text) in [
      ("authority", request.authority), ("by", request.by), ("second", request.second),
    ] {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    let payload = JSONValue.object(members)
    var growth = try growth(db, onto: frontier, signedBy: next.signing)
    let name = try growth.append(Entry(kind: .rotation, time: time, engine: engine) { _ in payload })
    return (name, try growth.sign())
  }
}
