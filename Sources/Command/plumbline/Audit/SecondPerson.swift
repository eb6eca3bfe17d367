import ArgumentParser
import PlumblineAudit

/// The second person who agrees to what cannot be undone, where the site asks for one.
enum SecondPerson {
  /// Refuses a second person who is the first.
  static func check(_ second: String?, beside by: String?) throws {
    if let second, let by, isSame(second, by) {
      throw ValidationError("--second is the same person as --by")
    }
  }

  /// Refuses an erasure, or what else is done, without two persons where the site asks for them (`PLUMBLINE_SECOND_PERSON`, or its
  /// register of people).
  static func expect(
    _ second: String?, beside by: String?, _ register: PeopleRegister?, nothing done: String = "erased"
  ) throws {
    let today = now().prefix(10)
    let isNeeded = try isNeeded(done) || register?.twoPersonsFrom.map { $0 <= today } ?? false
    if isNeeded, by == nil || second == nil {
      throw Fault(
        .badInput, "nothing was \(done): this site asks for two persons; name them with --by and --second")
    }
  }

  /// Whether the site asks for two persons. A word that is not known is not taken for no.
  private static func isNeeded(_ done: String) throws(Fault) -> Bool {
    switch environment("PLUMBLINE_SECOND_PERSON") {
    case nil, "off": return false
    case "required": return true
    default: throw Fault(.badInput, "nothing was \(done): PLUMBLINE_SECOND_PERSON takes off or required")
    }
  }

  /// Whether two names are one person's: case, blanks and punctuation do not count.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || letters(left) == letters(right)
  }

  private static func letters(_ name: String) -> [Character] {
    name.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 }
  }
}
