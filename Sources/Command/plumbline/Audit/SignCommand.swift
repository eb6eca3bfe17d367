import ArgumentParser
import PlumblineAudit
import PlumblineEngine
import PlumblineLedger
import PlumblineTransparency

/// `plumbline audit sign`: a person signs an answer or an override with a key of their own.
struct SignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign an answer or an override with your own key.",
    discussion: """
      The signature covers the ledger's name, the record's number and content, the meaning, you and the time. The record itself stays as \
      it is. Read it first: plumbline audit show RECORD. Your id and your public key are in the site's register of people; your private \
      key is a file that nobody else can read (plumbline packs key).

      Examples:
        plumbline audit sign 6 --as dr-adams --meaning decided --key adams.key
        plumbline audit sign 6 --as dr-adams --meaning reviewed --key adams.key
      """)

  @Argument(help: ArgumentHelp("The answer or override: its index or its whole name.", valueName: "record"))
  var record: RecordArgument

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Who signs: an id in the register of people.", valueName: "person"))
  var person: String

  @Option(
    help: ArgumentHelp(
      "What the signature states: decided or reviewed for an answer, overrode or reviewed for an override.",
      valueName: "meaning"))
  var meaning: SignatureMeaning

  @Option(
    help: ArgumentHelp("The file of the signer's private key, readable by its owner only.", valueName: "file")
  )
  var key: String

  @OptionGroup(title: "People") var people: PeopleOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func run() throws {
    try reporting {
      guard let register = try people.register() else {
        throw Fault(
          .badInput,
          "nothing was signed: there is no register of people; name it with --people FILE or PLUMBLINE_PEOPLE"
        )
      }
      let signer: PeopleRegister.Person
      do { signer = try register.person(person) } catch {
        throw Fault(.badInput, "nothing was signed: --as: \(error)")
      }
      let key = try PacksKeyCommand.read(key, forOwnerOnly: true)
      let ledger = try existing(ledger)
      let request = SigningRequest(about: try record.index(in: ledger), meaning: meaning, person: signer)
      do {
        let appended = try ledger.sign(request, with: key, time: now(), engine: Evaluator.version)
        try tell(appended, request.words(appended), ledger)
      } catch let fault as SigningRequest.Fault {
        throw Fault(.badInput, "nothing was signed: \(fault)")
      }
      return .success
    }
  }
}
