import ArgumentParser
import Glibc
import PlumblineAudit

/// The register of people: `--people`, else `PLUMBLINE_PEOPLE`, else none.
struct PeopleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The site's register of people, with their public keys (default: PLUMBLINE_PEOPLE, else none).",
      valueName: "file"))
  var people: String?

  func register() throws(Fault) -> PeopleRegister? {
    if let people { return try People.register(people) }
    return try People.register()
  }
}

/// In whose name something is recorded.
enum People {
  /// The register of this site, `PLUMBLINE_PEOPLE`; nil if it has none.
  static func register() throws(Fault) -> PeopleRegister? {
    guard let path = environment("PLUMBLINE_PEOPLE") else { return nil }
    return try register(path)
  }

  /// Reads a register; refuses one that everybody may change, since it says whose key is whose.
  static func register(_ path: String) throws(Fault) -> PeopleRegister {
    let bytes = try SmallFile.read(path, limit: PeopleRegister.limit)
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & 0o002 != 0 {
      throw Fault(
        .badInput,
        "everybody on this machine can change \(path), so it does not say whose key is whose; run chmod o-w on it, and check it"
      )
    }
    do {
      return try PeopleRegister(parsing: bytes)
    } catch {
      throw Fault(.badInput, error.problems.map { "\(path): \($0)" }.joined(separator: "\n"))
    }
  }

  /// Returns who asks for an answer: `--by`, else the settings, else nobody. What a person does in their own name, such as an override, or
  /// asking about red flags, is never put down to a name from a file.
  static func asking(_ by: String?) throws(Fault) -> Setting<String?> {
    if let by { return Setting(by, from: "--by") }
    if let set = try Settings.read().first(\.by) { return Setting(set.value, from: set.from) }
    return Setting(nil, from: "none: nobody is recorded without --by")
  }

  /// How a name given with an option is recorded: as it is, or as the site's register (`PLUMBLINE_PEOPLE`) has it.
  ///
  /// - Throws: a ``Fault`` for someone whom the register does not have, if the site refuses them.
  static func recorded(_ name: String?, _ option: String = "--by") throws(Fault) -> String? {
    guard let name, let register = try register() else { return name }
    do {
      return try register.recorded(name)
    } catch {
      throw Fault(.badInput, "\(option): \(error)")
    }
  }
}
