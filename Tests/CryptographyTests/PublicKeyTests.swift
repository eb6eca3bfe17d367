import PlumblineCryptography
import Testing

/// Signatures that OpenSSL's command made over one message, with keys that were thrown away.
struct PublicKeyTests {
  private static let message = Array("a token\n".utf8)
  private static let point = (
    x: "7bdcf2f342c291cde7e96e997955f2905cef9a5d0ddc71776903a3f1c2285a76246bc57c3a6316b5b83d9c4aa120eb4d",
    y: "0b5250d18dc621330f945d10aa161e270a1e96619bb762894f468a05c70036cecaedad189a386906e67f383d16dda5f5"
  )
  private static let pointSignature =
    "9971310155618163c0ba54ec876b50ff4cef3a2a5f2eaf57e45821722e69f0b0a33de7f4da661422885452524b948a57"
    + "ef623a5a26d2028bb6408957bab5609671c9c3e358fe365668fb46585dc4dacac406c4bb7c476e55ae6f06b6cd99d244"
  private static let modulus =
    "b3a6c09a3a93a4901ad8bfa79e3d25a031b0996c074da91e625ab1a1fde1f0f421c7605871c7cbde0ba3396259000334"
    + "1a4fb55036b9141fd85c92622b1104a4684060b9c5cef4b5368de6febea5dc2db16d01216c7b1a023ea7f5ad01b55ce5"
    + "ef9a0519b5535bb007ee3575e76b3fbadb1c73e64f13a704137de9518846c0f275d548c11e421c8a0893b3fe9f477116"
    + "2436cc5cd041bdeeed6cb2a20c0bbc2ab7535caaa9966ffc956b7a961c54bb05559c7759d3382dc175f634c621ae5775"
    + "28f8533d5c5d16884dfb540d7fed2a5b7b30e8cd81298710607218afd4bd716324afbbb6dfe0265efde18571e2509bf5"
    + "45e3dc953c1a181619f866846cd37fd9"
  private static let modulusSignature =
    "2250e1605d506cd54af77594fff8086a415c9b4dfbfc78078d8f3d87509feaef7151732ad55f250321e6e68883524140"
    + "b8552af57d16978fd359c3e563153b6715baba5f3b763f61a0fb762e252c38465e8d95f38faf4a64f423c250d3f7921d"
    + "b5a16320ff3cbc235d8f5cd193d9791775e63432ac484d057724a3f69654b6c04fe4752170ae99fd5de50420f631d692"
    + "ecceb755e9f170843ec7259f1384475e31834847f937ab7389ad742c1beb92526a2e6200248f61824f7af9fee4302f23"
    + "8c4034824e11ee9841b7f89fa67cf085268b6e0365eb02413f7d796f8c4faccd6d39c6b8e8f1bbee73f5eb6e572ad612"
    + "0bc00126652a9543241f2bf882c4af43"
  private static let weakModulus =
    "bc0d9a4283f96fdaaa55c6fa2e041770c81043f2ab8e6296024d2c13cfff9c432481d3d2bdfaaf9b38a6c2aceaade136"
    + "5ebbbc0dcc5fa225c8b4d6de70e2e8afbe05e99e47d03b16053f3a796be0d47f78e098e600b9c06cd8277a312bcc2fd3"
    + "f6881fae0176132553c81ff2b9fb97f3b3a620fb4147deddfe99059046c258a5"

