import PlumblineAuthoring
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// The definition file for the Lua language server.
struct DefinitionTests {
  private static func shipped() throws -> (text: String, guideline: Guideline) {
    let guideline = try Shipped.guideline()
    return (DefinitionFile(guideline).text, guideline)
  }

  private static func isLua(_ text: String) -> Bool {
    let scratch = Scratch()
    scratch.write("plumbline.lua", text)
    let result = Command.run("luac5.4", ["-p", "\(scratch.path)/plumbline.lua"])
    #expect(result.error == "")
    return result.code == 0
  }

  @Test func `it is Lua, and names the packs that it was generated from`() throws {
    let text = try Self.shipped().text
    #expect(Self.isLua(text))
    #expect(text.hasPrefix(DefinitionFile.mark))
    #expect(
      text.contains(
        "from these packs: psychological-pairing 2.0.0, red-flags 2.0.0, vocabulary 2.0.0, work-integrated-rehabilitation 2.0.0."
      ))
  }

  @Test func `every fact is in it with its label, range, unit and question`() throws {
    let (text, guideline) = try Self.shipped()
    for fact in guideline.vocabulary.facts {
      let own = fact.name.split(separator: ".").last ?? ""
      #expect(text.contains("---@field \(own) plumbline.fact.\(fact.name)\n"), "\(fact.name)")
      let unit = fact.unit.map { ", in \($0)" } ?? ""
      #expect(
        text.contains("---**\(fact.label)**: \(fact.allowed)\(unit)\n---\n---\(fact.question)\n"),
        "\(fact.name)")
    }
  }

  @Test func `comparisons take the values that fit the fact`() throws {
    let text = try Self.shipped().text
    #expect(
      text.contains(
        """
        ---@class plumbline.fact.fear.tsk_17: plumbline.NumberFact
        ---@field at_least fun(self: plumbline.Fact, cut_off: integer|plumbline.NumberFact): plumbline.Condition ≥ cut_off; a whole number from 17 to 68

        """))
    #expect(
      text.contains(
        """
        ---@alias plumbline.fact.goal.primary.code
        ---| "function" # better function
        ---| "pain" # less pain
        ---| "return-to-work" # return to work
        ---| "stay-at-work" # staying at work

        ---@class plumbline.fact.goal.primary: plumbline.Fact
        ---@field was_declined fun(self: plumbline.Fact): plumbline.Condition asked, not answered; in stops and gates only
        ---@field was_a_range fun(self: plumbline.Fact): plumbline.Condition given as a range or several codes; in stops and gates only
        ---@field is fun(self: plumbline.Fact, value: plumbline.fact.goal.primary.code): plumbline.Condition = value; one of its codes

        """))
    #expect(!text.contains("---@class plumbline.fact.surgery.spinal: plumbline.NumberFact"))
    #expect(text.contains("---@field intensity? integer|plumbline.Absent "))
  }

  @Test func `every declaration is a function of its table, and declared names are offered`() throws {
    let (text, guideline) = try Self.shipped()
    for shape in Shape.declarations {
      #expect(
        text.contains("---@return fun(fields: plumbline.\(shape.name))\nfunction \(shape.name)(name) end\n"))
      #expect(text.contains("---@class plumbline.\(shape.name)\n---@field "))
    }
    #expect(text.contains("---@field role? \"alternative\" instead of slot and rank\n"))
    for name in guideline.evidence.keys { #expect(text.contains("|\"\(name)\"")) }
    for name in guideline.pairings.keys { #expect(text.contains("|\"\(name)\"")) }
  }

  @Test func `a pack's text stays a comment, whatever it contains`() throws {
    let pack = Shipped.pack(
      "hostile",
      [
        "pack.lua": #"pack "hostile" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#,
        "facts.lua": """
        fact "g.q" { type = "code", codes = { 'a" | nil # ', "b\\\\" }, label = "@class evil2", question = "@alias evil3" }
        fact "plain" { type = "boolean", label = "a label", question = "]] local x = 1 --", note = "]] --[[" }
        fact "end.x" { type = "boolean", label = "cannot be named", question = "?" }
        fact "g.2x" { type = "boolean", label = "cannot be named", question = "?" }
        """,
      ])
    let text = DefinitionFile(try GuidelineLoader.load([pack])).text
    #expect(Self.isLua(text))
    for line in text.split(separator: "\n") {
      #expect(!line.hasPrefix("---@class evil") && !line.hasPrefix("---@alias evil"), "\(line)")
      #expect(!line.contains("local x") || line.hasPrefix("---"), "\(line)")
    }
    #expect(text.contains("---@field is fun(self: plumbline.Fact, value: string): plumbline.Condition"))
    #expect(text.contains("---@type plumbline.fact.plain\nplain = nil\n"))
    #expect(!text.contains("cannot be named"))
  }

  @Test func `the settings are JSON, name the definitions, and turn off what the sandbox does not offer`()
    throws
  {
    let settings = try JSONReader.read(DefinitionFile.settings).value
    #expect(settings["workspace.library"] == [.string(".plumbline")])
    #expect(settings["runtime.version"] == "Lua 5.4")
    #expect(
      settings["runtime.builtin"]?["io"] == "disable" && settings["runtime.builtin"]?["basic"] == "disable")
  }

  @Test func `the libraries in it are those of the sandbox`() throws {
    let text = try Self.shipped().text
    for name in ["string.rep", "table.unpack", "math.tointeger", "ipairs", "select"] {
      #expect(text.contains("function \(name)("), "\(name)")
    }
    for line in text.split(separator: "\n") where line.hasPrefix("function ") {
      let name = line.dropFirst("function ".count).prefix { $0 != "(" }
      let isWord =
        Shape.declarations.contains { $0.name == name }
        || ["all", "any", "none", "first_known", "any_known", "scripted"].contains(name)
      if isWord { continue }
      let pack = Shipped.pack(
        "uses",
        [
          "pack.lua": #"pack "uses" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" } }"#,
          "a.lua": "local x = \(name)\nassert(x ~= nil)\n",
        ])
      #expect(throws: Never.self, "\(name)") { try GuidelineLoader.load([pack]) }
    }
  }
}
