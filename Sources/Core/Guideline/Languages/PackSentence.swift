/// A text of a pack that a clinician or a patient reads: what a catalogue translates.
public struct PackSentence: Sendable, Hashable {
  public var text: String
  /// The declaration that says it: its place, word and name.
  public var place: Place
  public var word: String
  public var name: String
  public var field: String
  /// Whether somebody may come to harm if it is misread: stops, what they read, cautions that stand above the evidence or with every
  /// answer, and everything that names an emergency or suicide.
  public var isSafety: Bool
  public var isForPatient: Bool

  public var pack: String { place.pack }
}

/// The words of the source language that make a sentence one of safety, wherever it stands.
enum SafetyWords {
  private static let stems = [
    "suicid", "cauda equina", "self-harm", "emergency", "at once", "immediate", "today", "same day",
  ]

  static func occur(in text: String) -> Bool {
    let text = text.lowercased()
    return stems.contains { text.contains($0) }
  }
}

extension Guideline {
  /// Every text that an answer, an explanation, an interview or a profile to fill in can show, in the order of the packs.
  ///
  /// Not among them: citations, notes for authors, the texts of manifests, and the items of questionnaires, which are only shown in an
  /// official translation.
  public var sentences: [PackSentence] {
    var found: [PackSentence] = []
    _ = saying {
      found.append($0)
      return $0.text
    }
    return found
  }

  /// Returns the same guideline with other words for each of its texts. Nothing that decides is touched.
  ///
  /// - Parameter words: escapes, because `withoutActuallyEscaping` leaves the length of a path of the build in the program.
  func saying(_ words: @escaping (PackSentence) -> String) -> Guideline {
    var guideline = self
    SentenceWalk(of: self, words).walk(&guideline)
    return guideline
  }
}
