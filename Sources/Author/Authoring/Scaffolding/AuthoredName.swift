/// A name that an author chooses: lower case words of letters and digits, joined by `-`.
public struct AuthoredName: Sendable, Hashable, CustomStringConvertible {
  /// Why a string is not a name, and which name may have been meant.
  public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
  }

  public static let longest = 60

  public let description: String

  public init(_ text: String) throws(Refusal) {
    guard Self.isName(text) else { throw Self.refusal(text) }
    description = text
  }

  private static func isName(_ text: String) -> Bool {
    guard (1...longest).contains(text.utf8.count), text.utf8.first.map(isLetter) ?? false else {
      return false
    }
    return text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).allSatisfy {
      word in
      !word.isEmpty && word.allSatisfy { isLetter($0) || isDigit($0) }
    }
  }

  private static func refusal(_ text: String) -> Refusal {
    if text.utf8.count > longest {
      return Refusal(description: "a name has at most \(longest) letters; this one has \(text.utf8.count)")
    }
    let plain = plain(text)
    let hint = isName(plain) ? "; did you mean '\(plain)'?" : ""
    return Refusal(
      description:
        "'\(text)' is not a name: a name begins with a letter, and consists of lower case letters and digits in words joined by `-`\(hint)"
    )
  }

  /// Returns the same words as a name.
  private static func plain(_ text: String) -> String {
    let words = text.lowercased().utf8.split { !isLetter($0) && !isDigit($0) }
    return words.map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: "-")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The name as a group of facts: `sleep_hygiene`.
  var group: String { description.replacing("-", with: "_") }
}
