/// A text with signatures under it.
///
/// Its text must not be trusted until ``verify(_:)`` has succeeded.
///
/// <https://c2sp.org/signed-note>
public struct SignedNote: Hashable, Sendable, CustomStringConvertible {
  /// What was signed; ends in a newline.
  public let text: String
  /// The signatures in the order of the note; 1 to 64.
  public let signatures: [NoteSignature]

  /// Builds a note from its parts; refuses what ``init(parsing:)`` would not read.
  public init(text: String, signatures: [NoteSignature]) throws(NoteError) {
    self.text = text
    self.signatures = signatures
    try Self.check(bytes)
    guard text.utf8.last == Lines.newline else { throw .textWithoutNewline }
    if signatures.isEmpty { throw .noSignature }
    if signatures.count > ProofLimit.signatures { throw .tooManySignatures(limit: ProofLimit.signatures) }
  }

  /// Reads the note in `bytes` exactly: ``bytes`` returns the same.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    try Self.check(bytes)
    guard bytes.last == Lines.newline else { throw .noFinalNewline }
    // The text ends with the first of the last two consecutive newlines.
    guard
      let blank = bytes.indices.dropLast().last(where: {
        bytes[$0] == Lines.newline && bytes[$0 + 1] == Lines.newline
      })
    else { throw .noBlankLine }
    guard let text = String(validating: bytes[...blank], as: UTF8.self) else { throw .notUTF8 }
    var lines = Lines(Array(bytes[(blank + 2)...]))
    let linesBefore = bytes[...(blank + 1)].count { $0 == Lines.newline }
    var signatures: [NoteSignature] = []
    while let line = lines.next() {
      guard signatures.count < ProofLimit.signatures else {
        throw .tooManySignatures(limit: ProofLimit.signatures)
      }
      signatures.append(try Self.signature(on: line, number: linesBefore + lines.number))
    }
    if signatures.isEmpty { throw .noSignature }
    self.text = text
    self.signatures = signatures
  }

  /// The note in its written form.
  public var bytes: [UInt8] { Array(description.utf8) }

  /// The note in its written form.
  public var description: String { "\(text)\n\(signatures.map { $0.line + "\n" }.joined())" }

  /// Returns the `keys` that signed this note, in the order of its signatures; at least one.
  ///
  /// Signatures of other keys are ignored, even those that share a name or an id with one of `keys`. One invalid signature of a
  /// known key is enough to reject the note.
  ///
  /// <https://c2sp.org/signed-note>, "Signatures"
  public func verify(_ keys: [VerifierKey]) throws(NoteError) -> [VerifierKey] {
    let (known, text) = (Set(keys), Array(text.utf8))
    var signers: [VerifierKey] = []
    for signature in signatures {
      let matching = known.filter { $0.id == signature.id && $0.name.isSameBytes(as: signature.name) }
      guard let key = matching.first else { continue }
      guard matching.count == 1 else { throw .ambiguousKey(key.name) }
      guard key.isValid(signature: signature.bytes, for: text) else { throw .invalidSignature(key.name) }
      if !signers.contains(key) { signers.append(key) }
    }
    if signers.isEmpty { throw .noKnownSignature }
    return signers
  }

  private static func check(_ bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= ProofLimit.noteBytes else { throw .tooLong(limit: ProofLimit.noteBytes) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    if let line = Lines.firstWithControlCharacter(in: bytes) { throw .controlCharacter(line: line) }
  }

  private static func signature(on line: ArraySlice<UInt8>, number: Int) throws(NoteError) -> NoteSignature {
    guard let parts = line.after(NoteSignature.mark), let space = parts.firstIndex(of: UInt8(ascii: " "))
    else {
      throw .notASignature(line: number)
    }
    let name = String(decoding: parts[..<space], as: UTF8.self)
    guard KeyName.isValid(name) else { throw .badKeyName(line: number) }
    guard let bytes = Base64.decode(ascii: parts[(space + 1)...]) else { throw .badBase64(line: number) }
    let id = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    guard let signature = NoteSignature(name: name, id: id, bytes: Array(bytes.dropFirst(4))) else {
      throw .shortSignature(line: number)
    }
    return signature
  }

  public static func == (left: SignedNote, right: SignedNote) -> Bool {
    left.text.isSameBytes(as: right.text) && left.signatures == right.signatures
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(signatures)
  }
}
