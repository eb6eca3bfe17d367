internal import PlumblineGuideline

/// The check for catalogues: what is missing, what is stale, and what says something else than its sentence.
enum Translations: Check {
  static let kinds = TranslationKinds.all

  static func findings(in subject: Subject) -> [Finding] {
    let sentences = subject.guideline.sentences
    let languages = Dictionary(grouping: subject.catalogues, by: \.language)
    return languages.sorted { $0.key < $1.key }.flatMap { language, catalogues in
      missing(language, catalogues, sentences, subject) + stale(catalogues, sentences, subject)
        + unfit(language, catalogues, sentences, subject) + changed(catalogues, subject)
    }
  }

  // MARK: what is missing, and what is left over

  /// A pack that has a catalogue of a language is to be whole in it.
  private static func missing(
    _ language: String, _ catalogues: [Catalogue], _ sentences: [PackSentence], _ subject: Subject
  ) -> [Finding] {
    let translator = Translator(catalogues)
    let translated = Set(catalogues.map(\.pack))
    var seen: Set<String> = []
    return sentences.compactMap { sentence in
      guard translated.contains(sentence.pack), subject.own.contains(sentence.pack),
        translator.entry(for: sentence) == nil, seen.insert("\(sentence.pack) \(sentence.text)").inserted
      else { return nil }
      return Finding(
        sentence.isSafety ? TranslationKinds.safety : TranslationKinds.missing,
        at: subject.location(
          sentence.place, of: sentence.word, named: sentence.name, field: sentence.field,
          quoting: String(sentence.text.prefix(40))),
        "`\(sentence.field)` of \(sentence.word) '\(sentence.name)' is not translated in '\(language)': `\(short(sentence.text))`"
      )
    }
  }

  private static func stale(
    _ catalogues: [Catalogue], _ sentences: [PackSentence], _ subject: Subject
  ) -> [Finding] {
    let said = Set(sentences.map(\.text))
    return entries(catalogues, subject).filter { !said.contains($0.source) }.map { source, entry in
      Finding(
        TranslationKinds.stale, at: subject.location(entry.place),
        "no pack in force says `\(short(source))`; translate what it says now, or remove this entry")
    }
  }

  // MARK: what does not fit

  private static func unfit(
    _ language: String, _ catalogues: [Catalogue], _ sentences: [PackSentence], _ subject: Subject
  ) -> [Finding] {
    let glossary = Glossary.of(language)
    let forPatients = Set(sentences.filter(\.isForPatient).map(\.text))
    let said = Set(sentences.map(\.text))
    return entries(catalogues, subject).filter { said.contains($0.source) }.flatMap { source, entry in
      let place = subject.location(entry.place)
      var found: [Finding] = []
      let fit = TranslationFit(source, entry.text)
      if !fit.isGood {
        found.append(Finding(TranslationKinds.numbers, at: place, words(fit, source)))
      }
      if fit.isReordered {
        found.append(
          Finding(
            TranslationKinds.order, at: place,
            "the translation of `\(short(source))` shows the patient's values in another order; see that each stands with its own words"
          ))
      }
      if entry.text == source, source.split(whereSeparator: { !$0.isLetter }).count > 3 {
        found.append(
          Finding(
            TranslationKinds.missing, at: place,
            "the translation of `\(short(source))` is the sentence itself, in its own language"))
      }
      if fit.isGood,
        let (said, translated) = TranslatedUnits(source).differing(from: TranslatedUnits(entry.text))
      {
        found.append(
          Finding(
            TranslationKinds.numbers, at: place,
            "the translation of `\(short(source))` counts in '\(translated)', and the sentence in '\(said)'"))
      }
      guard let glossary else { return found }
      let lost = glossary.negationsLost(from: entry.text, of: source)
      if lost > 0 {
        found.append(
          Finding(
            TranslationKinds.negation, at: place,
            "the translation of `\(short(source))` denies \(lost) thing\(lost == 1 ? "" : "s") less than the sentence"
          ))
      }
      if glossary.turnsLimit(of: source, in: entry.text) {
        found.append(
          Finding(
            TranslationKinds.limit, at: place,
            "the translation of `\(short(source))` draws a limit on the other side of its number"))
      }
      found += glossary.termsMissing(from: entry.text, of: source).map { term in
        Finding(
          TranslationKinds.term, at: place,
          "the translation of `\(short(source))` says \(term.english[0]) otherwise than the glossary, which has \(term.translations.joined(separator: " or "))"
        )
      }
      if forPatients.contains(source), let score = ReadingEase(entry.text).score, score < ReadingEase.normal {
        found.append(
          Finding(
            TranslationKinds.hardToRead, at: place,
            "the translation of `\(short(source))` has a reading ease of \(Int(score.rounded())), and 60 to 70 is normal"
          ))
      }
      return found
    }
  }

  private static func changed(_ catalogues: [Catalogue], _ subject: Subject) -> [Finding] {
    catalogues.filter { subject.own.contains($0.pack) }.compactMap { catalogue in
      guard let review = catalogue.review, !review.isCurrent else { return nil }
      return Finding(
        TranslationKinds.review, at: subject.location(catalogue.place),
        "\(review.by) signed this catalogue on \(review.on), before it changed; once it is read again, write pin = \"\(catalogue.pin)\""
      )
    }
  }

  /// The entries of the checked packs' catalogues, in their order.
  private static func entries(
    _ catalogues: [Catalogue], _ subject: Subject
  ) -> [(source: String, entry: Catalogue.Entry)] {
    catalogues.filter { subject.own.contains($0.pack) }.flatMap { catalogue in
      catalogue.entries.sorted { ($0.value.place, $0.key) < ($1.value.place, $1.key) }.map {
        ($0.key, $0.value)
      }
    }
  }

  private static func words(_ fit: TranslationFit, _ source: String) -> String {
    if let name = fit.placeholders.first {
      return
        "the translation of `\(short(source))` has other places for values: `{\(name)}` is not in both; write it as it stands in the sentence"
    }
    let (own, other) = fit.numbers ?? ([], [])
    return
      "the translation of `\(short(source))` has the numbers \(list(other)), and the sentence \(list(own)): write the same ones in the same order"
  }

  private static func list(_ numbers: [String]) -> String {
    numbers.isEmpty ? "none" : numbers.joined(separator: ", ")
  }

  /// The beginning of a sentence, to find it by.
  private static func short(_ text: String) -> String { text.count > 60 ? "\(text.prefix(57))…" : text }
}
