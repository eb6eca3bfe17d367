public import PlumblineGuideline

/// A pack with one stop and one rule, to which a test adds its subject.
public enum SmallPack {
  public static let people = """
    fact "flag" { type = "boolean", label = "flag", question = "flag?" }
    stop "flagged" { title = "t", when = flag :is(true), because = "b", action = "a", urgency = "urgent" }
    source "trial" { citation = "c" }
    evidence "trial/x/pain/mixed" { source = "trial", intervention = "i", comparator = "c", outcome = "pain",
      timepoint = "mixed", certainty = "low", certainty_seen = "paper", population = {} }
    pairing "exercise" { title = "Exercise", what = "w", for_patient = "p" }
    pairing "exercise+x" { title = "Exercise with x", what = "w", for_patient = "p" }

    """

  public static let score = """
    fact "score" { type = "integer", range = { 0, 10 }, label = "score", question = "score?" }

    """

  public static func rule(_ when: String) -> String {
    """
    rule "x" { title = "t", when = \(when), recommend = "exercise+x", slot = "psychological", rank = 1,
      strength = "conditional", claims = { "trial/x/pain/mixed" }, because = "b" }

    """
  }

  public static func manifest(_ version: String) -> String {
    "pack \"red-flags\" { version = \"\(version)\", title = \"t\", purpose = \"p\", authors = { \"a\" } }\n"
  }

  public static func guideline(_ texts: String..., version: String = "1.0.0") throws -> Guideline {
    try GuidelineLoader.load([
      Shipped.pack("red-flags", ["pack.lua": manifest(version) + people + texts.joined()])
    ])
  }
}
