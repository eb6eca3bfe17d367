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

  /// Refuses words that outlive an erasure and hold the patient's id as a word, whatever its case. Ids of one or two characters are
  /// not looked for: numbers of that length stand in many reasons.
  static func refuse(naming id: String, in texts: [(option: String, text: String?)]) throws(Fault) {
    let name = id.trimmingPrefix(while: \.isWhitespace).lowercased()
    guard name.count > 2 else { return }
    for (option, text) in texts {
      guard let text = text?.lowercased() else { continue }
      for place in text.ranges(of: name) {
        let before = text[..<place.lowerBound].last, after = text[place.upperBound...].first
        func isWord(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber } ?? false }
        if isWord(before) || isWord(after) { continue }
        throw Fault(
          .badInput,
          "\(option) contains the patient's id, and is kept after the erasure; say it without the id")
      }
    }
  }
}
