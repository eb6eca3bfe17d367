import ArgumentParser
import PlumblineGuideline

/// How a command that decides records what it decides.
struct RecordingOptions: ParsableArguments {
  @OptionGroup var ledger: LedgerOptions

  @Flag(help: "Do not record the answer; the answer says so.")
  var noRecord = false

  @Option(help: ArgumentHelp("Who asks, for the record.", valueName: "person"))
  var by: String?

  @Option(help: ArgumentHelp("What the answer is for, for the record.", valueName: "text"))
  var purpose: String?

  @Flag(help: "Put a keyed pseudonym in the place of the profile's id, in the answer and in the record.")
  var pseudonymise = false

  func validate() throws {
    try RecordedText.check("--by", by)
    try RecordedText.check("--purpose", purpose)
  }

  func recorder(_ guideline: Guideline) -> Recorder { Recorder(options: self, guideline: guideline) }
}

/// A text that a record keeps: something, and not a book.
enum RecordedText {
  static let limit = 4096

  static func check(_ option: String, _ text: String?) throws {
    guard let text else { return }
    if text.allSatisfy(\.isWhitespace) { throw ValidationError("\(option) says nothing") }
    if text.utf8.count > limit { throw ValidationError("\(option) takes \(limit) bytes at most") }
  }
}
