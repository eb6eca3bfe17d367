internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText
public import PlumblineTransparency

/// A person's wish to sign an answer or an override.
public struct SigningRequest: Sendable {
  /// The record to sign.
  public var about: Int
  public var meaning: SignatureMeaning
  public var person: PeopleRegister.Person

  public init(about: Int, meaning: SignatureMeaning, person: PeopleRegister.Person) {
    self.about = about
    self.meaning = meaning
    self.person = person
  }

  /// Why a record is not signed.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    case noKey(person: String)
    case otherKey(person: String)
    /// The register gives the key to the person on other days.
    case outside(person: String, KeyPeriod)
    case unfit(index: Int, kind: RecordKind, meaning: SignatureMeaning)
    case erased(index: Int)
    /// Somebody else overrode, so this person cannot say that they did.
    case anothersOverride(index: Int, by: String)
    /// The person signed it in this meaning before.
    case signedBefore(index: Int, by: Int)

    public var description: String {
      switch self {
      case .noKey(let person):
        "the register of people gives '\(person)' no key; create one with `plumbline packs key FILE --name NAME`, and add its "
          + "public half to the register"
      case .otherKey(let person):
        "the given key is not the one that the register of people gives '\(person)'; sign with that person's own key"
      case .outside(let person, let period):
        "the register of people gives '\(person)' this key \(period), and that is not today (UTC); create a new key, and have it added"
      case .unfit(let index, let kind, let meaning):
        "record \(index) is of kind \(kind.rawValue), which nobody signs as \(meaning.rawValue); "
          + "sign a decision as decided or reviewed, an override as overrode or reviewed"
      case .erased(let index):
        "the payload of record \(index) was erased: nobody can read any more what would be signed"
      case .anothersOverride(let index, let person):
        "the override in record \(index) is by '\(Escaping.terminal(person))', who alone can sign it as "
          + "\(SignatureMeaning.overrode.rawValue); sign it as \(SignatureMeaning.reviewed.rawValue) if you read it"
      case .signedBefore(let index, let signature):
        "this person signed record \(index) in this meaning before, in record \(signature)"
      }
    }
  }

  /// What was recorded, and where.
  public func words(_ appended: Appended) -> String {
    "Signed: record \(about), as \(meaning.rawValue), by \(person.id) (\(person.role)).\n"
      + appended.names.map { "Record \($0).\n" }.joined()
  }
}

extension Ledger {
  /// Records a person's signature on an answer or an override, which is read and checked against its leaf in the same transaction.
  ///
  /// - Throws: ``SigningRequest/Fault``, or `LedgerError`; nothing was recorded then.
  public func sign(_ request: SigningRequest, with key: SigningKey, time: String, engine: String) throws
    -> Appended
  {
    typealias Fault = SigningRequest.Fault
    let (index, meaning, person) = (request.about, request.meaning, request.person.id)
    guard let own = request.person.key else { throw Fault.noKey(person: person) }
    guard own == key.verifier else { throw Fault.otherKey(person: person) }
    if let period = request.person.periods[own], !period.holds(at: time) {
      throw Fault.outside(person: person, period)
    }
    // One that does not hold is nobody's, and keeps nobody from signing.
    let signers = Signers([person: [own] + request.person.formerKeys], periods: request.person.periods)
    for earlier in try signatures(on: record(index))
    where earlier.payload?["meaning"]?.stringValue == meaning.rawValue {
      guard case .valid = try standing(of: earlier, signers) else { continue }
      throw Fault.signedBefore(index: index, by: earlier.index)
    }
    let origin = try origin() ?? ""
    return try append(.signature, about: index, time: time, engine: engine) { signed in
      guard meaning.fits(signed.leaf.kind) else {
        throw Fault.unfit(index: index, kind: signed.leaf.kind, meaning: meaning)
      }
      guard let payload = signed.payload else { throw Fault.erased(index: index) }
      if meaning == .overrode, let other = payload["by"]?.stringValue, other != person {
        throw Fault.anothersOverride(index: index, by: other)
      }
      let statement = SignatureStatement(
        about: signed.leaf, of: origin, meaning: meaning, person: person, time: time)
      return [
        "about": .number(index), "by": .string(person), "meaning": .string(meaning.rawValue),
        "signature": .string(try key.sign(statement.text).description),
      ]
    }
  }
}
