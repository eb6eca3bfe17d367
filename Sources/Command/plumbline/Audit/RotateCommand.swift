import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger
import PlumblineTransparency

/// `plumbline audit rotate`: exchanges the key that signs the ledger's heads, and records that.
struct RotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Exchange the key that signs the ledger, and record that.",
    discussion: """
      Ends the key and begins a new one; both sign the record that says so. `audit verify` then says which key vouches for which \
      records, and names a head that an ended key signed later. With --lost, for a key that nobody has any more, the new key signs \
      alone, and people of the register with their own keys: --by and --by-key, and --second and --second-key where the site asks for \
      two. Documentation/Ledger.md has the ceremony, step by step. Take a checkpoint before, and stop what has the ledger open.

      Examples:
        plumbline audit rotate --reason 'yearly exchange' --by officer
        plumbline audit rotate --reason 'stolen' --authority 'key policy 4'
      """)

  @Option(help: ArgumentHelp("Why; kept in the record.", valueName: "text"))
  var reason: String

  @Option(help: ArgumentHelp("On whose authority; kept in the record.", valueName: "text"))
  var authority: String?

  @Option(help: ArgumentHelp("Who exchanges the key, for the record.", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("The second person who agreed, for the record.", valueName: "person"))
  var second: String?

  @Flag(help: "The key is lost: continue without it.")
  var lost = false

  @Option(
    help: ArgumentHelp("With --lost: the file of the own private key of --by.", valueName: "file"),
    completion: .file())
  var byKey: String?

  @Option(
    help: ArgumentHelp("With --lost: the file of the own private key of --second.", valueName: "file"),
    completion: .file())
  var secondKey: String?

  @Option(
    help: ArgumentHelp(
      "With --lost: the public half of the lost key, as text or in a file (default: the one beside the ledger).",
      valueName: "key"), completion: .file())
  var formerKey: String?

  @OptionGroup(title: "People") var people: PeopleOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    for (option, text) in [
      ("--reason", reason), ("--authority", authority), ("--by", by), ("--second", second),
    ] {
      try RecordedText.check(option, text)
    }
    try SecondPerson.check(second, beside: by)
    guard lost else {
      if byKey != nil || secondKey != nil || formerKey != nil {
        throw ValidationError(
          "--by-key, --second-key and --former-key are for a lost key; without --lost the ended key itself signs"
        )
      }
      return
    }
    if by == nil || byKey == nil || authority == nil {
      throw ValidationError(
        "a lost key cannot sign: --lost takes --authority, and --by with --by-key, a person of the register who signs instead"
      )
    }
    if (second == nil) != (secondKey == nil) {
      throw ValidationError("the second person signs, too: give --second with --second-key")
    }
  }

  func run() throws {
    try reporting {
      try SecondPerson.expect(second, beside: by, people.register(), nothing: "exchanged")
      let rotation: Rotation
      if lost {
        rotation = try replacing()
      } else {
        let request = RotationRequest(
          reason: reason, authority: authority, by: try People.recorded(by),
          second: try People.recorded(second, "--second"))
        rotation = try existing(ledger).exchangeKey(request, time: now, engine: Evaluator.version)
      }
      if let warning = rotation.warning { Output.error(warning) }
      try Output.answer(rotation.words)
      return .success
    }
  }

  private func replacing() throws -> Rotation {
    guard let register = try people.register() else {
      throw Fault(
        .badInput,
        "nothing was exchanged: there is no register of people who could sign that the key was lost; name it with --people FILE or "
          + "PLUMBLINE_PEOPLE")
    }
    var witnesses: [RotationRequest.Witness] = []
    for (option, name, file) in [("--by", by, byKey), ("--second", second, secondKey)] {
      guard let name, let file else { continue }
      let person: PeopleRegister.Person
      do { person = try register.person(name) } catch {
        throw Fault(.badInput, "nothing was exchanged: \(option): \(error)")
      }
      let key = try PacksKeyCommand.read(file, forOwnerOnly: true)
      guard person.key == key.verifier else {
        throw Fault(
          .badInput,
          "nothing was exchanged: \(option)-key is not the key that the register of people gives '\(name)'; sign with that person's own key"
        )
      }
      if let period = person.periods[key.verifier], !period.holds(at: now()) {
        throw Fault(
          .badInput,
          "nothing was exchanged: \(option)-key: the register of people gives '\(name)' this key \(period), and that is not today (UTC)"
        )
      }
      witnesses.append(RotationRequest.Witness(person: name, key: key))
    }
    let request = RotationRequest(reason: reason, authority: authority, by: by, second: second)
    return try Ledger.replaceLostKey(
      try ledger.place(), formerKey: try formerKey.map { try Anchors.key($0) }, request, witnesses: witnesses,
      wrapping: try ledger.wrapping(.appending), time: now, engine: Evaluator.version)
  }
}
