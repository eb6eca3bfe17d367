internal import PlumblineGuideline

/// The kinds of findings about catalogues.
enum TranslationKinds {
  static let safety = FindingKind(
    "translation-safety", .error,
    "a sentence that bears on safety has no translation",
    reason: """
      A stop, the question behind it, or a line about suicide or an emergency is printed in the source language where the rest is \
      translated: it is the line that must be understood. Most often the sentence has changed since it was translated. Translate it as it \
      stands now; who signed the catalogue has not read it.
      """,
    mistake: .init(
      said(emergency, isMarked: true), tests: Examples.vetoTest,
      catalogue: catalogue(
        #"    ["Strength training above 80"] = "Krachttraining boven 80","#)),
    fix: .init(
      said(emergency), tests: Examples.vetoTest,
      catalogue: catalogue(
        """
            ["Strength training above 80"] = "Krachttraining boven 80",
            ["Call the emergency services if the patient falls."] = "Bel de hulpdiensten als de patiënt valt.",
        """)))

  static let missing = FindingKind(
    "translation-missing", .warning,
    "a sentence of a pack has no translation in a language that the pack has",
    reason: """
      The sentence is printed in the source language among translated ones. Either it is new, or it has changed: a catalogue finds a \
      sentence by its text, so that no translation stays that says something else. `plumbline new language` writes the sentences that are \
      missing.
      """,
    mistake: .init(
      said("The review studied no older people.", isMarked: true), tests: Examples.vetoTest,
      catalogue: catalogue(#"    ["Strength training above 80"] = "Krachttraining boven 80","#)),
    fix: example(
      #"    ["The review studied no older people."] = "In de review werden geen ouderen bestudeerd.","#))

  static let stale = FindingKind(
    "translation-stale", .warning,
    "a catalogue translates a sentence that no pack says",
    reason: """
      It is never shown. Most often the sentence has changed in the pack: then the translation may be wrong too. Translate the new \
      sentence, and remove this one.
      """,
    mistake: example(
      """
          ["The review studied no older people."] = "In de review werden geen ouderen bestudeerd.",
          ["The review studied few older people."] = "In de review werden weinig ouderen bestudeerd.", -- ←
      """),
    fix: example(
      #"    ["The review studied no older people."] = "In de review werden geen ouderen bestudeerd.","#))

  static let numbers = FindingKind(
    "translation-numbers", .error,
    "a translation has other numbers, or other places for a patient's values, than its sentence",
    reason: """
      The numbers of a sentence are its doses and cut-offs, and must come in the same order; a place for a value, `{pain.intensity}`, must \
      stand in the translation as it is. Until they agree the sentence is shown in the source language. "0.63" may be written "0,63".
      """,
    mistake: example(
      #"    ["The review studied no older people."] = "In de review werden geen mensen boven 80 bestudeerd.", -- ←"#
    ),
    fix: example(
      #"    ["The review studied no older people."] = "In de review werden geen ouderen bestudeerd.","#))

  static let order = FindingKind(
    "translation-order", .note,
    "a translation shows the patient's values in another order than its sentence",
    reason: """
      A language may well put them in another order, and two places that were exchanged by mistake look just the same: "{pain.intensity} now, \
      {pain.before} before" then tells the patient the opposite. Read the two side by side, and allow the sentence once you have.
      """,
    mistake: .init(
      said("Age {patient.age}, pain {pain.intensity} of 10."), tests: Examples.vetoTest,
      catalogue: catalogue(
        """
            ["Strength training above 80"] = "Krachttraining boven 80",
            ["Age {patient.age}, pain {pain.intensity} of 10."] = "Leeftijd {pain.intensity}, pijn {patient.age} op 10.", -- ←
        """)),
    fix: .init(
      said("Age {patient.age}, pain {pain.intensity} of 10."), tests: Examples.vetoTest,
      catalogue: catalogue(
        """
            ["Strength training above 80"] = "Krachttraining boven 80",
            ["Age {patient.age}, pain {pain.intensity} of 10."] = "Leeftijd {patient.age}, pijn {pain.intensity} op 10.",
        """)))

  static let negation = FindingKind(
    "translation-negation", .error,
    "a translation denies less than its sentence",
    reason: """
      "Not", "no" and "never" turn a sentence into its opposite, and are the words that a translation loses most easily. The glossary has \
      the words of each language that deny; where the translation says it in another way, allow it with the reason.
      """,
    mistake: example(
      #"    ["The review studied no older people."] = "In de review werden ouderen bestudeerd.", -- ←"#),
    fix: example(
      #"    ["The review studied no older people."] = "In de review werden geen ouderen bestudeerd.","#))

  static let limit = FindingKind(
    "translation-turns-limit", .error,
    "a translation draws a limit on the other side of a number than its sentence",
    reason: """
      "12 weeks or more" and "12 weeks or less" have the same number, and send a patient the other way. Only words that both languages have \
      for a limit are compared. Write the limit of the sentence.
      """,
    mistake: .init(
      said("Strength training for 12 weeks or more."), tests: Examples.vetoTest,
      catalogue: catalogue(
        """
            ["Strength training above 80"] = "Krachttraining boven 80",
            ["Strength training for 12 weeks or more."] = "Krachttraining gedurende 12 weken of minder.", -- ←
        """)),
    fix: .init(
      said("Strength training for 12 weeks or more."), tests: Examples.vetoTest,
      catalogue: catalogue(
        """
            ["Strength training above 80"] = "Krachttraining boven 80",
            ["Strength training for 12 weeks or more."] = "Krachttraining gedurende 12 weken of meer.",
        """)))

  static let term = FindingKind(
    "translation-term", .warning,
    "a translation does not use the glossary's word for a term",
    reason: """
      Levels of certainty, urgencies and a few names have one translation everywhere, with its source in the glossary \
      (Documentation/Languages.md): two words for one level look like two levels.
      """,
    mistake: .init(
      said("The evidence is of very low certainty."), tests: Examples.vetoTest,
      catalogue: catalogue(
        """
            ["Strength training above 80"] = "Krachttraining boven 80",
            ["The evidence is of very low certainty."] = "Het bewijs is heel zwak.", -- ←
        """)),
    fix: .init(
      said("The evidence is of very low certainty."), tests: Examples.vetoTest,
      catalogue: catalogue(
        """
            ["Strength training above 80"] = "Krachttraining boven 80",
            ["The evidence is of very low certainty."] = "De zekerheid van het bewijs is zeer laag.",
        """)))

  static let hardToRead = FindingKind(
    "translation-hard-to-read", .note,
    "a translation for patients is hard to read by the formula for its language",
    reason: """
      By Douma's formula for Dutch 60 to 70 is normal, and below 60 is rather hard (Documentation/Languages.md). Shorter sentences and \
      shorter words raise it; whether the text is understood, only a reader can say.
      """,
    mistake: .init(
      "",
      catalogue: catalogue(
        #"    ["You exercise, and you walk on most days."] = "Lichaamsbeweging gecombineerd met wandelactiviteiten verdient regelmatige herhaling.", -- ←"#,
        patient: false)),
    fix: .init(
      "",
      catalogue: catalogue(
        #"    ["You exercise, and you walk on most days."] = "U doet oefeningen. Op de meeste dagen wandelt u.","#,
        patient: false)))

  static let review = FindingKind(
    "translation-review", .warning,
    "a catalogue has changed since it was signed",
    reason: """
      Who signed it has read other sentences. It counts as not reviewed, so what bears on safety is shown in both languages again. Have it \
      read, then write the new `pin`, the reader and the day.
      """,
    mistake: .init(
      "",
      catalogue: catalogue(
        "", head: #"reviewed_by = "A. Clinician", reviewed_on = "2026-10-01", pin = "0000000000000000","#,
        mark: Examples.mark)),
    fix: .init("", catalogue: catalogue("")))

  static let all = [safety, missing, stale, numbers, order, negation, limit, term, hardToRead, review]

  // MARK: examples

  private static func said(_ because: String, isMarked: Bool = false) -> String {
    Examples.veto.replacing(
      "because = \"The review studied no older people.\",",
      with: "because = \"\(because)\",\(isMarked ? Examples.mark : "")")
  }

  private static let emergency = "Call the emergency services if the patient falls."

  private static func example(_ entry: String) -> FindingKind.Example {
    .init(
      Examples.veto, tests: Examples.vetoTest,
      catalogue: catalogue(
        #"    ["Strength training above 80"] = "Krachttraining boven 80","# + "\n" + entry))
  }

  /// - Parameter patient: whether the sentence for patients is among those that are not shown.
  private static func catalogue(
    _ lines: String, patient: Bool = true, head: String = "", mark: String = ""
  ) -> String {
    """
    catalogue "nl" {\(mark)
      translator = "A. Translator",\(head.isEmpty ? "" : "\n  \(head)")
      sentences = {
    \(lines.isEmpty ? "" : lines + "\n")    \(patient ? Examples.otherSentences : Examples.otherSentencesForClinicians)
      },
    }
    """
  }
}
