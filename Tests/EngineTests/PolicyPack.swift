import PlumblineEngine
import PlumblineGuideline
import PlumblineTestSupport

/// A pack as text for tests of the policy: eight boolean facts `a` to `h`, a score, a goal, and the declarations of a test.
enum PolicyPack {
  private static let base =
    #"""
    pack "red-flags" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }
    fact "score" { type = "integer", range = { 0, 10 }, label = "Score", question = "Score?" }
    fact "goal" { type = "code", codes = { "pain", "function" }, label = "Goal", question = "Goal?",
      goal_outcomes = { pain = "pain", ["function"] = "function" } }
    source "trial" { citation = "c" }
    pairing "exercise" { title = "Exercise", what = "w", for_patient = "p" }

    """#
    + "abcdefgh".map {
      #"fact "\#($0)" { type = "boolean", label = "\#($0.uppercased())", question = "\#($0)?" }"# + "\n"
    }.joined()

  static func stop(_ name: String, _ fact: String, urgency: String = "urgent", _ more: String = "") -> String
  {
    #"stop "\#(name)" { title = "Stop \#(name)", when = \#(fact) :is(true), because = "because", action = "act", urgency = "\#(urgency)" \#(more) }"#
      + "\n"
  }

  static func gate(_ kind: String, _ name: String, stage: String, _ when: String, _ more: String = "")
    -> String
  {
    #"\#(kind) "\#(name)" { stage = "\#(stage)", title = "Gate \#(name)", when = \#(when), because = "because", action = "act" \#(more) }"#
      + "\n"
  }

  static func evidence(_ part: String, _ outcome: String, _ certainty: String, population: String = "")
    -> String
  {
    #"""
    evidence "trial/\#(part)/\#(outcome)/mixed" { source = "trial", intervention = "i", comparator = "c", outcome = "\#(outcome)",
      timepoint = "mixed", certainty = "\#(certainty)", certainty_seen = "paper", population = { \#(population) } }

    """#
  }

  static func pairing(_ part: String, _ more: String = "") -> String {
    #"pairing "exercise+\#(part)" { title = "Exercise with \#(part)", what = "w", for_patient = "p" \#(more) }"#
      + "\n"
  }

  /// A rule that recommends `exercise+part`.
  ///
  /// - Parameter place: such as `slot = "one", rank = 1`.
  static func rule(
    _ name: String, _ part: String, _ when: String, _ place: String, strength: String = "conditional",
    claims: String = "", because: String = "because"
  ) -> String {
    #"""
    rule "\#(name)" { title = "Rule \#(name)", when = \#(when), recommend = "exercise+\#(part)", \#(place), strength = "\#(strength)",
      claims = { \#(claims) }, because = "\#(because)" }

    """#
  }

  /// - Parameter second: the declarations of another pack, `second`.
  static func evaluator(_ texts: [String], second: String? = nil) throws -> Evaluator {
    let isStopped = texts.contains { $0.hasPrefix("stop ") }
    let text = base + (isStopped ? "" : stop("flagged", "h")) + texts.joined()
    var packs = [Shipped.pack("red-flags", ["pack.lua": text])]
    if let second {
      let manifest =
        #"pack "second" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "1.0" } }"#
      packs.append(Shipped.pack("second", ["pack.lua": manifest + "\n" + second]))
    }
    return Shipped.evaluator(try GuidelineLoader.load(packs))
  }

  /// Returns the decision of a guideline with these declarations for a profile in JSON. Unless the declarations have stops, the
  /// only stop is on `h`, and the profile answers no to it.
  static func answer(_ profile: String, _ texts: String...) throws -> Decision {
    let isStopped = texts.contains { $0.hasPrefix("stop ") }
    let given = isStopped ? profile : #"{"h":false"# + (profile == "{}" ? "" : ",") + profile.dropFirst()
    return try Shipped.decide(evaluator(texts), given)
  }
}

extension Decision {
  var pairings: [String] { recommendations.map { $0.pairing.description } }
}
