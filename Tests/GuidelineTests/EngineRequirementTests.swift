import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// A pack may name the lowest engine that it needs.
struct EngineRequirementTests {
  private func load(_ engine: String, rules: String = "") throws(PackFailure) -> Guideline {
    try GuidelineLoader.load([
      Shipped.pack(
        "p",
        [
          "pack.lua":
            "pack \"p\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" }, engine = \(engine) }",
          "rules.lua": rules,
        ])
    ])
  }

  private var own: Version { .ofEngine }

  @Test func `a requirement of this engine or a lower one is met`() throws {
    for text in ["0", "\(own.major)", "\(own.major).\(own.minor)", "\(own)"] {
      #expect(try load("\"\(text)\"")[pack: "p"]?.engine == Version(text), "\(text)")
    }
  }

  @Test
  func `a higher requirement is refused, naming both versions, and nothing else in the pack is reported`() {
    for needed in [
      Version(major: own.major, minor: own.minor, patch: own.patch + 1),
      Version(major: own.major, minor: own.minor + 1, patch: 0),
      Version(major: own.major + 1, minor: 0, patch: 0),
    ] {
      let failure = #expect(throws: PackFailure.self) {
        try load("\"\(needed)\"", rules: "a_word_of_later \"x\" { }")
      }
      #expect(failure?.problems.count == 1, "\(failure?.description ?? "")")
      #expect(failure?.problems.first?.kind == .requirement)
      #expect(
        failure?.description.contains(
          "p/pack.lua:1: pack 'p' needs the engine \(needed) or later, and this is \(own); use a newer plumbline"
        )
          ?? false, "\(failure?.description ?? "")")
    }
  }

  @Test(arguments: ["\"soon\"", "\"\"", "2", "\"1.2.3.4\""])
  func `a malformed version is reported`(text: String) {
    let failure = #expect(throws: PackFailure.self) { try load(text) }
    #expect(failure?.description.contains("`engine` of pack 'p'") ?? false, "\(failure?.description ?? "")")
  }

  @Test func `the command refuses such a pack with 65, and names both versions`() {
    let scratch = Scratch()
    scratch.write(
      "new/pack.lua",
      "pack \"new\" { version = \"1.0.0\", title = \"t\", purpose = \"p\", authors = { \"a\" }, engine = \"77.1\" }"
    )
    let result = Command.plumbline([
      "recommend", "\(Shipped.examples)/high-fear.json", "--no-record", "--rules", Shipped.rules, "--rules",
      "\(scratch.path)/new",
    ])
    #expect(result.code == 65)
    // Nothing is decided; the open question about suicidal thoughts stands on a refusal, too.
    #expect(
      result.output.contains("REFUSED: nothing else was decided") && !result.output.contains("RECOMMEND"))
    #expect(
      result.error.contains("pack 'new' needs the engine 77.1.0 or later, and this is \(own)"),
      "\(result.error)")
  }
}
