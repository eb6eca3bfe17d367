internal import PlumblineJSON
internal import PlumblineSQLite

/// How many signatures of people have which standing.
public struct SignatureTally: Sendable, Hashable {
  public var valid = 0
  public var unchecked = 0
  public var unknownPerson = 0
  public var unknownKey = 0
  /// Made on a day on which the register does not give the key to the signer.
  public var outside = 0
  public var wrong = 0

  public var all: Int { valid + unchecked + unknownPerson + unknownKey + outside + wrong }

  mutating func add(_ standing: SignatureStanding) {
    switch standing {
    case .valid: valid += 1
    case .unchecked: unchecked += 1
    case .unknownPerson: unknownPerson += 1
    case .unknownKey: unknownKey += 1
    case .outside: outside += 1
    case .wrong: wrong += 1
    }
  }
}

/// Checks each signature of a person against the record that it is about, and against the register of people.
struct SignatureCheck {
  /// Where the record is that a signature is about.
  struct Surroundings {
    let db: Database
    let imports: Imports
    /// The ledger's own name.
    let origin: String

    init(_ db: Database, _ imports: Imports, _ origin: String) {
      (self.db, self.imports, self.origin) = (db, imports, origin)
    }
  }

  private(set) var tally = SignatureTally()
  let signers: Signers?

  init(_ signers: Signers?) { self.signers = signers }

  /// - Returns: what is wrong with it, or could not be checked.
  mutating func see(_ finding: RecordCheck.Finding, in surroundings: Surroundings) throws -> Divergence? {
    guard let leaf = finding.leaf, leaf.kind == .signature, let payload = finding.payload else { return nil }
    let standing = try Self.standing(leaf, payload, in: surroundings, signers)
    tally.add(standing)
    func diverges(_ way: Divergence.Way, _ message: String) -> Divergence {
      Divergence("record", "\(leaf.index)", "signature", way, message)
    }
    switch standing {
    case .valid, .unchecked: return nil
    case .unknownPerson: return diverges(.unchecked, "the signer is not in the register of people")
    case .unknownKey(let name):
      return diverges(.unchecked, "the register of people gives the signer no key '\(name)'")
    case .outside(let key, let period):
      return diverges(
        .unchecked,
        "the register of people gives the signer the key '\(key)' \(period), and it was signed on \(leaf.time.prefix(10))"
      )
    case .wrong(let reason): return diverges(.changed, reason)
    }
  }

  static func standing(
    _ leaf: Leaf, _ payload: JSONValue, in surroundings: Surroundings, _ signers: Signers?
  ) throws -> SignatureStanding {
    let signature: RecordedSignature
    do { signature = try RecordedSignature(payload) } catch { return .wrong(error.words) }
    guard let index = surroundings.imports.here(signature.about, toldBy: leaf), index < leaf.index,
      let about = try surroundings.db.first("SELECT leaf FROM record WHERE idx = ?", index)?[0].bytes.flatMap(
        { Leaf($0) })
    else { return .wrong("the record that it is about is not before it") }
    guard let from = leaf.from else {
      return signature.standing(leaf, about: about, of: surroundings.origin, signers)
    }
    // An imported signature was made for the record as it was first recorded.
    guard let original = about.original, about.from?.origin == from.origin else {
      return .wrong("the record that it is about was not imported with it")
    }
    return signature.standing(leaf, about: original, of: from.origin, signers)
  }
}
