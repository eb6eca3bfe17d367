public import PlumblineGuideline

/// A field of care that is not back pain: no base, other stages, outcomes and names, and stops in a pack of another name.
public enum OtherField {
  public static let vocabulary = """
    pack "bp-facts" { version = "1.0.0", title = "v", purpose = "p", authors = { "a" } }
    fact "person.age" { type = "integer", range = { 0, 120 }, label = "Age", question = "Age?" }
    fact "bp.systolic" { type = "integer", range = { 50, 300 }, label = "Systolic", question = "Systolic?" }
    fact "bp.confirmed" { type = "boolean", label = "Confirmed", question = "Confirmed at home?" }
    fact "danger.retina" { type = "boolean", label = "Retinal bleeding", question = "Retinal bleeding?" }
    fact "aim" { type = "code", codes = { "fewer-strokes" }, label = "Aim", question = "Aim?",
      goal_outcomes = { ["fewer-strokes"] = "stroke" } }
    """

  public static let manifest = """
    pack "bp-stops" { version = "1.0.0", title = "s", purpose = "p", authors = { "a" }, requires = { ["bp-facts"] = "1.0" } }
    """

  public static let domain = """
    domain "high-blood-pressure" {
      title = "High blood pressure", parts = { "drug" },
      stages = { "confirmation", { name = "scope", label = "who it is for" } },
      outcomes = { "stroke", { name = "blood-pressure", label = "blood pressure", eased = { "blood pressure" } } },
      timepoints = {
        { name = "first-year", label = "in the first year", from = 0 },
        { name = "later", label = "after a year", from = 12 },
      },
      flags = "danger", disclaimer = "Targets are averages of trials.",
    }
    """

  public static let stops = """
    stop "accelerated" { title = "Accelerated", when = danger.retina :is(true), urgency = "same-day", because = "b", action = "a" }
    exclude "children" { stage = "scope", title = "Children", when = person.age :below(18), because = "b", action = "a" }
    need_data "confirm" { stage = "confirmation", title = "Confirm", any_of = { bp.confirmed }, because = "b", action = "a" }
    """

  public static let rules = """
    pack "bp" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" }, requires = { ["bp-facts"] = "1.0", ["bp-stops"] = "1.0" } }
    source "trial" { citation = "c" }
    evidence "trial/drug/stroke/later" { source = "trial", intervention = "i", comparator = "c", outcome = "stroke",
      timepoint = "later", certainty = "high", certainty_seen = "paper", population = {} }
    pairing "drug+diet" { title = "A drug and a diet", what = "w", for_patient = "p" }
    pairing "advice" { title = "Advice", what = "w", for_patient = "p" }
    rule "high" { title = "High", when = bp.systolic :at_least(140), recommend = "drug+diet", slot = "drug", rank = 1,
      strength = "strong", claims = { "trial/drug/stroke/later" }, because = "b" }
    """

  public static let otherwise = """
    otherwise "advice" { title = "Advice", recommend = "advice", strength = "conditional", claims = {}, because = "b" }
    """

  /// The three packs, with parts replaced.
  public static func folders(
    domain: String = domain, stops: String = stops, rules: String = rules, otherwise: String = otherwise
  ) -> [PackFolder] {
    [
      Shipped.pack("bp-facts", ["facts.lua": vocabulary]),
      Shipped.pack("bp-stops", ["pack.lua": manifest, "domain.lua": domain, "stops.lua": stops]),
      Shipped.pack("bp", ["rules.lua": rules, "otherwise.lua": otherwise]),
    ]
  }
}
