internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// A page for the patient, in the pack's own plain words. It contains no score, no certainty and no other patient.
struct PatientPage {
  private let recommendation: Decision.Recommendation
  private let site: Site?
  private let language: Language

  init(_ recommendation: Decision.Recommendation, _ site: Site?, in language: Language) {
    self.recommendation = recommendation
    self.site = site
    self.language = language
  }

  private static let opening = "This page is for you. Take it home, and bring your questions."
  private static let closing = [
    "You decide together with the person who treats you. You can ask what else there is, and you can say no.",
    "If something new happens, or you feel worse, do not wait for your next visit: say so.",
  ]

  /// Returns all sentences on the page.
  static func words(_ recommendation: Decision.Recommendation) -> [String] {
    [opening] + recommendation.forPatient + closing
  }

  var section: HTML {
    """
    <section class="patient" aria-labelledby="patient">
    <h2 id="patient">For you: what we talked about</h2>
    <p>\(Self.opening)</p>
    \(recommendation.forPatient.map { "<p>\($0)</p>" as HTML })
    \(Self.closing.map { "<p>\($0)</p>" as HTML })
    \(ContactLines.all(site, in: language).map { "<p><strong>\($0)</strong></p>" as HTML })
    </section>
    """
  }
}
