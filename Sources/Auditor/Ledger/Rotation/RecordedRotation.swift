internal import PlumblineJSON
internal import PlumblineTransparency

/// An exchange of keys as its record keeps it.
struct RecordedRotation {
  let statement: RotationStatement
  /// The statement, signed by the next key, the ended one unless it was lost, and people.
  let note: SignedNote
  /// The last head that the ended key signed, word for word.
  let head: SignedNote
  /// Who exchanged the keys, and who agreed.
  let people: [String]

  init?(_ payload: JSONValue) {
    guard let note = Self.note(payload["statement"]), let statement = RotationStatement(note.text),
      let head = Self.note(payload["head"])
    else { return nil }
    (self.note, self.statement, self.head) = (note, statement, head)
    people = ["by", "second"].compactMap { payload[$0]?.stringValue }
  }

  private static func note(_ value: JSONValue?) -> SignedNote? {
    value?.stringValue.flatMap { try? SignedNote(parsing: Array($0.utf8)) }
  }

  /// What is wrong with it, whoever is trusted; nil if nothing is.
  ///
  /// - Parameters:
  ///   - index: its record's number.
  ///   - time: its record's time.
  ///   - before: the time of the record before it.
  func fault(in ledger: String, at index: Int, time: String, before: String) -> String? {
    let name = statement.ledger
    guard [name, statement.ends.name, statement.begins.name].allSatisfy({ $0 == ledger }) else {
      return "forged: it is about the keys of \(name), and this ledger is \(ledger)"
    }
    if statement.records != index {
      return "forged: it was signed as record \(statement.records), and stands here as \(index)"
    }
    if statement.time != time { return "forged: it was signed at \(statement.time), and recorded at \(time)" }
    if time < before {
      return "back-dated: it says \(time), and the record before it was made at \(before)"
    }
    if statement.ends == statement.begins { return "forged: the key that begins is the one that ends" }
    if !isSigned(by: statement.begins) { return "forged: the key that begins has not signed it" }
    if statement.cause == .exchanged, !isSigned(by: statement.ends) {
      return "forged: the key that ends has not signed it"
    }
    guard let last = HeadFile.checkpoint(head.bytes, statement.ends), last.size == index,
      last.root == statement.root
    else { return "forged: the head in it is not the last one that the ended key signed" }
    return nil
  }

  private func isSigned(by key: VerifierKey) -> Bool { (try? note.verify([key]))?.isEmpty == false }

  /// Which of the people in it signed it with a key that the register gives them, and which did not.
  ///
  /// - Parameter signers: the keys of people; nil if there is no register of them: then nobody did.
  func signers(_ signers: Signers?) -> (valid: [String], other: [String]) {
    var (valid, other): ([String], [String]) = ([], [])
    for person in people {
      let keys = (signers?[person] ?? []).filter { signers?.periods[$0]?.holds(at: statement.time) ?? true }
      if keys.contains(where: isSigned) { valid.append(person) } else { other.append(person) }
    }
    return (valid, other)
  }
}
