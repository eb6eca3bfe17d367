import PlumblineCryptography
import PlumblineTestSupport
import Testing

/// Against the vectors that the standards print.
struct CryptographyTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `SHA-256 is that of FIPS 180`(text: String, digest: String) {
    #expect(Hex.encode(SHA256.hash(Array(text.utf8))) == digest)
  }

  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 1000])
  func `SHA-256 does not depend on how the bytes are cut`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for place in [0, count / 3, count] {
      #expect(SHA256.hash(Array(bytes[..<place]), Array(bytes[place...])) == SHA256.hash(bytes))
    }
  }

  @Test func `HMAC is that of RFC 4231, also for a key longer than a block`() {
    #expect(
      Hex.encode(HMAC.code(of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(
      Hex.encode(
        HMAC.code(
          of: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
          key: [UInt8](repeating: 0xAA, count: 131)))
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }

  @Test func `HKDF is that of RFC 5869, test case 3`() {
    let secret = [UInt8](repeating: 0x0B, count: 22)
    #expect(
      Hex.encode(HKDF.key(from: secret, info: ""))
        == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d")
    #expect(HKDF.key(from: secret, info: "a") != HKDF.key(from: secret, info: "b"))
  }

  // MARK: AES-256-GCM

  private static let key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
  private static let nonce = hex("cafebabefacedbaddecaf888")
  private static let context = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
  private static let plain = hex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
      + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39")

  @Test func `AES-256-GCM is that of its authors' test case 16`() throws {
    let box = try #require(
      AESGCM.seal(Self.plain, key: Self.key, nonce: Self.nonce, context: Self.context))
    #expect(
      Hex.encode(box) == Hex.encode(Self.nonce)
        + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b")
    #expect(AESGCM.open(box, key: Self.key, context: Self.context) == Self.plain)
  }

  @Test func `a box does not open if a byte of it, its context or its key was changed, or if it was cut`()
    throws
  {
    let box = try #require(
      AESGCM.seal(Self.plain, key: Self.key, nonce: Self.nonce, context: Self.context))
    for place in box.indices {
      var changed = box
      changed[place] ^= 1
      #expect(AESGCM.open(changed, key: Self.key, context: Self.context) == nil)
      #expect(AESGCM.open(Array(box[..<place]), key: Self.key, context: Self.context) == nil)
    }
    #expect(AESGCM.open(box, key: Self.key, context: []) == nil)
    #expect(AESGCM.open(box, key: Self.key.reversed(), context: Self.context) == nil)
    #expect(AESGCM.open(box, key: Array(Self.key.dropLast()), context: Self.context) == nil)
  }

  @Test(arguments: [0, 1, 15, 16, 17, 4096])
  func `what was sealed opens, whatever its length`(count: Int) throws {
    let plain = Randomness.bytes(32).prefix(1) + [UInt8](repeating: 0x5A, count: count)
    let key = Randomness.bytes(AESGCM.keySize)
    let nonce = Randomness.bytes(AESGCM.nonceSize)
    for context in [[], Array("context".utf8)] {
      for text in [Array(plain), Array(plain.dropFirst())] {
        let box = try #require(AESGCM.seal(text, key: key, nonce: nonce, context: context))
        #expect(box.count == text.count + AESGCM.nonceSize + AESGCM.tagSize)
        #expect(AESGCM.open(box, key: key, context: context) == text)
      }
    }
  }

  @Test func `a key or a nonce of another size seals nothing`() {
    #expect(AESGCM.seal([], key: Array(Self.key.dropLast()), nonce: Self.nonce, context: []) == nil)
    #expect(AESGCM.seal([], key: Self.key, nonce: Self.nonce + [0], context: []) == nil)
  }

  // MARK: Ed25519

  @Test(arguments: [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        + "d25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        + "4a7c15e9716ed28dc027beceea1ec40a"
    ),
  ])
  func `Ed25519 is that of RFC 8032, section 7_1`(
    seed: String, publicKey: String, message: String, signature: String
  ) throws {
    #expect(Hex.encode(try #require(Ed25519.publicKey(ofSeed: hex(seed)))) == publicKey)
    #expect(Hex.encode(try #require(Ed25519.signature(of: hex(message), seed: hex(seed)))) == signature)
    #expect(
      Ed25519.isValid(signature: hex(signature), of: hex(message), publicKey: hex(publicKey)))
  }

  @Test func `no changed signature, message or key is valid`() throws {
    let seed = Randomness.bytes(Ed25519.keySize)
    let key = try #require(Ed25519.publicKey(ofSeed: seed))
    let message = Array("a checkpoint\n".utf8)
    let signature = try #require(Ed25519.signature(of: message, seed: seed))
    #expect(signature.count == Ed25519.signatureSize)
    #expect(Ed25519.isValid(signature: signature, of: message, publicKey: key))
    for place in signature.indices {
      var changed = signature
      changed[place] ^= 0x10
      #expect(!Ed25519.isValid(signature: changed, of: message, publicKey: key))
    }
    #expect(!Ed25519.isValid(signature: signature, of: message + [0], publicKey: key))
    #expect(!Ed25519.isValid(signature: Array(signature.dropLast()), of: message, publicKey: key))
    #expect(!Ed25519.isValid(signature: signature, of: message, publicKey: Array(key.dropLast())))
    #expect(Ed25519.publicKey(ofSeed: Array(seed.dropLast())) == nil)
    #expect(Ed25519.signature(of: message, seed: seed + [0]) == nil)
  }
}

private func hex(_ text: String) -> [UInt8] { Hex.decode(text) ?? [] }
