import PlumblineGuideline
import Testing

@testable import PlumblineChecker

/// A large number in a sum is not analysed value by value: what can be seen without that is found, and the check says what may be missing.
struct InexactSpaceTests {
  private static func clinic(_ when: String, linked: Bool) throws -> KneeClinic {
    let facts = ["first", "second"].map { name in
      """
      fact "knee.\(name)" {
        type = "integer", range = { 0, 5000 }, unit = "steps", label = "\(name)", question = "How many steps, \(name)?",
      }

      """
    }.joined()
    let sum = """
      fact "knee.gain" {
        type = "integer", range = { -5000, 5000 }, unit = "steps", label = "gain", question = "How many steps more?",
        is = knee.second - knee.first,
      }

      """
    return try KneeClinic.clean.replacing(
      "fact \"knee.wants\"", with: facts + (linked ? sum : "") + "fact \"knee.wants\"",
      in: "clinic-facts/pack.lua"
    ).replacing(
      "{ \"Secure footwear",
      with:
        "{ { says = \"Walk.\", when = any { knee.koos_pain :at_least(12), all { \(when) } } }, \"Secure footwear",
      in: "knee/pairings.lua")
  }

  @Test(arguments: [true, false])
  func `comparisons of one number that leave no value are found, in a sum or not`(linked: Bool) throws {
    for when in [
      "knee.first :below(50), knee.first :above(60)", "knee.first :at_most(9), knee.first :between(10, 20)",
    ] {
      let codes = try Self.clinic(when, linked: linked).findings().map(\.kind.code)
      #expect(codes.contains("clause-never-holds"), "\(codes)")
    }
    for when in [
      "knee.first :at_most(50), knee.first :at_least(50)", "knee.first :below(61), knee.first :above(59)",
    ] {
      let codes = try Self.clinic(when, linked: linked).findings().map(\.kind.code)
      #expect(!codes.contains("clause-never-holds"), "\(codes)")
    }
  }

  @Test(arguments: [true, false])
  func `a check that was not exact says so, and is not complete`(linked: Bool) throws {
    let checking = try Self.clinic("knee.first :below(50)", linked: linked).checking()
    #expect(checking.json["complete"] == .bool(!linked))
    #expect(checking.summary.contains("not analysed value by value") == linked)
  }
}
