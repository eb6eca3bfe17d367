internal import Crypto
internal import JSON
public import Transparency

/// What the tree holds of a record, in clear and for ever: nothing of the patient but a salted commitment.
///
/// Its bytes are canonical JSON (RFC 8785) with exactly these members: `commitment` (64 hex digits), `engine`,
/// `index` (from 0), `kind`, `packs` (digests, sorted), `time` (UTC, `2026-11-21T09:30:00.000Z`), `version` (1).
/// The leaf's hash is SHA-256(0x00 ‖ bytes), as RFC 6962 §2.1 says.
public struct Leaf: Sendable, Hashable {
  public static let version = 1

  public var index: Int
  /// When the record was made, by the clock of the machine that made it.
  public var time: String
  public var kind: RecordKind
  public var engine: String
  public var packs: [String]
  public var commitment: Commitment

  public init(
    index: Int, time: String, kind: RecordKind, engine: String, packs: [String], commitment: Commitment
  ) {
    self.index = index
    self.time = time
    self.kind = kind
    self.engine = engine
    self.packs = packs.sorted()
    self.commitment = commitment
  }

  public var bytes: [UInt8] {
    let value: JSONValue = [
      "commitment": .string(commitment.hex), "engine": .string(engine), "index": .number(ExactNumber(index)),
      "kind": .string(kind.rawValue), "packs": .array(packs.map { .string($0) }), "time": .string(time),
      "version": .number(ExactNumber(Self.version)),
    ]
    return value.canonical
  }

  public var hash: TreeHash { .leaf(bytes) }

  /// The leaf that these bytes are; nil if they are not exactly the bytes of one.
  public init?(_ bytes: [UInt8]) {
    guard let value = try? JSONReader.read(bytes, limits: Self.limits).value,
      value["version"]?.numberValue?.intValue == Self.version,
      let index = value["index"]?.numberValue?.intValue, index >= 0,
      let kind = value["kind"]?.stringValue.flatMap(RecordKind.init), let time = value["time"]?.stringValue,
      let engine = value["engine"]?.stringValue,
      let commitment = value["commitment"]?.stringValue.flatMap(Commitment.init(hex:)),
      let packs = value["packs"]?.arrayValue?.compactMap(\.stringValue)
    else { return nil }
    self.init(
      index: index, time: time, kind: kind, engine: engine, packs: packs, commitment: commitment)
    guard self.bytes == bytes else { return nil }
  }

  private static let limits = JSONLimits(bytes: 1 << 18, depth: 4, stringBytes: 1 << 12, values: 10_000)
}

/// SHA-256(`plumbline.ledger/1 payload` ‖ line feed ‖ 32-byte salt ‖ payload): binds a leaf to its payload, and tells
/// nothing of it to anyone who lacks the salt.
public struct Commitment: Sendable, Hashable {
  static let domain = Array("plumbline.ledger/1 payload\n".utf8)

  public let bytes: [UInt8]

  /// The commitment to an opening.
  public init(to opening: Opening) {
    var hash = SHA256()
    hash.update(data: Self.domain)
    hash.update(data: opening.salt)
    hash.update(data: opening.payload)
    bytes = Array(hash.finalize())
  }

  /// Nil if these are not 64 lower-case hex digits.
  public init?(hex: String) {
    guard let bytes = Hex.decode(hex), bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  public var hex: String { Hex.encode(bytes) }
}

/// What opens a commitment: the salt and the payload. Patient data.
public struct Opening: Sendable, Hashable {
  public static let saltSize = 32

  public var salt: [UInt8]
  /// Canonical JSON.
  public var payload: [UInt8]

  public init(salt: [UInt8], payload: [UInt8]) {
    self.salt = salt
    self.payload = payload
  }

  /// The payload under a new random salt.
  init(sealing payload: [UInt8]) {
    self.init(salt: Randomness.bytes(Self.saltSize), payload: payload)
  }
}
