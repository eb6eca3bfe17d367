import PlumblineCryptography
import PlumblineTransparency
import Testing

struct EncodingTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `base64 is that of RFC 4648, section 10`(text: String, base64: String) {
    #expect(Base64.encode(Array(text.utf8)) == base64)
    #expect(Base64.decode(base64) == Array(text.utf8))
  }

  @Test func `base64 has two characters besides letters and digits`() {
    #expect(Base64.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
    #expect(Base64.decode("+/+/") == [0xFB, 0xFF, 0xBF])
  }

  @Test(arguments: [
    "Zg", "Zg=", "Zg===", "Zm8", "Zm9v=", "Zm9v====", "====", "=", "Z===", "Zh==", "Zm9=", "Zm 8=", "Zm8=\n",
    " Zm9v", "Zm-_", "Zg==Zg==", "Z=g=", "Zm9é", "Zm9v\0\0\0\0",
  ])
  func `malformed base64 is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func `hex is written in lower case, two digits for each byte`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Hex.encode([0, 0x0A, 0xF9]) == "000af9")
    #expect(Hex.decode(Hex.encode(bytes)) == bytes)
  }

  @Test(arguments: ["0", "0A", "0g", " 0", "é", "0x", "00\n"])
  func `malformed hex is refused`(text: String) {
    #expect(Hex.decode(text) == nil)
  }
}
