import PlumblineTransparency

/// Signed notes, checkpoints, proofs and keys: what is read is written as the same bytes, and no signature is valid for another text.
struct NoteTarget: Target {
  private let key: SigningKey

  init() throws { key = try Self.key() }

  static func key() throws -> SigningKey {
    guard let key = SigningKey(name: "example.org/log", seed: Array(1...32)) else { fail("no key") }
    return key
  }

  func check(_ input: [UInt8]) {
    let bytes = Marker.plant(input)
    do {
      let note = try SignedNote(parsing: bytes)
      law("a note is written as the same bytes", note.bytes == bytes)
      if let text = try? note.verify([key.verifier]) {
        law("a signer is one of the given keys", text == [key.verifier])
      }
      let parts = try SignedNote(text: note.text, signatures: note.signatures)
      law("a note of the same parts is the same", parts == note && parts.bytes == bytes)
    } catch { Marker.isNot(in: error.description) }
    do {
      let proof = try LogProof(parsing: bytes)
      law("a proof is written as the same bytes", proof.bytes == bytes)
      law("nothing is proved without a key", (try? proof.verify(leaf: [], keys: [], origin: nil)) == nil)
    } catch { Marker.isNot(in: error.description) }
    do {
      let request = try ConsistencyRequest(parsing: bytes)
      law("a request is written as the same bytes", request.bytes == bytes)
      law("no continuation is proved without a key", (try? request.verify(oldRoot: .empty, keys: [])) == nil)
    } catch { Marker.isNot(in: error.description) }
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    do {
      let checkpoint = try Checkpoint(parsing: text)
      if checkpoint.extensions.isEmpty {
        law("a checkpoint is written as the same text", checkpoint.text.utf8.elementsEqual(bytes))
      }
      law(
        "a checkpoint of the same parts is the same",
        try Checkpoint(parsing: checkpoint.text).root == checkpoint.root)
    } catch { Marker.isNot(in: "\(error)") }
    if let key = VerifierKey(text) {
      law("a key is written as the same text", key.description.utf8.elementsEqual(bytes))
    }
    if let key = SigningKey(text) {
      law("a secret is written as the same text", key.text.utf8.elementsEqual(bytes))
      law("a secret is not printed", !"\(key)".contains(text.suffix(40)))
    }
    checkSigning(text)
  }

  /// Signs a text, and checks that the signature is valid for no other.
  private func checkSigning(_ text: String) {
    guard let note = try? key.sign(text + "\n") else { return }
    guard let read = try? SignedNote(parsing: note.bytes) else {
      fail("law broken: what was signed can be read\n\(note)")
    }
    law("what was signed is read as the same", read == note)
    law("the signer is known", (try? read.verify([key.verifier])) == [key.verifier])
    var draw = Draw(note.bytes)
    var bytes = note.bytes
    for _ in 0...draw.next(2) {
      let place = draw.next(bytes.count)
      switch draw.next(3) {
      case 0: bytes[place] ^= 1 << UInt8(draw.next(8))
      case 1: bytes.insert(bytes[draw.next(bytes.count)], at: place)
      default: bytes.remove(at: place)
      }
    }
    if let other = try? SignedNote(parsing: bytes), (try? other.verify([key.verifier])) != nil {
      law("a signature is valid only for its own text", other.text == note.text, bytes.text)
    }
  }
}
