import Glibc
import PlumblineCohort
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// The packs of this repository, found through the environment variable `PLUMBLINE_RULES`.
struct ShippedPacks {
  /// The day of every answer.
  static let day = Day("2026-11-20") ?? .last

  let evaluator: Evaluator
  let reader: ProfileReader
  /// The facts that must stop by themselves: red flags.
  let flags: [Fact.Index]

  var guideline: Guideline { evaluator.guideline }
  var vocabulary: Vocabulary { evaluator.guideline.vocabulary }

  init() throws {
    let path = getenv("PLUMBLINE_RULES").map { String(cString: $0) } ?? "Rules"
    let guideline = try GuidelineLoader.load(try PackFolder.find(in: path))
    evaluator = Self.evaluator(guideline)
    reader = ProfileReader(guideline.vocabulary, asOf: Self.day)
    flags = guideline.vocabulary.facts.indices.filter {
      guideline.vocabulary[$0].name.hasPrefix("red_flags.")
    }
    law("there are red flags to check", flags.count >= 5)
  }

  static func evaluator(_ guideline: Guideline) -> Evaluator {
    let scripts = LuaScripts(guideline)
    return Evaluator(examining: guideline) { script, value in try scripts.run(script, value) }
  }

  /// The refusal of a profile.
  func refusal(of text: [UInt8]) -> Refusal {
    let readings = reader.readings(of: text, for: evaluator.factsOfStops)
    return evaluator.refusal(.profile, readings, asOf: ShippedPacks.day, problems: [])
  }

  /// Whether a red flag of a profile is true.
  func hasFlag(_ profile: Profile) -> Bool { flags.contains { profile[$0].value == .boolean(true) } }
}
