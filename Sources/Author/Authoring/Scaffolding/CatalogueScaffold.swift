public import PlumblineGuideline

/// A catalogue to translate: every sentence of a pack, with the translations that it has.
public struct CatalogueScaffold {
  private let pack: String
  private let language: String
  private let sentences: [PackSentence]
  private let translator: Translator
  private let old: Catalogue?

  /// - Parameters:
  ///   - guideline: the pack with what it requires.
  ///   - catalogues: those that there are.
  public init(_ pack: String, in language: String, of guideline: Guideline, _ catalogues: [Catalogue]) {
    self.pack = pack
    self.language = language
    sentences = guideline.sentences.filter { $0.pack == pack }.sorted { $0.place < $1.place }
    let own = catalogues.filter { $0.pack == pack && $0.language == language }
    translator = Translator(own)
    old = own.first
  }

  /// How many sentences have no translation yet.
  public var open: Int {
    Set(sentences.filter { translator.entry(for: $0) == nil }.map(\.text)).count
  }

  public var text: String {
    var lines = [
      "-- The sentences of the pack '\(pack)', each with its translation. A sentence that changes in the pack must be translated again.",
      "-- `plumbline check` finds what is missing, stale, or has other numbers. Documentation/Languages.md says how to sign it.",
      "",
      "catalogue \(Self.quoted(language)) {", "  translator = \(Self.quoted(old?.translator ?? "EXAMPLE")),",
      "", "  sentences = {",
    ]
    var seen: Set<String> = []
    var declaration = ""
    for sentence in sentences where seen.insert(sentence.text).inserted {
      let heading = "\(sentence.word) \(sentence.name)"
      if heading != declaration {
        lines += [declaration.isEmpty ? "    -- \(heading)" : "\n    -- \(heading)"]
        declaration = heading
      }
      let translation = translator.entry(for: sentence)?.entry.text ?? ""
      let mark = sentence.isSafety ? " -- safety" : ""
      lines += [
        "    [\(Self.quoted(sentence.text))] =\(mark)", "      \(Self.quoted(translation)),",
      ]
    }
    return (lines + ["  },", "}", ""]).joined(separator: "\n")
  }

  /// The translations of what bears on safety, and of what is said to patients, numbered and without their sentences: for somebody who
  /// translates them back and must not see the source.
  public var blind: String {
    var seen: Set<String> = []
    let texts = sentences.filter { ($0.isSafety || $0.isForPatient) && seen.insert($0.text).inserted }.map {
      translator.entry(for: $0)?.entry.text ?? "-"
    }
    return texts.enumerated().map { "\($0 + 1). \($1)\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      + "\""
  }
}
