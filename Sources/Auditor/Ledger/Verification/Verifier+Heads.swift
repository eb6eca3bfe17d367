internal import PlumblineSQLite
internal import PlumblineTransparency

/// The heads that the tree must continue.
extension Verifier {
  /// A head that the tree must continue.
  struct KnownHead {
    var name: (table: String, row: String)
    var checkpoint: Checkpoint
    var isAnchor = false
    var isSigned: Bool
  }

  mutating func gatherHeadsBeside() {
    switch kept {
    case .success(let bytes?): know(bytes, ("the file", ".head"), isAnchor: false)
    case .success(nil):
      result.notes.append(
        "no last signed head is beside the ledger (.head): only --since can show whether records were cut off at its end"
      )
    case .failure(let fault):
      let reason = (fault as? PrivateFile.Fault)?.reason ?? "\(fault)"
      result.add(Divergence("the file", ".head", "note", .unchecked, "it cannot be read: \(reason)"))
    }
    for note in request.since { know(note.bytes, ("checkpoint", "of --since"), isAnchor: true) }
  }

  mutating func gatherHeads() throws {
    gatherHeadsBeside()
    for (record, checkpoint) in (chain?.heads ?? []) + timestamps.heads {
      hold(KnownHead(name: ("record", "\(record)"), checkpoint: checkpoint, isSigned: true))
    }
    let rows = try db.all("SELECT id, size, CAST(note AS BLOB) FROM head WHERE id = 0")
    for row in rows {
      guard let size = row[1].int, let note = row[2].bytes else {
        continue
      }
      guard let checkpoint = know(note, ("head", "0"), isAnchor: false) else { continue }
      result.head = checkpoint
      if size != checkpoint.size {
        result.add(Divergence("head", "0", "size", .changed, "the signed note says \(checkpoint.size)"))
      }
    }
  }

  @discardableResult
  mutating func know(
    _ bytes: [UInt8], _ name: (table: String, row: String), isAnchor: Bool
  ) -> Checkpoint? {
    func changed(_ message: String) {
      result.add(Divergence(name.table, name.row, "note", .changed, message))
    }
    guard let note = try? SignedNote(parsing: bytes), let checkpoint = try? Checkpoint(parsing: note.text)
    else {
      changed("it is not a signed checkpoint")
      return nil
    }
    var isSigned = false
    if let chain {
      if let fault = chain.fault(note, checkpoint, alone: !isAnchor) {
        changed(fault)
        return nil
      }
      isSigned = true
    } else if !isAnchor {
      result.add(
        Divergence(
          name.table, name.row, "note", .unchecked,
          "no public key was found beside the ledger, and none was given (--key)"))
    }
    if isAnchor, isSigned, request.key == nil { isSigned = false }
    hold(KnownHead(name: name, checkpoint: checkpoint, isAnchor: isAnchor, isSigned: isSigned))
    return checkpoint
  }

  private mutating func hold(_ head: KnownHead) {
    headsBySize[head.checkpoint.size, default: []].append(heads.count)
    heads.append(head)
  }

  mutating func checkHeads() {
    for head in (headsBySize[frontier.size] ?? []).map({ heads[$0] })
    where head.checkpoint.root != frontier.root {
      result.add(
        Divergence(
          head.name.table, head.name.row, "root", .rewritten,
          "the first \(frontier.size) records are not those that were signed"))
    }
  }

  mutating func finishHeads() {
    result.anchor = request.key.flatMap { heads.isEmpty ? nil : .key($0.description) } ?? .none
    var held = -1
    for head in heads {
      let size = head.checkpoint.size
      if size > frontier.size {
        result.add(
          Divergence(
            "record", "\(frontier.size)", "idx", .truncated,
            "a signed head covers \(size) records (\(head.name.table) \(head.name.row)), and only \(frontier.size) are here"
          ))
      }
      if head.isAnchor, size > held {
        held = size
        result.anchor = .checkpoint(size: size, isSigned: head.isSigned)
      }
    }
    guard frontier.size > 0 else {
      if heads.isEmpty {
        result.add(
          Divergence(
            "the file", ".head", "note", .missing,
            "even an empty ledger has a signed head, but nothing here is signed"))
      }
      return
    }
    guard let head = result.head else {
      if !result.divergences.contains(where: { $0.table == "head" }) {
        result.add(Divergence("head", "0", "note", .missing, "the records are not covered by a signed head"))
      }
      return
    }
    if head.size < frontier.size {
      result.add(
        Divergence(
          "record", "\(head.size)", "idx", .added,
          "the signed head covers only the first \(head.size) records"))
    }
  }
}
