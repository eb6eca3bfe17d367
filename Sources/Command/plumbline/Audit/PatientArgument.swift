import ArgumentParser
import PlumblineGuideline
import PlumblineInterchange

/// The patient that a command is about. An identity is never an argument, where every process of the machine could read it.
struct PatientArgument: ExpressibleByArgument {
  private let source: String

  static let help = ArgumentHelp(
    "The patient: - to read the id from standard input, a file that holds it, or a pseudonym P-….",
    valueName: "-|file|pseudonym")

  init?(argument: String) { source = argument }

  /// Reads the id or the pseudonym.
  func read() throws(Fault) -> String {
    if Self.isPseudonym(source) { return source }
    let bytes: [UInt8]
    do {
      bytes = try Input.read(source, limit: 1024)
    } catch {
      throw Fault(
        .badInput,
        "--patient takes - (the id is then read from standard input), a file that holds the id, or a pseudonym P-…: an id is "
          + "never an argument, where others could read it")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(.badInput, "the text for --patient is not UTF-8")
    }
    let id = text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
    guard !id.isEmpty, id.utf8.count <= 200, !id.contains("\n") else {
      throw Fault(
        .badInput, "the text for --patient must be one line of 1 to 200 bytes: only the id"
      )
    }
    return id
  }

  /// Whether a text is a pseudonym: `P-` and 20 hexadecimal digits.
  private static func isPseudonym(_ text: String) -> Bool {
    text.utf8.count == 22 && text.hasPrefix("P-")
      && text.dropFirst(2).utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }
}
