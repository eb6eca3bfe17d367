/// A site's pack in addition to the shipped ones, with constructs that these do not use: a computed fact, a scripted condition, a
/// rule that is never true, and a script that reads more than can be tried.
public enum ScriptedSite {
  public static func write(_ folder: borrowing Scratch) {
    folder.write("site/pack.lua", manifest)
    folder.write("site/rules.lua", rules)
  }

  private static let manifest = """
    pack "site" {
      version = "1.0.0", title = "A site", purpose = "For tests", authors = { "Tests" },
      requires = { vocabulary = "2.0", ["red-flags"] = "2.0", ["psychological-pairing"] = "2.0" },
    }
    """

  private static let rules = """
    fact "site.strain" {
      type = "integer", range = { 0, 99 }, label = "Strain", question = "-",
      reads = { cognition.pcs, pain.intensity },
      compute = function(facts)
        if facts.pain.intensity > 8 then return 99 end
        return facts.cognition.pcs + facts.pain.intensity
      end,
    }
    for _, name in ipairs { "walking", "swimming", "rowing", "yoga" } do
      pairing("exercise+" .. name) {
        title = "Exercise with " .. name, what = "-", for_patient = "-",
        adds = { exercise = { says = "It moves <b>all</b>.", sources = { "ho-2022" } } },
        lost_without = { [name] = { says = "The fun." } },
      }
    end
    rule "walk" {
      title = "Strain and pain: walk", recommend = "exercise+walking", role = "alternative",
      strength = "conditional", claims = { "ho-2022/pain-education/function/mid-term" }, because = "{site.strain}",
      when = all { site.strain :at_least(40),
        scripted "even pain" { reads = { pain.intensity }, says = "The pain score is even",
          test = function(facts) return facts.pain.intensity % 2 == 0 end } },
    }
    rule "row" {
      title = "A script that reads too much: row", recommend = "exercise+rowing", role = "alternative",
      strength = "conditional", claims = { "ho-2022/pain-education/function/mid-term" }, because = "-",
      when = scripted "much" { reads = { pain.duration_weeks, patient.age }, says = "Much is read",
        test = function(facts) return facts.pain.duration_weeks > 52 * facts.patient.age end },
    }
    rule "swim" {
      title = "Never: swim", recommend = "exercise+swimming", role = "alternative",
      strength = "conditional", claims = { "ho-2022/pain-education/function/mid-term" }, because = "-",
      when = all { pain.intensity :above(5), pain.intensity :below(3) },
    }
    """
}
