public import PlumblineEngine
public import PlumblineGuideline

/// A guideline of a few lines, of which several can be in force together: its packs are named after its domain.
public struct SmallClinic: Sendable {
  public var name: String
  /// Declarations of its vocabulary.
  public var facts: String
  /// Declarations of its pack of stops; each needs its own `because`.
  public var stops: String
  /// Declarations of its pack of rules, beside its pairings and its `otherwise`.
  public var rules: String
  /// Further fields of its domain.
  public var domain = ""
  /// Packs that it requires in addition.
  public var requires: [String] = []

  public init(_ name: String, facts: String, stops: String, rules: String, requires: [String] = []) {
    (self.name, self.facts, self.stops, self.rules, self.requires) = (name, facts, stops, rules, requires)
  }

  /// A boolean fact that asks its own question.
  public static func flag(_ name: String, question: String? = nil) -> String {
    """
    fact "\(name)" { type = "boolean", label = "\(name)", question = "\(question ?? "Is \(name) so?")" }

    """
  }

  /// A stop, with the condition as Lua.
  public static func stop(_ name: String, _ when: String, urgency: String = "urgent") -> String {
    """
    stop "\(name)" { title = "\(name)", urgency = "\(urgency)", when = \(when), because = "b", action = "a" }

    """
  }

  public static func pairing(_ name: String, _ fields: String = "") -> String {
    """
    pairing "\(name)" { title = "\(name)", what = "w", for_patient = "p" \(fields) }

    """
  }

  /// A rule that recommends a pairing alone in a slot.
  public static func rule(_ pairing: String, _ when: String, rank: Int = 1, claims: String = "") -> String {
    """
    rule "\(pairing)-\(rank)" { title = "t", when = \(when), recommend = "\(pairing)", slot = "s", rank = \(rank),
      strength = "conditional", claims = { \(claims) }, because = "b" }

    """
  }

  public static func otherwise(_ pairing: String, claims: String = "") -> String {
    """
    otherwise "\(pairing)" { title = "t", recommend = "\(pairing)", strength = "conditional", claims = { \(claims) }, because = "b" }

    """
  }

  /// Evidence of its own source, `name/x/outcome/not-stated`.
  public static func evidence(source: String, item: String) -> String {
    """
    source "\(source)" { citation = "\(source)" }
    evidence "\(item)" { source = "\(source)", intervention = "i", comparator = "c", outcome = "outcome",
      timepoint = "not-stated", certainty = "low", certainty_seen = "paper", population = {} }

    """
  }

  public var folders: [PackFolder] {
    let own = ["\(name)-facts", "\(name)-stops"]
    func manifest(_ pack: String, _ requires: [String]) -> String {
      let listed = requires.map { "[\"\($0)\"] = \"1.0\"" }.joined(separator: ", ")
      return """
        pack "\(pack)" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { \(listed) } }

        """
    }
    return [
      Shipped.pack(own[0], ["a.lua": manifest(own[0], requires) + facts]),
      Shipped.pack(
        own[1],
        [
          "a.lua": manifest(own[1], requires + [own[0]])
            + """
            domain "\(name)" { title = "Guideline \(name)", stages = { "scope" }, outcomes = { "outcome" }\(domain.isEmpty ? "" : ", \(domain)") }

            """ + stops
        ]),
      Shipped.pack(name, ["a.lua": manifest(name, requires + own) + rules]),
    ]
  }

  /// A guideline with a flag that stops it, and one treatment for everybody else.
  public static func plain(_ name: String, treats: String = "walking", more: String = "") -> SmallClinic {
    SmallClinic(
      name, facts: flag("\(name).flag"), stops: stop("flag", "\(name).flag :is(true)"),
      rules: pairing(treats) + otherwise(treats) + more)
  }

  /// Returns guidelines together, with an evaluator.
  public static func together(_ clinics: [SmallClinic], more: [PackFolder] = []) throws -> JointEvaluator {
    try Shipped.together(clinics.flatMap(\.folders) + more)
  }
}