  private static let smallPoint = (
    x: "d3a683fd0b7c3c30f8be220ba9110b6657670424031245d7551bef56e27e23ee",
    y: "41258dad912f3aa58727830b947ede63d2e2ea0f3ca7b967b32d2ec85286f216"
  )
  private static let smallPointSignature =
    "f3686fc0e069494843c529fea952fba77ea688104773db71c3ee79933b219619"
    + "40bf72f4d4e46a78473a9f108fcbd1cfd5bf2048f99a18f89b1303802eebc8ed"
  private static let otherModulus =
    "ea89ef2a386f59f172e885ab5bffa683095348ba53819328f3aafaa6a84c94da4640c1c93365e6cff809a4d957f91161"
    + "af9c4a5021307e95caa0a47ec112121ae9fc99096ceb3cd900f8293edb2446be4bc0177404c665ce4bdf6e225b5a1a51"
    + "aecd95b8af1a00f2f418e9cacdec76a98684f5458f680a0795c8db161266aa15390e0d92a73fdd6f6f2a4520ab768215"
    + "4fed1f4e31ec175170797031b786e2b97f7fe04a3730fcd7b3dae3e0ae707992dffe107a0c557710d0537d22c95f511f"
    + "37fbbc652bfa24f34f04c37313265df62d6e03386d60da04ac07c84368109ad2ac26bcfbdcda0b9021d3830c0c540786"
    + "61ba11209f15769ec5deaedcd124bdb3"
  private static let otherModulusSignature =
    "da989d4bef65e8b5b4cdaed08fe7c0cc29fe970348869f0fefec5b051a06113426dfc4b4cb81cf0b73e54a9392ab8a4b"
    + "18918b79ed44cae1abef78a007e0d7213653a4d0b9eca1f029d6684fc5d7e603a39d8dca267f4cc60476d596b7fd03f4"
    + "bee08b77e133a708c72fef0ffe63f06289fc117afb4bc513af8a64109cf2ba8c20d760e3a0062f2efb5a8888402d7878"
    + "ea7ca13351d1c178fc3b3b7609860ddf89901ed5b3e500710a5d24b6249416a5a64b3aba6faf192b1b07ff2ab44be5e5"
    + "dbb37686df2667f611f3b8ed2b9fef6f95e12c2d6736dea55d0f61e4d2d96a65605ede5ea3243f4738eb21e3efb0a509"
    + "125f50beae1063f2543dab0d14bbaf00"

  private static let keys: [(key: PublicKey, scheme: PublicKey.Scheme, signature: [UInt8])] = [
    (.p384(x: bytes(point.x), y: bytes(point.y)), .es384, bytes(pointSignature)),
    (.rsa(modulus: bytes(modulus), exponent: [1, 0, 1]), .rs384, bytes(modulusSignature)),
    (.p256(x: bytes(smallPoint.x), y: bytes(smallPoint.y)), .es256, bytes(smallPointSignature)),
    (.rsa(modulus: bytes(otherModulus), exponent: [1, 0, 1]), .rs256, bytes(otherModulusSignature)),
  ]

  private static func bytes(_ text: String) -> [UInt8] { Hex.decode(text) ?? [] }

  @Test func `a signature of the key's holder is valid, and no changed one, nor over other bytes`() {
    for (key, scheme, signature) in Self.keys {
      let (isValid, isSigned) = (key.isValid, key.hasSigned(Self.message, signature: signature, by: scheme))
      #expect(isValid && isSigned)
      #expect(!key.hasSigned(Self.message + [0], signature: signature, by: scheme))
      for other in PublicKey.Scheme.allCases where other != scheme {
        #expect(!key.hasSigned(Self.message, signature: signature, by: other))
      }
      for place in stride(from: 0, to: signature.count, by: 13) {
        var changed = signature
        changed[place] ^= 0x10
        #expect(!key.hasSigned(Self.message, signature: changed, by: scheme))
      }
      for other in [
        [], signature + [0], Array(signature.dropLast()), [UInt8](repeating: 0, count: signature.count),
      ] {
        #expect(!key.hasSigned(Self.message, signature: other, by: scheme))
      }
      for other in Self.keys where other.key != key {
        #expect(!key.hasSigned(Self.message, signature: other.signature, by: scheme))
      }
    }
  }

  @Test func `what is no key, or a weak one, has signed nothing`() {
    let (x, y, n) = (Self.bytes(Self.point.x), Self.bytes(Self.point.y), Self.bytes(Self.modulus))
    for key: PublicKey in [
      .p384(x: x, y: x), .p384(x: [], y: []), .p384(x: Array(x.dropLast()), y: y), .p256(x: x, y: y),
      .p256(x: Self.bytes(Self.smallPoint.x), y: Self.bytes(Self.smallPoint.x)),
      .p384(x: [UInt8](repeating: 0, count: 48), y: [UInt8](repeating: 0, count: 48)),
      .rsa(modulus: n, exponent: [1]), .rsa(modulus: n, exponent: []), .rsa(modulus: n, exponent: [2]),
      .rsa(modulus: n, exponent: [1, 0, 0, 0, 1]), .rsa(modulus: [], exponent: [1, 0, 1]),
      .rsa(modulus: Self.bytes(Self.weakModulus), exponent: [1, 0, 1]),
      .rsa(modulus: n + n + n, exponent: [1, 0, 1]),
      .rsa(modulus: Array(n.dropLast()) + [0], exponent: [1, 0, 1]),
    ] {
      #expect(!key.isValid)
      for (_, scheme, signature) in Self.keys {
        #expect(!key.hasSigned(Self.message, signature: signature, by: scheme))
      }
    }
  }
}
