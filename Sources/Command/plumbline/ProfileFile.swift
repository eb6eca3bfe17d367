import PlumblineFHIR
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// A profile in a file, read by the vocabulary in force.
enum ProfileFile {
  /// - Parameter showValues: whether problems are reported with the values that were found.
  static func read(
    _ path: String, _ vocabulary: Vocabulary, asOf: Day, showValues: Bool
  ) throws(Fault) -> Profile {
    let text = try Input.read(path, limit: ProfileReader.limits.bytes)
    do {
      return try LineProfile(vocabulary, asOf: asOf).read(text)
    } catch {
      throw Fault(.badInput, error.words("the profile cannot be read", showsValues: showValues))
    }
  }
}

/// Where a profile comes from: a file, or standard input for `-`, and facts that were given as options.
struct ProfileSource {
  /// nil if all facts were given as options.
  var file: String?
  /// Each as a line: `fear.tsk_17 = 44`.
  var facts: [String] = []
  var record = RecordOptions.byWhatItIs

  /// What a form says, in lines; nil if the profile comes from elsewhere.
  var text: String?

  /// Returns the text of the profile, the facts after the file's lines.
  func read() throws(Fault) -> [UInt8] {
    if let text { return Array(text.utf8) }
    let text =
      try file.map { path throws(Fault) in try record.text(of: path) } ?? []
    if facts.isEmpty { return text }
    if text.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "{") {
      throw Fault(
        .badInput, "--set adds to a profile in lines, and this one is JSON; write the facts into it")
    }
    return text + Array(("\n" + facts.joined(separator: "\n")).utf8)
  }
}
