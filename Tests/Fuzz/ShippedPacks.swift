import Glibc
import PlumblineCohort
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// The packs of this repository, which the environment's `PLUMBLINE_RULES` leads to.
struct ShippedPacks {
  /// The day that every answer is given on.
  static let day = Day("2026-11-20")!

  let evaluator: Evaluator
  let reader: ProfileReader
  /// The facts that alone must stop: red flags.
  let flags: [Fact.Index]

  var guideline: Guideline { evaluator.guideline }
  var vocabulary: Vocabulary { evaluator.guideline.vocabulary }

  init() throws {
    let path = getenv("PLUMBLINE_RULES").map { String(cString: $0) } ?? "Rules"
    let guideline = try GuidelineLoader.load(try PackFolder.find(in: path))
    evaluator = Self.evaluator(guideline)
    reader = ProfileReader(guideline.vocabulary)
    flags = guideline.vocabulary.facts.indices.filter {
      guideline.vocabulary[$0].name.hasPrefix("red_flags.")
    }
    law("there are red flags to look at", flags.count >= 5)
  }

  static func evaluator(_ guideline: Guideline) -> Evaluator {
    let scripts = LuaScripts(guideline)
    return Evaluator(examining: guideline) { script, value in try scripts.run(script, value) }
  }

  /// What is said of a profile that is refused.
  func refusal(of text: [UInt8]) -> Refusal {
    let readings = reader.readings(of: text, for: evaluator.factsOfStops)
    return evaluator.refusal(.profile, readings, asOf: ShippedPacks.day, problems: [])
  }

  /// Whether a red flag of a profile is true.
  func hasFlag(_ profile: Profile) -> Bool { flags.contains { profile[$0].value == .boolean(true) } }
}
