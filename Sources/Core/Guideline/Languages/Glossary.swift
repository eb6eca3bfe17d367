/// Words whose translation is fixed: GRADE's levels, urgencies, and what is denied. One for each language, as data with its sources.
public struct Glossary: Sendable {
  /// A term, and how it may be translated.
  public struct Term: Sendable {
    /// In the source language, in lower case; a word that begins with it counts.
    public let english: [String]
    public let translations: [String]
    /// Where the translation was read; "recalled" if it was not.
    public let source: String
  }

  public let language: String
  public let terms: [Term]
  /// Words that deny, as whole words.
  public let negations: Set<String>
  /// Prefixes and words with which a denial may also be said: "onbehandeld".
  public let denyingPrefixes: [String]
  /// The words that draw a limit at a number: "or more".
  let limits: StatedLimits.Words

  /// The words with which the source language denies.
  static let englishNegations: Set<String> = [
    "not", "no", "never", "none", "nobody", "nothing", "without", "cannot", "neither", "nor",
  ]

  static let dutchNegations: Set<String> = [
    "niet", "geen", "nooit", "niets", "niemand", "zonder", "noch", "nergens", "nee", "evenmin",
  ]

  public static func of(_ language: String) -> Glossary? { language == "nl" ? .dutch : nil }

  private static let neurologists =
    "Nederlandse Vereniging voor Neurologie, richtlijn Epilepsie, table 1 (epilepsie.neurologie.nl), and Post voor zorg, GRADE-methodiek (postvoorzorg.nl): hoog, matig, laag, zeer laag. Richtlijnendatabase writes redelijk for matig (recalled)"

  public static let dutch = Glossary(
    language: "nl",
    terms: [
      Term(
        english: ["very low", "very-low"], translations: ["zeer laag", "zeer lage"], source: neurologists),
      Term(english: ["low-certainty"], translations: ["lage zekerheid"], source: neurologists),
      Term(
        english: ["certainty"], translations: ["zekerheid", "zeker"],
        source:
          "recalled; Huisartsen dementie, Graad van aanbeveling (huisartsendementie.be) writes niveau van bewijskracht and kwaliteit van de evidentie for the same"
      ),
      Term(
        english: ["emergency services"], translations: ["hulpdiensten"],
        source: "Rode Kruis-Vlaanderen, 112 bellen (rodekruis.be)"),
      Term(
        english: ["emergency"], translations: ["spoed", "hulpdiensten"],
        source:
          "Nivel, Triage (nivel.nl): the Nederlandse Triage Standaard calls U2 spoed and U3 dringend; U4 is the same day"
      ),
      Term(
        english: ["same day"], translations: ["dezelfde dag"],
        source: "Nivel, Triage (nivel.nl): U4, dezelfde dag"),
      Term(
        english: ["urgent"], translations: ["dringend"],
        source: "Nivel, Huisartsenpost: aanmelding - urgentie (nivel.nl): U3, dringend"),
      Term(
        english: ["cauda equina"], translations: ["cauda-equina"],
        source: "NHG-Standaard Lumbosacraal radiculair syndroom (M55), 2015: cauda-equinasyndroom"),
      Term(
        english: ["suicidal thoughts"], translations: ["zelfmoordgedachten", "gedachten aan zelfdoding"],
        source: "113 Zelfmoordpreventie and NRC, 7 July 2020 (nrc.nl): zelfmoordgedachten, zelfdoding"),
      Term(
        english: ["probably"], translations: ["waarschijnlijk"], source: "recalled"),
    ],
    negations: dutchNegations,
    denyingPrefixes: ["onbekend", "onbehandeld", "onbevestigd", "onvoldoende"], limits: .dutch)

  /// The terms of a sentence that its translation has in none of their forms.
  public func termsMissing(from translation: String, of source: String) -> [Term] {
    let (source, translation) = (source.lowercased(), translation.lowercased())
    var taken = source
    return terms.filter { term in
      let found = term.english.filter { taken.contains($0) }
      if found.isEmpty { return false }
      // A longer term comes first: "very low" is not also "low".
      for word in found { taken = taken.replacing(word, with: " ") }
      return !term.translations.contains { translation.contains($0) }
    }
  }

  /// How many denials of a sentence its translation lost; 0 if none.
  public func negationsLost(from translation: String, of source: String) -> Int {
    let said = SentenceWords.of(source).count { Self.englishNegations.contains($0) || $0.hasSuffix("n't") }
    let kept = SentenceWords.of(translation).count { word in
      negations.contains(word) || denyingPrefixes.contains { word.hasPrefix($0) }
    }
    return max(0, said - kept)
  }
}

/// The words of a sentence in lower case, without its placeholders.
enum SentenceWords {
  static func of(_ text: String) -> [String] {
    let plain = Template(text).parts.map { if case .text(let text) = $0 { text } else { " " } }.joined()
    return plain.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "-" }.map(String.init)
  }
}
