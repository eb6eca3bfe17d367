import Glibc
import PlumblineAuthoring
import PlumblineGuideline
import PlumblineTestSupport
import PlumblineWorkbench
import Testing

/// The shapes that editors use for completion, compared with what loading really accepts.
///
/// Every quoted word in the loader's own text is tried as a field of every declaration; what the loader does not call unknown
/// is a field, and must be in the shape.
struct ShapeTests {
  private static let candidates: [String] = {
    let folder = "\(Shipped.root)/Sources/Core/Guideline/Loading"
    let files =
      ["Author/Workbench/Testing/Expectation.swift"].map { "\(Shipped.root)/Sources/\($0)" } + names(folder)
    let words = files.flatMap { file in
      Command.contents(file).matches(of: #/"([a-z][a-z_]*)"/#).map { String($0.1) }
    }
    return Set(words + SourceAttributes.Data.allCases.map(\.rawValue)).sorted()
  }()

  private static func names(_ folder: String) -> [String] {
    Command.run("/bin/ls", [folder]).output.split(separator: "\n").map { "\(folder)/\($0)" }
  }

  /// The candidates that loading does not refuse as fields of a table, over several ways to write the rest of it.
  private static func accepted(_ forms: [(String) -> String], in file: String = "rules.lua") -> Set<String> {
    var accepted: Set<String> = []
    for form in forms {
      for batch in stride(from: 0, to: candidates.count, by: 60) {
        let names = candidates[batch..<min(batch + 60, candidates.count)]
        let text = form(names.map { "[\"\($0)\"] = \"ask\"" }.joined(separator: ", "))
        let reported = problems(text, file)
        let refused = Set(
          reported.compactMap { $0.firstMatch(of: #/has no field '([a-z_]+)'/#).map { String($0.1) } })
        let stated = reported.contains { $0.contains("a rule cannot state a certainty") }
        accepted.formUnion(
          names.filter { !refused.contains($0) && !(stated && ["certainty", "grade"].contains($0)) })
      }
    }
    return accepted
  }

  private static func problems(_ text: String, _ file: String) -> [String] {
    let manifest =
      file == "pack.lua"
      ? text : #"pack "p" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#
    let facts = #"fact "g.n" { type = "integer", range = { 0, 9 }, label = "n", question = "n?" }"#
    do {
      if file.hasPrefix("languages/") {
        let folder = PackFolder(
          name: "p", files: [PackFile(name: "pack.lua", text: Array(manifest.utf8))],
          languages: [PackFile(name: file, text: Array(text.utf8))])
        return CatalogueReader.catalogues(in: [folder]).problems.map(\.message)
      }
      if !file.hasPrefix("tests/") {
        _ = try GuidelineLoader.load([
          Shipped.pack("p", ["facts.lua": facts, file: text].merging(["pack.lua": manifest]) { $1 })
        ])
        return []
      }
      let scratch = Scratch()
      scratch.write("p/pack.lua", manifest)
      scratch.write("p/facts.lua", facts)
      scratch.write("p/\(file)", text)
      let folders = try PackFolder.find(in: scratch.path)
      _ = try GuidelineLoader.tests(in: folders, of: try GuidelineLoader.load(folders))
      return []
    } catch {
      return (error as? PackFailure)?.problems.map(\.message) ?? []
    }
  }

  /// Ways to write each declaration, so that every branch of its reading is covered.
  private static func forms(_ word: String) -> [(String) -> String] {
    switch word {
    case "fact":
      return ["integer", "decimal", "boolean", "code"].map { type in
        {
          "fact \"g.x\" { \($0), [\"type\"] = \"\(type)\", range = { 0, 9 }, codes = { \"a\" }, labels = {}, goal_outcomes = {} }"
        }
      } + [
        { "fact \"g.x\" { \($0), [\"type\"] = \"boolean\", label = \"x\", question = \"x?\" }" },
        { "fact \"g.x\" { \($0), [\"type\"] = \"date\", range = { 0, 9 } }" },
        { "fact \"g.x\" { \($0), [\"type\"] = \"set\", codes = { \"a\" }, labels = {} }" },
        { "fact \"g.x\" { \($0), [\"type\"] = \"series\", range = { 0, 9 } }" },
      ]
    case "rule":
      return [
        { "rule \"x\" { \($0) }" }, { "rule \"x\" { \($0), role = 1 }" },
        { "rule \"x\" { \($0), role = \"alternative\" }" },
      ]
    case "need_data":
      return [{ "need_data \"x\" { \($0) }" }, { "need_data \"x\" { \($0.without("any_of")) }" }]
    case "test":
      // A test takes one of three forms; each ignores the fields of the others.
      return [
        { "test \"x\" { \($0.without("cases", "boundary")) }" },
        { "test \"x\" { \($0.without("boundary")) }" },
        { "test \"x\" { \($0.without("cases")) }" },
      ]
    case "catalogue": return [{ "catalogue \"nl\" { \($0) }" }]
    case "pairing": return [{ "pairing \"exercise+x\" { \($0) }" }]
    case "evidence": return [{ "evidence \"a/b/c/d\" { \($0) }" }]
    default: return [{ "\(word) \"x\" { \($0) }" }]
    }
  }

  @Test(arguments: Shape.declarations)
  func `a declaration's shape has the fields that loading accepts, and no others`(shape: Shape) throws {
    let files = ["pack": "pack.lua", "test": "tests/t.lua", "catalogue": "languages/nl.lua"]
    let file = files[shape.name] ?? "rules.lua"
    let accepted = Self.accepted(Self.forms(shape.name), in: file)
    let conditional = shape.name == "test" ? Set(["cases", "boundary"]) : []
    let fields = Set(shape.fields.map(\.name))
    #expect(accepted.subtracting(fields).sorted() == [], "accepted, but not in the shape")
    #expect(
      fields.subtracting(accepted).subtracting(conditional).sorted() == [], "in the shape, and not accepted")
  }

  @Test(arguments: [
    ("stage", "domain \"x\" { stages = { { @ } } }"), ("outcome", "domain \"x\" { outcomes = { { @ } } }"),
    ("timepoint", "domain \"x\" { timepoints = { { @ } } }"),
    ("coding", "fact \"g.x\" { type = \"boolean\", label = \"x\", question = \"x?\", coding = { { @ } } }"),
    ("fhir", "fact \"g.x\" { type = \"boolean\", label = \"x\", question = \"x?\", fhir = { @ } }"),
    (
      "fhir_code",
      "fact \"g.x\" { type = \"boolean\", label = \"x\", question = \"x?\", fhir = { condition = { { @ } } } }"
    ),
    (
      "fhir_question",
      "fact \"g.x\" { type = \"boolean\", label = \"x\", question = \"x?\", fhir = { question = { { @ } } } }"
    ),
    (
      "fhir_form",
      "instrument \"x\" { items = 1, range = { 0, 1 }, scores = { { fact = g.n, items = \"all\" } }, fhir = { @ } }"
    ),
    ("score", "instrument \"x\" { items = 1, range = { 0, 1 }, scores = { { @, fact = g.n } } }"),
    ("effect", "evidence \"a/b/c/d\" { effect = { @ } }"),
    ("criterion", "evidence \"a/b/c/d\" { population = { { @ } } }"),
    ("caution", "pairing \"exercise+x\" { cautions = { { @ } } }"),
    (
      "measurement_error",
      "fact \"g.x\" { type = \"integer\", range = { 0, 9 }, label = \"x\", question = \"x?\", measurement_error = { @ } }"
    ),
    (
      "from",
      "fact \"g.s\" { type = \"series\", range = { 0, 9 }, label = \"s\", question = \"s?\" } fact \"g.x\" { type = \"integer\", range = { 0, 9 }, label = \"x\", question = \"x?\", from = { @ } }"
    ),
    ("statement", "pairing \"exercise+x\" { adds = { exercise = { @ } } }"),
    (
      "question",
      "fact \"g.x\" { type = \"boolean\", label = \"x\", question = \"x?\" } stop \"x\" { if_unknown = \"ask\", questions = { { @ } } }"
    ),
    ("claim", "property \"x\" { always = { @ } }"),
    ("knowing_more", "property \"x\" { knowing_more = { @ } }"),
    ("contraindication", "pairing \"exercise+x\" { contraindications = { { @ } } }"),
    (
      "script",
      "stop \"x\" { when = scripted \"s\" { @, reads = { g.n }, test = function(facts) return true end } }"
    ),
  ])
  func `the shape of each table within a declaration has them too`(name: String, text: String) throws {
    let shape = try #require(Shape.tables.first { $0.name == name })
    let accepted = Self.accepted([{ fields in text.replacing("@", with: fields) }])
    #expect(accepted.sorted() == shape.fields.map(\.name).sorted())
  }

  @Test func `a test case has the fields of its shape`() throws {
    let shape = try #require(Shape.tables.first { $0.name == "test_case" })
    let accepted = Self.accepted([{ "test \"x\" { cases = { { \($0) } } }" }], in: "tests/t.lua")
    #expect(accepted.sorted() == shape.fields.map(\.name).sorted())
  }

  @Test func `a test may expect exactly the fields that the bench knows`() throws {
    let shape = try #require(Shape.tables.first { $0.name == "expectation" })
    let expect = Self.candidates.map { "[\"\($0)\"] = \"x\"" }.joined(separator: ", ")
    let scratch = Scratch()
    scratch.write(
      "p/pack.lua", #"pack "p" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#)
    scratch.write("p/tests/t.lua", "test \"x\" { given = { id = \"x\" }, expect = { \(expect) } }")
    let folders = try PackFolder.find(in: scratch.path)
    let outcomes = try PackTestBench(of: folders, try GuidelineLoader.load(folders), asOf: "2026-11-20").run()
    let refused = outcomes.flatMap(\.failures).compactMap {
      $0.words.firstMatch(of: #/expect has no field '([a-z_]+)'/#).map { String($0.1) }
    }
    #expect(Self.candidates.filter { !refused.contains($0) } == shape.fields.map(\.name).sorted())
  }

  @Test(arguments: Shape.declarations.filter { !["test", "need_data"].contains($0.name) })
  func `a field is optional exactly if loading does not require it`(shape: Shape) {
    let names = ["pairing": "exercise+x", "evidence": "a/b/c/d", "fact": "g.x", "catalogue": "nl"]
    let name = names[shape.name] ?? "x"
    let extra = ["fact": "type = \"boolean\""][shape.name] ?? ""
    let text = "\(shape.name) \"\(name)\" { \(extra) }"
    let files = ["pack": "pack.lua", "catalogue": "languages/nl.lua"]
    let asked = Self.problems(text, files[shape.name] ?? "rules.lua").compactMap {
      $0.firstMatch(of: #/has no `([a-z_]+)`/#).map { String($0.1) }
    }
    let alternatives = shape.name == "rule" ? ["slot", "rank"] : []
    let given = shape.name == "fact" ? ["type"] : []
    let required = shape.fields.filter { !$0.isOptional }.map(\.name) + alternatives
    #expect(Set(asked).union(given).sorted() == required.sorted())
  }
}

extension String {
  /// Fields written `["name"] = "ask"` without some of them.
  fileprivate func without(_ names: String...) -> String {
    var text = self
    for name in names {
      text = text.replacing("[\"\(name)\"] = \"ask\", ", with: "").replacing(
        "[\"\(name)\"] = \"ask\"", with: "")
    }
    return text
  }
}
