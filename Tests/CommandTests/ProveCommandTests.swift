import PlumblineJSON
import PlumblineTestSupport
import Testing

/// `plumbline prove` as an author uses it.
@Suite struct ProveCommandTests {
  @Test func `the shipped packs keep what they promise`() {
    let result = Command.plumbline(["prove", "--rules", Shipped.rules])
    #expect(result.code == 0, "\(result.output)\(result.error)")
    #expect(
      result.output.contains(
        "PROVED          a red flag that is present stops, whatever else is known or not"))
    #expect(result.output.contains("PROVED          every rule and gate changes an answer"))
    #expect(result.output.contains("INTENDED        no rule recommends what advise_against"))
  }

  @Test func `a broken promise names the patient, and recommend answers the same`() throws {
    let scratch = Scratch()
    _ = Command.run("/bin/cp", ["-R", Shipped.rules, scratch.path + "/Rules"])
    scratch.write(
      "Rules/work-integrated-rehabilitation/more.lua",
      """
      property "everybody off work is offered work-integrated rehabilitation" {
        given = work.absence_weeks :at_least(1), deciding = "recommend",
        always = { offers = "work-integrated-rehabilitation" },
      }
      """)
    let rules = scratch.path + "/Rules"
    let folder = scratch.path + "/patients"
    let result = Command.plumbline(["prove", "--properties", "--rules", rules, "--witness", folder])
    #expect(result.code == 1)
    #expect(
      result.output.contains("COUNTEREXAMPLE  everybody off work is offered work-integrated rehabilitation"),
      "\(result.output)")
    #expect(result.output.contains("no counterexample has fewer"))
    let path = try #require(
      result.output.split(separator: "written to ").dropFirst().first?.prefix { $0 != "\n" })
    let answer = Command.plumbline([
      "recommend", String(path), "--rules", rules, "--no-record", "--format", "json",
    ])
    #expect(answer.code == 0, "\(answer.error)")
    #expect(answer.output.contains("\"decision\":\"recommend\""))
    #expect(!answer.output.contains("\"pairing\":\"exercise+work-integrated-rehabilitation"))
  }

  @Test func `as JSON, each question has its verdict and its place`() throws {
    let result = Command.plumbline(["prove", "--properties", "--rules", Shipped.rules, "--format", "json"])
    let json = try JSONReader.read(Array(result.output.utf8))
    let text = json.value.canonicalText
    #expect(
      text.contains("\"ok\":true") && text.contains("\"schema\":1") && text.contains("\"verdict\":\"proved\"")
    )
    #expect(text.contains("\"file\":\"red-flags/properties.lua\""))
  }

  @Test func `the text for the solver is one that it reads`() {
    let text = Command.plumbline(["prove", "--smt", "--rules", Shipped.rules])
    #expect(text.code == 0)
    let solver = Command.run("/usr/bin/z3", ["-in", "-smt2"], input: Array(text.output.utf8))
    #expect(!solver.output.contains("error"), "\(solver.output.prefix(400))")
    #expect(solver.output.contains("unsat"))
  }

  @Test func `without Z3 it says what to install, and ends with 69`() {
    let result = Command.run(
      "/usr/bin/env", ["PATH=/nonexistent", Command.plumbline, "prove", "--rules", Shipped.rules])
    #expect(result.code == 69)
    #expect(
      result.error
        == "plumbline: proving needs Z3, and there is no program z3 on the search path; install it (Debian: apt install z3)\n"
    )
    #expect(result.output.isEmpty)
  }

  @Test func `a solver that never answers is ended, and nothing counts as proved`() {
    let scratch = Scratch()
    scratch.write("z3", "#!/bin/sh\n[ \"$1\" = -version ] && echo 'Z3 version 0' && exit 0\nexec sleep 50\n")
    _ = Command.run("/bin/chmod", ["+x", scratch.path + "/z3"])
    scratch.write(
      "Rules/red-flags/pack.lua",
      """
      pack "red-flags" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = {} }
      fact "flag" { type = "boolean", label = "flag", question = "Flag?" }
      stop "flag-is-up" { title = "t", urgency = "urgent", when = flag :is(true), because = "b", action = "a" }
      property "a flag stops" { given = flag :is(true), always = { decision = "stop" } }
      """)
    let result = Command.run(
      "/usr/bin/env",
      [
        "PATH=\(scratch.path):/usr/bin:/bin", Command.plumbline, "prove", "--properties", "--timeout", "1",
        "--rules",
        scratch.path + "/Rules",
      ])
    #expect(result.code == 1, "\(result.error)")
    #expect(result.output.contains("NOT DECIDED     a flag stops"))
    #expect(result.output.contains("0 of 1 questions are in order"))
  }

  @Test func `doctor names the solver and its path`() {
    #expect(Command.plumbline(["doctor", "--rules", Shipped.rules]).output.contains("  ok    Z3 version"))
  }
}
