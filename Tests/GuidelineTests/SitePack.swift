import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// A pack of one file over a small vocabulary with its stops, and the problems of loading it.
enum SitePack {
  /// A vocabulary and stops, so that a pack under test can be a whole guideline.
  static let ground = [
    Shipped.pack(
      "vocabulary",
      [
        "facts.lua": """
        pack "vocabulary" { version = "1.0.0", title = "v", purpose = "p", authors = { "a" } }
        fact "fear.tsk_17" { type = "integer", range = { 17, 68 }, label = "TSK-17", question = "?" }
        fact "fear.fabq_physical_activity" { type = "integer", range = { 0, 24 }, label = "FABQ-PA", question = "?" }
        fact "goal.primary" { type = "code", codes = { "function", "pain" }, label = "goal", question = "?" }
        fact "surgery.spinal" { type = "boolean", label = "surgery", question = "?" }
        fact "red_flags.any" { type = "boolean", label = "flag", question = "?" }
        """
      ]),
    Shipped.pack(
      "red-flags",
      [
        "stops.lua": """
        pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" }, requires = { vocabulary = "1" } }
        stop "flag" { title = "t", when = red_flags.any :is(true), urgency = "urgent", because = "b", action = "a" }
        """
      ]),
  ]

  static let manifest =
    #"pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "1.0" } } "#

  /// Returns the problems of a pack whose file starts on line 1 with its manifest, each checked for the form of errors.
  static func problems(_ text: String, others: [PackFolder] = ground) -> [String] {
    do {
      _ = try GuidelineLoader.load(
        others + [Shipped.pack("site", ["rules.lua": manifest + "\n" + text])])
      return []
    } catch {
      for problem in error.problems {
        let faults = ErrorForm.faults(in: problem.message)
        #expect(faults.isEmpty, "\(problem.message): \(faults.joined(separator: ", "))")
      }
      return error.problems.map(\.description)
    }
  }

  /// Returns a rule whose condition is on line 3.
  static func rule(_ condition: String, _ more: String = "") -> String {
    """
    pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }
    rule "r" { title = "t", when = \(condition), recommend = "exercise+x", slot = "psychological", rank = 1,
      strength = "conditional", claims = {}, because = "b", \(more) }
    """
  }
}
