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
  /// The clinician who signed the sentences; nil if nobody did. English is the source and needs no signature.
  public let reviewedBy: String?
  /// What stands before the decimals: "." in English, "," in Dutch.
  let decimalMark: String

  /// The source language. It needs no catalogue.
  public static let english = Language(code: "en", sentences: [:])

  /// The codes of all languages, in their order; known without making a catalogue.
  public static let codes = ["en", "nl"]

  /// Every language that has a catalogue of the program's own sentences, the source first.
  public static let all = [english, dutch]

  /// The language of a code; nil if there is no catalogue for it.
  public static func named(_ code: String) -> Language? { all.first { $0.code == code } }

  public init(
    code: String, sentences: [String: String], reviewedBy: String? = nil, decimalMark: String = "."
  ) {
    self.code = code
    self.sentences = sentences
    self.reviewedBy = reviewedBy
    self.decimalMark = decimalMark
  }

  /// Whether a named clinician has signed these sentences, or they are the source.
  public var isReviewed: Bool { code == Self.english.code || reviewedBy != nil }

  /// Whether the language has words for a sentence.
  public func has(_ sentence: String) -> Bool { code == Self.english.code || sentences[sentence] != nil }

  /// `sentence` in this language, each `{name}` replaced with its value. A brace without a value stays as it is.
  public func callAsFunction(_ sentence: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
    filled(sentences[sentence] ?? sentence, values.map { ($0.key, $0.value) })
  }

  private func filled(_ template: String, _ values: [(key: String, value: String)]) -> String {
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

  /// A sentence of safety: in this language, and in English beside it until a named clinician has signed these sentences. A value in two
  /// languages is taken apart: each half stands in its own sentence.
  public func both(_ sentence: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
    if isReviewed { return self(sentence, values) }
    let halves = values.map {
      (name: $0.key, both: Bilingual($0.value) ?? Bilingual(text: $0.value, english: $0.value))
    }
    let (own, source) = (
      filled(self(sentence), halves.map { ($0.name, $0.both.text) }),
      filled(sentence, halves.map { ($0.name, $0.both.english) })
    )
    return own == source ? own : Bilingual(text: own, english: source).joined
  }

  /// A number as it is written here: "0,63".
  public func number(_ text: String) -> String {
    decimalMark == "." ? text : text.replacing(".", with: decimalMark)
  }

  /// Returns a text with its numbers as they are written here: "7,4 % × 10,93"; a dot between anything else stays.
  public func numbers(in text: String) -> String {
    decimalMark == "."
      ? text : text.replacing(#/([0-9])\.([0-9])/#) { "\($0.1)\(decimalMark)\($0.2)" }
  }
}

/// A sentence in another language with its source beside it: one text, so that nothing that prints it can forget the other half.
public struct Bilingual: Sendable, Hashable {
  public var text: String
  public var english: String

  private static let open = " [EN: "

  public init(text: String, english: String) {
    self.text = text
    self.english = english
  }

  /// Takes a joined text apart, for a page that sets the halves apart; nil for a text in one language.
  public init?(_ joined: String) {
    guard joined.hasSuffix("]"), let start = joined.firstRange(of: Self.open) else { return nil }
    text = String(joined[..<start.lowerBound])
    english = String(joined[start.upperBound...].dropLast())
  }

  /// Returns a text, of which parts may stand in two languages, in its own alone.
  public static func own(_ text: String) -> String {
    var own = ""
    var rest = text[...]
    while let start = rest.firstRange(of: open) {
      var depth = 1
      var end = start.upperBound
      while end < rest.endIndex, depth > 0 {
        depth += rest[end] == "[" ? 1 : rest[end] == "]" ? -1 : 0
        end = rest.index(after: end)
      }
      own += rest[..<start.lowerBound]
      rest = rest[end...]
    }
    return own + rest
  }

  /// Joins texts, of which some stand in two languages: first all in their own, then all in English.
  public static func joined(_ texts: [String], separator: String) -> String {
    let all = texts.map { Bilingual($0) ?? Bilingual(text: $0, english: $0) }
    let (own, english) = (all.map(\.text), all.map(\.english))
    return own == english
      ? own.joined(separator: separator)
      : Bilingual(text: own.joined(separator: separator), english: english.joined(separator: separator))
        .joined
  }

  public var joined: String { "\(text)\(Self.open)\(english)]" }
}
