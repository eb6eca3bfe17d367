public import PlumblineText

extension Guideline {
  /// What stands in a translated guideline in its own language.
  public struct Untranslated: Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
      /// No catalogue has the sentence: it is new, or has changed.
      case missing
      /// Its numbers or places for values are not those of the source.
      case misfit
    }

    public var sentence: PackSentence
    public var reason: Reason
  }

  /// Returns the same guideline in another language, and what is left in its own.
  ///
  /// A sentence of safety stands in both languages until a named clinician has signed its catalogue, and where it has no translation that
  /// fits, in its own.
  ///
  /// - Parameters:
  ///   - catalogues: in one language; a pack's own is read first.
  ///   - language: theirs, for what is said around the texts.
  public func translated(
    by catalogues: [Catalogue], in language: Language
  ) -> (guideline: Guideline, untranslated: [Untranslated]) {
    let translator = Translator(catalogues)
    var left: [Untranslated] = []
    var guideline = saying { sentence in
      guard let (entry, isReviewed) = translator.entry(for: sentence) else {
        left.append(Untranslated(sentence: sentence, reason: .missing))
        return sentence.text
      }
      guard TranslationFit(sentence.text, entry.text).isGood else {
        left.append(Untranslated(sentence: sentence, reason: .misfit))
        return sentence.text
      }
      // A code stands inside sentences, which have both languages already.
      return sentence.isSafety && !isReviewed && sentence.field != "labels"
        ? Bilingual(text: entry.text, english: sentence.text).joined : entry.text
    }
    guideline.language = language
    guideline.vocabularyInSource = vocabularyInSource ?? vocabulary
    guideline.holdingInSource = holdingStops
    return (guideline, left)
  }
}

/// Finds translations: in the pack's own catalogues, then in those of others.
public struct Translator: Sendable {
  private let byPack: [String: [Catalogue]]
  private let all: [Catalogue]

  /// - Parameter catalogues: in one language.
  public init(_ catalogues: [Catalogue]) {
    all = catalogues
    byPack = Dictionary(grouping: catalogues, by: \.pack)
  }

  public func entry(for sentence: PackSentence) -> (entry: Catalogue.Entry, isReviewed: Bool)? {
    for catalogue in (byPack[sentence.pack] ?? []) + all {
      if let entry = catalogue.entries[sentence.text] { return (entry, catalogue.isReviewed) }
    }
    return nil
  }
}

extension Guidelines {
  /// Returns the same guidelines in another language, and what is left in their own.
  public func translated(
    by catalogues: [Catalogue], in language: Language
  ) -> (guidelines: Guidelines, untranslated: [Guideline.Untranslated]) {
    var left: [Guideline.Untranslated] = []
    let members = members.map { member in
      let (guideline, rest) = member.guideline.translated(by: catalogues, in: language)
      left += rest
      return Member(
        guideline: guideline, alone: member.alone.translated(by: catalogues, in: language).guideline,
        folders: member.folders)
    }
    let view = Guideline(lookingAt: [], over: vocabulary).translated(by: catalogues, in: language).guideline
      .vocabulary
    return (Guidelines(members, over: members.count == 1 ? members[0].guideline.vocabulary : view), left)
  }
}
