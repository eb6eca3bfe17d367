/// Names and values as addresses and forms have them (`application/x-www-form-urlencoded`).
package enum FormText {
  package static func encode(_ fields: [(name: String, value: String)]) -> String {
    fields.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&")
  }

  package static func encode(_ text: String) -> String {
    text.utf8.reduce(into: "") { text, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
  }

  /// An address with more in its query.
  package static func address(_ address: String, _ fields: [(name: String, value: String)]) -> String {
    "\(address)\(address.contains("?") ? "&" : "?")\(encode(fields))"
  }
}
