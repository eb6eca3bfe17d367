import ArgumentParser
import PlumblineGuideline

/// How a command records its decision.
struct RecordingOptions: ParsableArguments {
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  @Flag(help: "Do not record the answer; the answer says so.")
  var noRecord = false

  @Option(help: ArgumentHelp("Who asks, for the record (default: the settings).", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("What the answer is for, for the record.", valueName: "text"))
  var purpose: String?

  @Flag(help: "Replace the profile's id with a keyed pseudonym, in the answer and in the record.")
  var pseudonymise = false

  func validate() throws {
    try RecordedText.check("--by", by)
    try RecordedText.check("--purpose", purpose)
  }

  /// Refuses, before anything is asked, a name in which nothing could be recorded afterwards.
  func expectPerson() throws(Fault) { if !noRecord { _ = try People.recorded(People.asking(by).value) } }

  func recorder(_ guidelines: Guidelines) -> Recorder { Recorder(options: self, guidelines: guidelines) }
}

/// A text that a record keeps: neither blank nor too long.
enum RecordedText {
  static let limit = 4096

  static func check(_ option: String, _ text: String?) throws {
    guard let text else { return }
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("\(option) is blank") }
    if text.utf8.count > limit { throw ValidationError("\(option) takes at most \(limit) bytes") }
  }
}
