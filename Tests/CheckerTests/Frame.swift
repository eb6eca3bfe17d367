import PlumblineGuideline
import PlumblineTestSupport

@testable import PlumblineChecker

/// The packs around an example of a kind of finding.
///
/// The example's `shown` and `around` become the file `example.lua` of a pack `example`, and its `tests` become
/// `tests/example.lua`. Only that pack is checked. The frame completes the pack, free of findings:
///
/// - a manifest with its 13 source attributes, in `pack.lua` (left out if the example declares its own `pack`);
/// - `frame.lua`: source `trial-2020`, evidence `trial-2020/walking/function/mid-term`, pairing `exercise+walking`, and the
///   rule `walking-for-fear` (`fear.tsk_17 :above(37)`, slot "activity", rank 1) that uses them, with tests at its cut-off in
///   `tests/frame.lua` (left out if the example's tests are `-- none`).
///
/// Besides it, in force but not checked, for an example to name:
///
/// - pack `vocabulary` 1.0.0: patient.age 0–120 a; pain.intensity 0–10; pain.duration_weeks 0–5200 wk; pain.region (lumbar,
///   cervical, other); fear.tsk_17 17–68; fear.fabq 0–24; mood.phq_9 0–27; mood.phq_9_item_9 0–3 (never above phq_9);
///   body.weight 0–300 by 0.5 kg; goal.primary (function, pain, return-to-work); work.status (employed, on-sick-leave,
///   retired); surgery.spinal; surgery.weeks_since (only with surgery); red_flags.fracture;
/// - pack `red-flags` 1.0.0: stop `fracture`, exclude `under-eighteen` (patient.age below 18, stage adult-and-region);
/// - pack `common` 1.0.0: source `review-2021`; evidence `review-2021/strength/pain/mid-term` and
///   `review-2021/strength/function/mid-term`; pairings `exercise+strength` and `exercise+breathing`; rule
///   `common/strength-for-weight` (body.weight at least 120, slot "common", rank 1) that claims the evidence.
///
/// The line of a finding ends in `-- ←`; the page shows the mark too.
enum Frame {
  static let mark = "-- ←"
  static let none = "-- none"

  /// The packs of an example, the frame's own among them.
  static func folders(_ example: FindingKind.Example) -> [PackFolder] {
    let text = example.shown + "\n\n" + example.around + "\n"
    let hasManifest = ("\n" + text).contains("\npack \"")
    var files = ["example.lua": text]
    var tests: [String: String] = [:]
    if !hasManifest { files["pack.lua"] = Examples.frameManifest }
    files["frame.lua"] = own
    if example.tests != none { tests["tests/frame.lua"] = ownTests }
    if !example.tests.isEmpty { tests["tests/example.lua"] = example.tests }
    func texts(_ files: [String: String]) -> [PackFile] {
      files.map { PackFile(name: $0.key, text: Array($0.value.utf8)) }
    }
    func pack(
      _ name: String, _ files: [String: String], tests: [String: String] = [:],
      languages: [String: String] = [:]
    ) -> PackFolder {
      PackFolder(name: name, files: texts(files), tests: texts(tests), languages: texts(languages))
    }
    let languages = example.catalogue.isEmpty ? [:] : ["languages/nl.lua": catalogue(example)]
    return [
      pack("vocabulary", ["facts.lua": vocabulary]), pack("red-flags", ["stops.lua": redFlags]),
      pack("common", ["common.lua": common]), pack("example", files, tests: tests, languages: languages),
    ]
  }

  /// The catalogue of an example, with the frame's own sentences on one line, so that the lines keep their numbers.
  private static func catalogue(_ example: FindingKind.Example) -> String {
    let rest = ownSentences.map { "[\"\($0)\"] = \"\($1)\"," }.joined(separator: " ")
    return example.catalogue.replacing(Examples.otherSentencesForClinicians, with: rest).replacing(
      Examples.otherSentences, with: rest + " [\"\(forPatient.0)\"] = \"\(forPatient.1)\",")
  }

  private static let forPatient = (
    "You exercise, and you walk on most days.", "U doet oefeningen. Op de meeste dagen wandelt u."
  )

  private static let ownSentences: KeyValuePairs = [
    "exercise with walking": "oefeningen met wandelen", "exercise alone": "alleen oefeningen", "SMD": "SMD",
    "pain in the lower back": "pijn in de onderrug", "Exercise and walking": "Oefeningen en wandelen",
    "Exercise, and a walk on most days.": "Oefeningen, en op de meeste dagen een wandeling.",
    "High fear of movement: pair exercise with walking": "Veel bewegingsangst: voeg wandelen toe",
    "Fear of movement is high (TSK-17 {fear.tsk_17}; high: above 37).":
      "De bewegingsangst is hoog (TSK-17 {fear.tsk_17}; hoog: boven 37).",
  ]

  static func check(_ example: FindingKind.Example) -> Checking {
    Checking(folders(example), asOf: "2026-11-20") { $0.name == "example" }
  }

  /// The lines of an example that have the mark: `example/example.lua:3`.
  static func marked(_ example: FindingKind.Example) -> Set<String> {
    func lines(_ text: String, _ file: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
        line.hasSuffix(mark) ? "example/\(file):\(index + 1)" : nil
      }
    }
    return Set(
      lines(example.shown + "\n\n" + example.around, "example.lua")
        + lines(example.tests, "tests/example.lua") + lines(example.catalogue, "languages/nl.lua"))
  }

  static let own = """
    source "trial-2020" {
      citation = "Author A. Walking and exercise: a randomised trial. Journal 2020;1:1-10.",
      doi      = "10.1000/example.2020",
    }

    evidence "trial-2020/walking/function/mid-term" {
      source       = "trial-2020",
      intervention = "exercise with walking", comparator = "exercise alone",
      outcome      = "function", timepoint = "mid-term",
      certainty    = "low", certainty_seen = "the article, table 2",
      effect       = { measure = "SMD", value = 0.4, ci = { 0.1, 0.7 }, better = "higher", seen = "the article, table 2" },
      population   = {
        { says = "pain in the lower back", when = pain.region :is "lumbar" },
      },
    }

    pairing "exercise+walking" {
      title       = "Exercise and walking",
      what        = "Exercise, and a walk on most days.",
      for_patient = "You exercise, and you walk on most days.",
      sources     = { "trial-2020" },
    }

    rule "walking-for-fear" {
      title     = "High fear of movement: pair exercise with walking",
      when      = fear.tsk_17 :above(37),
      recommend = "exercise+walking",
      slot      = "activity", rank = 1,
      strength  = "conditional",
      claims    = { "trial-2020/walking/function/mid-term" },
      because   = "Fear of movement is high (TSK-17 {fear.tsk_17}; high: above 37).",
      sources   = { "trial-2020" },
    }
    """

  static let ownTests = """
    local given = { patient = { age = 40 }, red_flags = { fracture = false }, goal = { primary = "function" } }

    test "fear of movement is high above 37" {
      boundary = fear.tsk_17,
      given    = given,
      expect   = { [37] = { primary = "exercise" }, [38] = { primary = "exercise+walking" } },
    }
    """
}
