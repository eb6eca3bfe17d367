internal import PlumblineCryptography
internal import PlumblineJSON
public import PlumblineTransparency

/// What the tree holds of a record, in clear and forever: nothing about the patient except a salted commitment.
///
/// Its bytes are canonical JSON (RFC 8785) with exactly these members: `commitment` (64 hex digits), `engine`, `index` (from 0),
/// `kind`, `packs` (digests, sorted), `time` (UTC, `2026-11-21T09:30:00.000Z`), `version` (1). An imported record's leaf has
/// version 2 and a further member `from`: the name under which it was first recorded. The leaf's hash is SHA-256(0x00 ‖ bytes),
/// as RFC 6962 §2.1 says.
public struct Leaf: Sendable, Hashable {
  /// The version, which says which members it has.
  public var version: Int { from == nil ? 1 : 2 }

  public var index: Int
  /// When the record was made, by the clock of the machine that made it.
  public var time: String
  public var kind: RecordKind
  public var engine: String
  public var packs: [String]
  public var commitment: Commitment
  /// The name under which an imported record was first recorded; nil for one of the ledger's own records.
  public var from: RecordName?

  public init(
    index: Int, time: String, kind: RecordKind, engine: String, packs: [String], commitment: Commitment,
    from: RecordName? = nil
  ) {
    self.index = index
    self.time = time
    self.kind = kind
    self.engine = engine
    self.packs = packs.sorted()
    self.commitment = commitment
    self.from = from
  }

  public var bytes: [UInt8] {
    var members = [
      JSONMember("commitment", .string(commitment.hex)), JSONMember("engine", .string(engine)),
      JSONMember("index", .number(ExactNumber(index))), JSONMember("kind", .string(kind.rawValue)),
      JSONMember("packs", .array(packs.map { .string($0) })), JSONMember("time", .string(time)),
      JSONMember("version", .number(ExactNumber(version))),
    ]
    if let from { members.append(JSONMember("from", .string(from.description))) }
    return JSONValue.object(members).canonical
  }

  public var hash: TreeHash { .leaf(bytes) }

  /// The leaf in the tree of an imported record's shard; nil for one of the ledger's own records.
  ///
  /// The two differ only in the number, the name and the version: the payload and its salt are the same, and so is the
  /// commitment. So the shard's tree can be rebuilt from what was imported, even from what was erased.
  public var original: Leaf? {
    from.map { from in
      var leaf = self
      leaf.index = from.index
      leaf.from = nil
      return leaf
    }
  }

  /// This record as it is imported under another number.
  func imported(from origin: String, as index: Int) -> Leaf {
    var leaf = self
    leaf.from = RecordName(origin: origin, index: self.index)
    leaf.index = index
    return leaf
  }

  /// Reads a leaf; nil if these are not exactly the bytes of one.
  public init?(_ bytes: [UInt8]) {
    guard let value = try? JSONReader.read(bytes, limits: Self.limits).value,
      let version = value["version"]?.numberValue?.intValue,
      let index = value["index"]?.numberValue?.intValue, index >= 0,
      let kind = value["kind"]?.stringValue.flatMap(RecordKind.init), let time = value["time"]?.stringValue,
      let engine = value["engine"]?.stringValue,
      let commitment = value["commitment"]?.stringValue.flatMap(Commitment.init(hex:)),
      let packs = value["packs"]?.arrayValue?.compactMap(\.stringValue)
    else { return nil }
    let name = value["from"]?.stringValue
    self.init(
      index: index, time: time, kind: kind, engine: engine, packs: packs, commitment: commitment,
      from: name.flatMap(RecordName.init))
    guard self.version == version, self.bytes == bytes, fault(bytes) == nil else { return nil }
  }

  /// Why its bytes could not be read again; nil if they can.
  ///
  /// Reading and recording use the same check, so that nothing is recorded that verifying would call damaged.
  func fault(_ bytes: [UInt8]) -> String? {
    guard Self.isTime(time) else {
      return
        "a record's time must be UTC in the form 2026-11-21T09:30:00.000Z, and the given one is not"
    }
    guard engine.utf8.count <= Self.longest, packs.allSatisfy({ $0.utf8.count <= Self.longest }) else {
      return "the name of the engine or of a pack is too long for a record"
    }
    // An original record leaves space for the name that importing adds.
    guard from != nil || bytes.count <= Self.size && packs.count <= Self.mostPacks else {
      return "more packs decided than a record can name"
    }
    return nil
  }

  private static let size = 1 << 18
  private static let mostPacks = 9_000
  private static let longest = 1 << 12
  private static let limits = JSONLimits(
    bytes: size + (1 << 13), depth: 4, stringBytes: longest, values: 10_000)

  /// Whether a string has the form of a record's time; one from another ledger may be anything.
  private static func isTime(_ text: String) -> Bool {
    let shape = "0000-00-00T00:00:00.000Z".utf8
    return text.utf8.count == shape.count
      && zip(text.utf8, shape).allSatisfy { byte, pattern in
        pattern == UInt8(ascii: "0")
          ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == pattern
      }
  }
}

/// SHA-256(`plumbline.ledger/1 payload` ‖ line feed ‖ 32-byte salt ‖ payload): binds a leaf to its payload, and reveals nothing
/// about it without the salt.
public struct Commitment: Sendable, Hashable {
  static let domain = Array("plumbline.ledger/1 payload\n".utf8)

  public let bytes: [UInt8]

  /// The commitment to an opening.
  public init(to opening: Opening) {
    bytes = SHA256.hash(Self.domain, opening.salt, opening.payload)
  }

  /// Reads a commitment; nil if these are not 64 lower-case hex digits.
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
