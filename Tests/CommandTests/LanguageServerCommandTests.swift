import PlumblineTestSupport
import Testing

/// The language server with a real client: Neovim, headless.
struct LanguageServerCommandTests {
  private static let rules = """
    local much = pain.intensity :at_least(7)

    rule "walk" {
      title = "Walk", when = all { much, goal.primary :is "function" }, recommend = "exercise",
      slot = "pain", rank = 1, strength = "conditional", claims = { "rizzo-2025/exercise/pain/mixed" },
      because = "Pain {pain.intensity}.", sources = { "rizzo-2025" },
    }
    """

  @Test func `Neovim gets findings while typing, and its requests are answered`() {
    let scratch = Scratch()
    scratch.write(
      "walking/pack.lua",
      """
      pack "walking" { version = "1.0.0", title = "Walking", purpose = "An example.", authors = { "A. Author" },
        requires = { vocabulary = "2.0", ["red-flags"] = "2.0", ["psychological-pairing"] = "2.0" } }
      """)
    scratch.write("walking/rules.lua", Self.rules)
    let result = Command.run(
      "/usr/bin/env",
      [
        "PLUMBLINE_PROGRAM=\(Command.plumbline)", "PLUMBLINE_FILE=\(scratch.path)/walking/rules.lua",
        "PLUMBLINE_PACKS=\(Shipped.rules)", "XDG_STATE_HOME=\(scratch.path)", "nvim", "--headless", "--clean",
        "-c",
        "luafile \(Shipped.root)/Tests/Editor/neovim.lua",
      ])
    let lines = result.output.split(separator: "\n").map(String.init)
    let declared = Command.contents("\(Shipped.rules)/vocabulary/facts_patient_and_pain.lua").split(
      separator: "\n", omittingEmptySubsequences: false
    ).firstIndex { $0.hasPrefix("fact \"pain.intensity\"") }
    #expect(
      lines == [
        "hover **NRS** `pain.intensity`", "definition facts_patient_and_pain.lua:\((declared ?? -1) + 1)",
        "references 4",
        "completion pain.duration_weeks pain.intensity pain.radicular_dominant pain.region pain.specific_cause",
        "lens reaches, for example: goal.primary = \"function\", pain.intensity = 7", "lens run its tests",
        "errors 0",
        "error 1:14 unknown-fact unknown fact 'pain.intensty'; did you mean 'pain.intensity'?",
        "errors after the fix 0", "stopped true",
      ], "\(result.error)")
  }

  @Test func `input that is not the Language Server Protocol ends with 65`() {
    let result = Command.plumbline(
      ["lsp", "--rules", Shipped.rules], input: String(repeating: "hello ", count: 2000))
    #expect(result.code == 65)
    #expect(result.error.contains("a header must give the length of each message"))
  }
}
