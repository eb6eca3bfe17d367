internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// When a patient gets help, and from whom: the signs of each stop, by how soon, and the site's contacts.
struct HelpBlocks {
  let guideline: Guideline
  private var language: Language { guideline.language }

  var all: [HandoutBlock] { signs() + contacts }

  /// - Parameter left: the stops that are left out, `pack/name`.
  func signs(without left: Set<String> = []) -> [HandoutBlock] {
    var blocks: [HandoutBlock] = []
    for (urgency, heading) in [
      (Gate.Urgency.emergency, language.both("Get help at once, day or night, if any of this is new:")),
      (.sameDay, language.both("Call the same day if any of this is new:")),
      (.urgent, language.both("Do not wait for your next visit. Call us if any of this is new:")),
    ] {
      let stops = guideline.stops.filter { $0.kind == .stop(urgency) && !left.contains($0.id) }
      let signs = stops.compactMap(\.signs).flatMap(Sentences.split)
      if !signs.isEmpty { blocks += [.heading(heading), .list(signs)] }
    }
    return blocks
  }

  /// Whom to call. A contact that is not set is said, and never guessed.
  var contacts: [HandoutBlock] {
    [.heading(language.both("Whom to call:"))]
      + ContactLines.all(guideline, in: language).map { .urgent($0) }
  }
}
