/// The words of a report in one language: a view of an answer, which never changes what is decided.
///
/// A sentence is written in the source where it is used, in English, with a placeholder in braces for each value:
/// `language("{count} of {all} answered", ["count": "3", "all": "5"])`. A language other than English looks the sentence up in its
/// catalogue and falls back to English where it has none.
public struct Language: Sendable {
  /// BCP 47, `en` or `nl`.
  public let code: String
  /// English sentence, as it stands in the source, to its translation.
  let sentences: [String: String]

  /// The source language. It needs no catalogue.
  public static let english = Language(code: "en", sentences: [:])

  public init(code: String, sentences: [String: String]) {
    self.code = code
    self.sentences = sentences
  }

  /// `sentence` in this language, each `{name}` replaced with its value. A brace without a value stays as it is.
  public func callAsFunction(_ sentence: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
    let template = sentences[sentence] ?? sentence
    guard !values.isEmpty, template.utf8.contains(UInt8(ascii: "{")) else { return template }
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      text += rest[..<open]
      text += values.first { $0.key == name }?.value ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
