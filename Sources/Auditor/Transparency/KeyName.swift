/// The rules for a key's name.
///
/// <https://c2sp.org/signed-note>: not empty, no Unicode spaces, no plus, no control characters.
enum KeyName {
  static func isValid(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace }
  }
}
