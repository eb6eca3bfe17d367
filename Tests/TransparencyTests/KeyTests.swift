import PlumblineTransparency
import Testing

struct KeyTests {
  private static let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  /// The key with which Go's sumdb/note is tested.
  private static let skey =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  private static let skeyVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

  @Test func `a verifier key names a signer`() throws {
    let key = try #require(VerifierKey(Self.vkey))
    #expect(key.name == "example.com/foo")
    #expect(key.id == 0x530d_903a)
    #expect(key.publicKey.count == 32)
    #expect(key.description == Self.vkey)
  }

  @Test(arguments: [
    "", "+", "++", "example.com/foo", "example.com/foo+530d903a", vkey + "=", vkey + "+", vkey + "\n",
    " " + vkey, "x" + vkey, vkey.replacing("530d", with: "530D"),
    vkey.replacing("530d903a", with: "530d903b"),
    vkey.replacing("foo+", with: "+"), vkey.replacing("foo", with: "f\u{A0}o"),
    vkey.replacing("+Aeky", with: "+Beky"), vkey.replacing("U2k", with: "U2l"),
    // ECDSA, with the id that such a key would have.
    "example.com/foo+530d903a+Ag==",
  ])
  func `a malformed verifier key is refused`(text: String) {
    #expect(VerifierKey(text) == nil)
  }

  @Test func `a signing key is read as Go writes it`() throws {
    let key = try #require(SigningKey(Self.skey))
    #expect(key.text == Self.skey)
    #expect(key.verifier.description == Self.skeyVerifier)
    #expect(SigningKey(name: key.name, seed: key.seed)?.text == Self.skey)
  }

  @Test(arguments: [
    "", "PRIVATE+KEY+", "PRIVATE+KEY+++", skeyVerifier, skey + "\n", skey.replacing("c74f", with: "c74e"),
    skey.replacing("PRIVATE", with: "Private"), skey.replacing("Peter", with: "Peter "),
    skey.replacing("+AYE", with: "+BYE"), skey.replacing("KEY+PeterNeumann", with: "KEY+"),
  ])
  func `a malformed signing key is refused`(text: String) {
    #expect(SigningKey(text) == nil)
  }

  @Test func `a new key can be stored and read again`() throws {
    let key = try #require(SigningKey(name: "example.org/é"))
    let again = try #require(SigningKey(key.text))
    #expect(again.seed == key.seed && again.verifier == key.verifier)
    #expect(VerifierKey(key.verifier.description) == key.verifier)
    #expect(try #require(SigningKey(name: "example.org/é")).seed != key.seed)
    #expect(try again.sign("a\n").verify([key.verifier]) == [key.verifier])
  }

  @Test func `printing a signing key shows no secret`() throws {
    let key = try #require(SigningKey(Self.skey))
    var dumped = ""
    dump(key, to: &dumped)
    for shown in ["\(key)", String(describing: key), String(reflecting: key), dumped, "\([key])"] {
      #expect(shown.contains("PeterNeumann"))
      #expect(!shown.contains("PRIVATE") && !shown.contains(Base64.encode(key.seed)))
      #expect(!shown.contains("\(key.seed[0]), \(key.seed[1])") && !shown.contains("PrivateKey"))
    }
  }

  @Test(arguments: ["", " ", "a b", "a+b", "a\nb", "a\u{A0}b", "a\u{2003}b", "a\u{85}", "\t", "a\u{1}"])
  func `a name is not empty and has no spaces, no plus and no control characters`(name: String) {
    #expect(SigningKey(name: name)?.text == nil)
    #expect(SigningKey(name: name, seed: Array(repeating: 1, count: 32)) == nil)
    #expect(NoteSignature(name: name, id: 1, bytes: [1]) == nil)
  }

  @Test(arguments: [0, 31, 33])
  func `a seed has 32 bytes`(count: Int) {
    #expect(SigningKey(name: "a", seed: Array(repeating: 1, count: count)) == nil)
  }

  @Test func `two spellings of a name are two names`() throws {
    let seed = [UInt8](repeating: 1, count: 32)
    let (one, two) = try (
      #require(SigningKey(name: "\u{E9}", seed: seed)), #require(SigningKey(name: "e\u{301}", seed: seed))
    )
    #expect(one.name == two.name, "they are equal as texts")
    #expect(one.verifier != two.verifier)
    #expect(throws: NoteError.noKnownSignature) { try one.sign("a\n").verify([two.verifier]) }
  }
}
