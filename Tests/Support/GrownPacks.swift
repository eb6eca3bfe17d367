public import PlumblineGuideline

/// Packs of any size, all built alike, so that the costs of two sizes can be compared.
public struct GrownPacks: Sendable {
  public var rules: Int
  public var facts: Int
  /// Files of the rules; they are spread over packs of 250 files.
  public var files = 1
  /// Cut-offs of every fact in addition to those of the rules.
  public var cutOffs = 0

  public init(rules: Int, facts: Int, files: Int = 1, cutOffs: Int = 0) {
    self.rules = rules
    self.facts = facts
    self.files = files
    self.cutOffs = cutOffs
  }

  /// The vocabulary, the stops, then the packs of rules.
  public func folders() -> [PackFolder] {
    [Self.stops, vocabulary] + packs()
  }

  public func guideline() throws -> Guideline { try GuidelineLoader.load(folders()) }

  /// A pack that stops on one red flag.
  public static let stops = Shipped.pack(
    "red-flags",
    [
      "pack.lua": """
      \(manifest("red-flags"))
      fact "red_flags.fracture" { type = "boolean", label = "Fracture", question = "Is a fracture suspected?" }
      stop "fracture" {
        urgency = "urgent", title = "Fracture", when = red_flags.fracture :is(true),
        because = "A fracture is suspected.", action = "Refer.",
      }
      """
    ])

  public static func manifest(_ name: String, requires: String = "") -> String {
    """
    pack "\(name)" {
      version = "1.0.0", title = "Grown", purpose = "Measuring growth.", authors = { "tests" },
      requires = { \(requires) },
    }
    """
  }

  private var vocabulary: PackFolder {
    var text = Self.manifest("vocabulary") + "\nsource \"s\" { citation = \"None.\" }\n"
    for index in 0..<facts {
      text +=
        "fact \"size.f\(index)\" { type = \"integer\", range = { 0, 20000 }, label = \"F\(index)\", question = \"F?\" }\n"
    }
    return Shipped.pack("vocabulary", ["facts.lua": text])
  }

  private func packs() -> [PackFolder] {
    let texts = (0..<rules).map(rule)
    let count = max(1, min(files, rules))
    return stride(from: 0, to: count, by: 250).map { first in
      let name = "grown-\(first / 250)"
      var files: [String: String] = [:]
      for place in first..<min(first + 250, count) {
        let own = stride(from: place, to: texts.count, by: count).map { texts[$0] }
        files["part-\(place).lua"] = own.joined()
      }
      let head = Self.manifest(name, requires: "vocabulary = \"1.0\", [\"red-flags\"] = \"1.0\"")
      files["pack.lua"] = head + (first == 0 ? "\n" + shared : "")
      return Shipped.pack(name, files)
    }
  }

  /// One pairing for every ten rules, and conditions with nothing but cut-offs.
  private var shared: String {
    var text = ""
    for index in 0..<pairings {
      text +=
        "pairing \"exercise+p\(index)\" { title = \"P\", what = \"It.\", for_patient = \"It.\", sources = { \"s\" } }\n"
    }
    if cutOffs > 0 {
      for index in 0..<facts {
        text += """
          local list = {}
          for value = 1, \(cutOffs) do list[value] = size.f\(index) :at_least(value) end
          rule "cut-\(index)" {
            title = "Cut-offs", when = any(list), recommend = "exercise+p0", role = "alternative",
            strength = "conditional", claims = {}, because = "So.",
          }

          """
      }
    }
    return text
  }

  private var pairings: Int { max(1, rules / 10) }

  /// A guideline of alternatives, each with its own facts and pairing, so that all are independent.
  public static func apart(_ rules: Int) throws -> Guideline {
    var vocabulary = manifest("vocabulary") + "\nsource \"s\" { citation = \"None.\" }\n"
    var text = manifest("apart", requires: "vocabulary = \"1.0\", [\"red-flags\"] = \"1.0\"") + "\n"
    for index in 0..<rules {
      vocabulary += """
        fact "size.a\(index)" { type = "integer", range = { 0, 20 }, label = "A", question = "A?" }
        fact "size.b\(index)" { type = "boolean", label = "B", question = "B?" }

        """
      text += """
        pairing "exercise+p\(index)" { title = "P", what = "It.", for_patient = "It.", sources = { "s" } }
        rule "r\(index)" {
          title = "R", when = all { size.a\(index) :at_least(7), size.b\(index) :is(true) },
          recommend = "exercise+p\(index)", role = "alternative", strength = "conditional", claims = {}, because = "So.",
        }

        """
    }
    return try GuidelineLoader.load([
      stops, Shipped.pack("vocabulary", ["facts.lua": vocabulary]), Shipped.pack("apart", ["pack.lua": text]),
    ])
  }

  private func rule(_ index: Int) -> String {
    let fact = index % max(facts, 1)
    let other = (index + 1) % max(facts, 1)
    return """
      rule "r\(index)" {
        title = "Rule \(index)",
        when = all { size.f\(fact) :at_least(\(1 + index % 50)), size.f\(other) :below(\(100 + index % 7)) },
        recommend = "exercise+p\(index / 10 % pairings)", slot = "s\(index / 10)", rank = \(1 + index % 10),
        strength = "conditional", claims = {}, because = "So.", sources = { "s" },
      }

      """
  }
}
