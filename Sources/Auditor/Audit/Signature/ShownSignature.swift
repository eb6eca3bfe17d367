internal import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// A person's signature as it is shown: who signed what in which meaning, and what is known about it.
public struct ShownSignature: Sendable {
  private let record: ReadRecord
  private let standing: SignatureStanding
  /// What the signer is at the site; nil if the register does not say.
  private let role: String?

  /// - Parameter people: the register in force; nil if there is none.
  public init(_ record: ReadRecord, in ledger: Ledger, _ people: PeopleRegister?) throws(LedgerError) {
    self.record = record
    standing = try ledger.standing(of: record, people?.signers)
    let person = record.payload?["by"]?.stringValue
    role = people?.people.first { $0.id == person }?.role
  }

  /// "signed in record 18, 2026-… by dr-adams (physiotherapist) as decided: valid, with the key clinic.example/dr-adams".
  var line: String {
    let who = text("by") ?? "nobody named"
    let words =
      "signed in record \(record.index), \(record.leaf.time) by \(who)\(role.map { " (\($0))" } ?? "") as "
      + "\(text("meaning") ?? "nothing"): \(standing.words)"
    return Escaping.terminal(words)
  }

  /// What is known about it, in words.
  var verdict: String { standing.words }

  var json: JSONValue {
    [
      "record": .number(record.index), "time": .string(record.leaf.time), "by": .text(text("by")),
      "role": .text(role), "meaning": .text(text("meaning")), "standing": .string(standing.code),
    ]
  }

  private func text(_ name: String) -> String? { record.payload?[name]?.stringValue }
}

extension SignatureStanding {
  var words: String {
    switch self {
    case .valid(let key): "valid, with the key \(key)"
    case .unchecked: "not checked, because no register of people was given (--people)"
    case .unknownPerson: "not checked, because the signer is not in the register of people"
    case .unknownKey(let key):
      "not checked, because the register of people gives the signer no key \(key)"
    case .outside(let key, let period):
      "OUTSIDE its time: the register of people gives the signer the key \(key) \(period)"
    case .wrong(let reason): "WRONG: \(reason)"
    }
  }

  var code: String {
    switch self {
    case .valid: "valid"
    case .unchecked: "unchecked"
    case .unknownPerson: "unknown-person"
    case .unknownKey: "unknown-key"
    case .outside: "outside"
    case .wrong: "wrong"
    }
  }

  /// Whether nothing speaks against it; without a register, that it fits its record is all that can be known.
  var isSound: Bool {
    switch self {
    case .valid, .unchecked: true
    case .unknownPerson, .unknownKey, .outside, .wrong: false
    }
  }
}
