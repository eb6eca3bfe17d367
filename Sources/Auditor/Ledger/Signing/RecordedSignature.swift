internal import PlumblineJSON
internal import PlumblineTransparency

/// What is known about a person's signature.
public enum SignatureStanding: Sendable, Hashable {
  /// The key of this name, which the register gives to the person, signed this record in this meaning.
  case valid(key: String)
  /// It belongs to this record, but there was no register of people to check it with.
  case unchecked
  /// It belongs to this record, but the register has no such person.
  case unknownPerson
  /// It belongs to this record, but the register gives the person no key of this name.
  case unknownKey(String)
  /// It is the person's signature, by the key of this name, on a day on which the register does not give it to the person.
  case outside(key: String, KeyPeriod)
  /// It is not this person's signature on this record: why.
  case wrong(String)
}

/// A signature as its record keeps it.
struct RecordedSignature {
  /// The record that it is about, by its number in the ledger that recorded the signature.
  let about: Int
  private let person: String
  private let meaning: String
  private let note: SignedNote
  let statement: SignatureStatement

  enum Fault: Error {
    case noRecord, noNote, noStatement

    var words: String {
      switch self {
      case .noRecord: "its payload names no record"
      case .noNote: "its payload holds no signed note with one signature"
      case .noStatement: "what was signed is not a statement about a record"
      }
    }
  }

  init(_ payload: JSONValue) throws(Fault) {
    guard let about = payload["about"]?.numberValue?.intValue, about >= 0 else { throw .noRecord }
    guard let text = payload["signature"]?.stringValue, let note = try? SignedNote(parsing: Array(text.utf8)),
      note.signatures.count == 1
    else { throw .noNote }
    guard let statement = SignatureStatement(note.text) else { throw .noStatement }
    self.about = about
    person = payload["by"]?.stringValue ?? ""
    meaning = payload["meaning"]?.stringValue ?? ""
    self.note = note
    self.statement = statement
  }

  /// Compares it with its record, the record that it is about, and the register.
  ///
  /// - Parameters:
  ///   - leaf: the leaf of the signature's own record.
  ///   - signed: the leaf of the record that it is about, as it was first recorded.
  ///   - origin: the ledger in which both were first recorded.
  func standing(
    _ leaf: Leaf, about signed: Leaf, of origin: String, _ signers: Signers?
  ) -> SignatureStanding {
    let standing = standing(leaf, of: origin, signers)
    if case .wrong = standing { return standing }
    if statement.leaf != SignatureStatement.hash(signed) {
      return .wrong("the leaf of the record that was signed is not the one here")
    }
    if !statement.meaning.fits(signed.kind) {
      return .wrong("a record of kind \(signed.kind.rawValue) cannot be signed as \(meaning)")
    }
    return standing
  }

  /// The same without the record that it is about, which only the statement then names.
  func standing(_ leaf: Leaf, of origin: String, _ signers: Signers?) -> SignatureStanding {
    if statement.record != RecordName(origin: origin, index: about) {
      return .wrong("it was made for the record \(statement.record)")
    }
    if statement.meaning.rawValue != meaning {
      return .wrong("it was signed as \(statement.meaning.rawValue), and its record says otherwise")
    }
    if !statement.person.utf8.elementsEqual(person.utf8) {
      return .wrong("another person is named in what was signed than in its record")
    }
    if statement.time != leaf.time { return .wrong("it was signed at another time than it was recorded") }
    guard let signers else { return .unchecked }
    guard let keys = signers[person] else { return .unknownPerson }
    do {
      let signed = try note.verify(keys)
      for key in signed {
        if let period = signers.periods[key], !period.holds(at: statement.time) {
          return .outside(key: key.name, period)
        }
      }
      return .valid(key: signed.map(\.name).joined())
    } catch .noKnownSignature {
      return .unknownKey(note.signatures.map(\.name).joined())
    } catch {
      return .wrong("\(error)")
    }
  }
}
