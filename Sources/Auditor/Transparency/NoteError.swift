/// Why a note cannot be read, built or trusted.
///
/// It repeats no part of the note except the name of a key that was already known.
public enum NoteError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooLong(limit: Int)
  case notUTF8
  case controlCharacter(line: Int)
  case noFinalNewline
  case noBlankLine
  case textWithoutNewline
  case noSignature
  case tooManySignatures(limit: Int)
  case notASignature(line: Int)
  case badKeyName(line: Int)
  case badBase64(line: Int)
  case shortSignature(line: Int)
  case cannotSign(String)
  case ambiguousKey(String)
  case invalidSignature(String)
  case noKnownSignature

  public var description: String {
    switch self {
    case .tooLong(let limit): "the note is longer than \(limit) bytes"
    case .notUTF8: "the note is not UTF-8"
    case .controlCharacter(let line): "line \(line): a control character: a note has none except newlines"
    case .noFinalNewline: "the note does not end in a newline"
    case .noBlankLine: "no blank line between a text and its signatures"
    case .textWithoutNewline: "the text of a note must end in a newline"
    case .noSignature: "the note has no signature"
    case .tooManySignatures(let limit): "the note has more than \(limit) signatures"
    case .notASignature(let line):
      "line \(line): not a signature: a signature is an em dash, a name and base64"
    case .badKeyName(let line): "line \(line): a key's name is not empty and has no spaces and no plus"
    case .badBase64(let line): "line \(line): the signature is not in strict base64"
    case .shortSignature(let line): "line \(line): the signature is too short"
    case .cannotSign(let name): "the key `\(name)` cannot sign"
    case .ambiguousKey(let name): "two different keys called `\(name)` have the same id"
    case .invalidSignature(let name): "the signature of `\(name)` does not belong to this text"
    case .noKnownSignature: "no signature of a known key"
    }
  }
}
