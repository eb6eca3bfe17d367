internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// What a patient takes along while a stop is true: how soon to get help, the signs that it is about, whom to call, and that nothing is
/// chosen before. It names no disease, no score and no treatment to choose.
struct PatientStopPage {
  let alerts: [(alert: Decision.Alert, guideline: Guideline)]
  let language: Language

  var title: String { language.both("For you: what comes first") }

  var blocks: [HandoutBlock] {
    var blocks: [HandoutBlock] = []
    var said: Set<Gate.Urgency> = []
    for (alert, guideline) in alerts {
      if said.insert(alert.urgency).inserted { blocks.append(.urgent(when(alert.urgency))) }
      let stop = guideline.stops.first { $0.id == alert.id }
      if let signs = stop?.signs {
        blocks += [
          .paragraph(language.both("It is about signs like these:")), .list(Sentences.split(signs)),
        ]
      }
    }
    for treatment in held {
      blocks.append(
        .urgent(
          language.both(
            "Do not start {treatment} until you hear that you can.", ["treatment": treatment])))
    }
    blocks.append(.paragraph(language.both("We choose no treatment before this is looked at.")))
    guard let first = alerts.first?.guideline else { return blocks }
    let shown = Set(alerts.map(\.alert.id))
    return blocks + HelpBlocks(guideline: first).contacts + HelpBlocks(guideline: first).signs(without: shown)
  }

  private func when(_ urgency: Gate.Urgency) -> String {
    switch urgency {
    case .emergency: language.both("You need help at once. Do not wait.")
    case .sameDay: language.both("You need help today. Do not wait until tomorrow.")
    case .urgent: language.both("You need help soon. Do not wait for your next visit.")
    }
  }

  /// The treatments that a true stop holds back by name.
  private var held: [String] {
    let names = alerts.compactMap { alert, guideline -> String? in
      guard guideline.holdingStops.contains(alert.id), let base = guideline.domain.base else { return nil }
      let (own, english) = (guideline.domain.words(ofPart: base), base.replacing("-", with: " "))
      return own == english ? own : Bilingual(text: own, english: english).joined
    }
    return Set(names).sorted()
  }
}
