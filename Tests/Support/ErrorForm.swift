/// The form of an error, as Documentation/Error-messages.md has it: what is wrong, why, and what to do.
public enum ErrorForm {
  /// Words that a sentence may begin with although they are in capitals: names.
  private static let names: Set<String> = [
    "Lua", "SQLite", "Z3", "UTF", "JSON", "CSV", "GRADE", "LOINC", "DOI", "URL", "ID",
  ]

  /// How the part after a semicolon may begin: what to do, in the imperative; the nearest known name; or what it must be.
  private static let advice: Set<String> = [
    "add", "allow", "answer", "ask", "assess", "build", "check", "choose", "compare", "connect", "copy",
    "correct",
    "count", "create", "declare", "delete",
    "did", "divide", "end", "export", "file", "find", "fix", "give", "import", "install", "join", "keep",
    "leave", "list", "look", "make",
    "mark", "move", "name", "open", "pass", "put", "raise", "read", "remove", "rename", "repeat", "replace",
    "require", "restore", "rotate",
    "run", "save", "say", "see", "send", "set", "sign", "spell", "split", "start", "state", "stop", "test",
    "trust", "try", "turn", "unpack",
    "update", "use", "wait", "write",
  ]

  private static let quaint: Set<String> = [
    "anew", "house", "mend", "mended", "mends", "nought", "room", "rooms", "told", "whence",
  ]

  /// What is wrong with the form of an error's sentence, without the place in front of it; empty: nothing.
  public static func faults(in sentence: String) -> [String] {
    var faults: [String] = []
    if sentence.isEmpty { return ["it says nothing"] }
    if sentence.contains("\n") { faults.append("it has more than one line") }
    if sentence.hasSuffix("."), !sentence.hasSuffix("...") { faults.append("it ends with a full stop") }
    if sentence.contains("  ") { faults.append("it has two spaces in a row") }
    if sentence.count(where: { $0 == "`" }) % 2 != 0 { faults.append("a backtick is not closed") }
    let plain = withoutQuoted(sentence)
    if let first = plain.first, first.isUppercase {
      let word = String(plain.prefix { $0.isLetter || $0.isNumber })
      if !names.contains(word), word != word.uppercased() || word.count < 2 {
        faults.append("it begins with a capital letter")
      }
    }
    let words = plain.lowercased().split { !$0.isLetter }.map(String.init)
    faults += words.filter(quaint.contains).map { "it says '\($0)'" }
    for part in plain.split(separator: "; ").dropFirst() {
      let word = String(part.prefix { $0.isLetter })
      if !word.isEmpty, !advice.contains(word), !part.hasPrefix("it must ") {
        faults.append("after a semicolon it does not say what to do: '\(part)'")
      }
    }
    return faults
  }

  /// A sentence without what it quotes: names, code and examples are not its own words.
  private static func withoutQuoted(_ sentence: String) -> String {
    var plain = ""
    var end: Character?
    var previous: Character = " "
    for character in sentence {
      if let closing = end {
        if character == closing { end = nil }
      } else if character == "`" {
        end = "`"
        plain.append("x")
      } else if character == "'", !previous.isLetter, !previous.isNumber {
        end = "'"
        plain.append("x")
      } else {
        plain.append(character)
      }
      previous = character
    }
    return plain
  }
}
