import CPlumblineSandbox
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// Lua packs: the cost of any pack stays within the sandbox's limits, loading it gives the same result twice and in any order of
/// files, and no pack keeps a true red flag from stopping.
///
/// An input is the files of a pack named `site`, separated by lines with `--8<--`, over the small vocabulary below.
struct PackTarget: Target {
  static let ground = [
    folder(
      "vocabulary",
      """
      pack "vocabulary" { version = "1.0.0", title = "v", purpose = "p", authors = { "a" } }
      fact "fear.tsk_17" { type = "integer", range = { 17, 68 }, label = "TSK-17", question = "?" }
      fact "pain.intensity" { type = "decimal", range = { 0, 10 }, step = 0.5, label = "pain", question = "?" }
      fact "goal.primary" { type = "code", codes = { "function", "pain" }, label = "goal", question = "?" }
      fact "surgery.spinal" { type = "boolean", label = "surgery", question = "?" }
      fact "red_flags.any" { type = "boolean", label = "flag", question = "?" }
      """),
    folder(
      "red-flags",
      """
      pack "red-flags" { version = "1.0.0", title = "r", purpose = "p", authors = { "a" }, requires = { vocabulary = "1" } }
      stop "flag" { title = "t", when = red_flags.any :is(true), urgency = "urgent", because = "b", action = "a" }
      """),
  ]
  /// A profile with a true flag, one with a false flag, and one about which nothing is known.
  private static let profiles = [
    #"{"red_flags":{"any":true}}"#, "{}",
    #"{"red_flags":{"any":false},"fear":{"tsk_17":40},"pain":{"intensity":5.5},"goal":{"primary":"pain"},"surgery":{"spinal":true}}"#,
  ]

  private static func folder(_ name: String, _ text: String) -> PackFolder {
    PackFolder(name: name, files: [PackFile(name: "all.lua", text: Array(text.utf8))])
  }

  init() throws { _ = try GuidelineLoader.load(Self.ground) }

  func check(_ input: [UInt8]) {
    let texts = Self.texts(input)
    // A pack that spends this much shows nothing more by spending the rest.
    guard texts.allSatisfy(Self.staysWithin) else { return }
    let files = texts.enumerated().map { PackFile(name: "f\($0.offset).lua", text: $0.element) }
    let site = PackFolder(name: "site", files: files)
    let found = Self.load(Self.ground + [site])
    var draw = Draw(input)
    if found.guideline != nil || draw.next(4) == 0 {
      let again = Self.load([site] + Self.ground.reversed())
      law(
        "packs give the same in any order", found.words == again.words, "\(found.words)\n\(again.words)")
    }
    if let guideline = found.guideline { Self.checkAnswers(guideline) }
  }

  private static func texts(_ input: [UInt8]) -> [[UInt8]] {
    var lines = input.split(separator: 10, omittingEmptySubsequences: false)[...]
    var texts: [[UInt8]] = []
    while true {
      let end = lines.firstIndex { $0.elementsEqual("--8<--".utf8) } ?? lines.endIndex
      texts.append(Array(lines[..<end].joined(separator: [10])))
      if end == lines.endIndex || texts.count == 4 { return texts }
      lines = lines[(end + 1)...]
    }
  }

  private static func load(_ folders: [PackFolder]) -> (guideline: Guideline?, words: String) {
    do {
      let guideline = try GuidelineLoader.load(folders)
      return (guideline, guideline.digest)
    } catch {
      law("a refusal names a problem", !error.problems.isEmpty)
      return (nil, error.description)
    }
  }

  /// Runs a file in the sandbox, twice: its cost is counted, bounded and the same. Returns whether it stayed within its fuel.
  private static func staysWithin(_ text: [UInt8]) -> Bool {
    var limits = plb_script_limits()
    limits.fuel = 100_000
    var (one, two) = (plb_result(), plb_result())
    plb_load(&limits, "fuzz.lua", text, text.count, &one)
    plb_load(&limits, "fuzz.lua", text, text.count, &two)
    defer {
      plb_result_free(&one)
      plb_result_free(&two)
    }
    law("no deadline is reached", one.status != PLB_LIMIT_DEADLINE && two.status != PLB_LIMIT_DEADLINE)
    law("memory stays within the limit", one.memory_peak <= limits.memory, "\(one.memory_peak)")
    law(
      "the work stays within the fuel", one.status != PLB_OK || one.fuel_spent <= limits.fuel,
      "\(one.fuel_spent)")
    law("a document stays within the limit", one.count <= Int(limits.output))
    law("a file ends twice in the same way", one.status == two.status && one.line == two.line)
    let documents = [one, two].map {
      Array(UnsafeBufferPointer(start: $0.bytes, count: $0.bytes == nil ? 0 : $0.count))
    }
    law("a file gives the same document twice", documents[0] == documents[1])
    let message = withUnsafeBytes(of: one.message) { Array($0.prefix { $0 != 0 }) }
    law(
      "a message is text without control characters",
      String(validating: message, as: UTF8.self) != nil && !message.contains { $0 < 0x20 && $0 != 10 })
    if one.status == PLB_OK { checkCalls(text) }
    return one.status != PLB_LIMIT_FUEL
  }

  /// `fear.tsk_17` = 40, `goal.primary` absent, `surgery.spinal` = true, in the sandbox's form.
  private static let facts =
    [3, 0, 0, 0, 11, 0, 0, 0] + Array("fear.tsk_17i".utf8) + [40, 0, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0]
    + Array("goal.primaryA".utf8) + [14, 0, 0, 0] + Array("surgery.spinalT".utf8)

  /// Checks that a function gives each patient what it gives that patient alone, at the same cost.
  private static func checkCalls(_ text: [UInt8]) {
    guard text.firstRange(of: Array("function".utf8)) != nil else { return }
    var limits = plb_script_limits()
    limits.fuel = 20_000
    var alone = plb_result()
    plb_run(&limits, "fuzz.lua", text, text.count, 0, facts, facts.count, &alone)
    defer { plb_result_free(&alone) }
    guard let file = plb_file_new(&limits, "fuzz.lua", text, text.count) else { fail("no memory") }
    defer { plb_file_free(file) }
    for _ in 0..<3 {
      var result = plb_result()
      plb_file_run(file, 0, facts, facts.count, &result)
      defer { plb_result_free(&result) }
      law(
        "a call ends as one alone", result.status == alone.status && result.line == alone.line,
        "\(result.status), \(alone.status)")
      law(
        "a call costs what one alone costs", result.fuel_spent == alone.fuel_spent,
        "\(result.fuel_spent), \(alone.fuel_spent)")
      let answers = [result, alone].map {
        Array(UnsafeBufferPointer(start: $0.bytes, count: $0.bytes == nil ? 0 : $0.count))
      }
      law("a call answers as one alone", answers[0] == answers[1])
    }
  }

  private static func checkAnswers(_ guideline: Guideline) {
    let evaluator = ShippedPacks.evaluator(guideline)
    let hasScripts = guideline.vocabulary.facts.contains { $0.computation != nil }
    for (place, text) in profiles.enumerated() {
      let profile: Profile
      do {
        profile = try ProfileReader(guideline.vocabulary, asOf: ShippedPacks.day).read(Array(text.utf8))
      } catch {
        // A pack may state constraints on profiles, but not about a red flag.
        law("a true red flag is never refused", place > 0, error.description)
        continue
      }
      do {
        let decision = try evaluator.decide(profile, asOf: ShippedPacks.day)
        if place == 0 { law("a true red flag stops", decision.disposition == .stop) }
        law(
          "a stop recommends nothing", decision.disposition == .recommend || decision.recommendations.isEmpty)
        let json = DecisionJSON(guideline).canonical(decision)
        law("a decision is canonical JSON", (try? JSONReader.read(json))?.value.canonical == json)
      } catch {
        law("only a script can fail", hasScripts || error is LuaScripts.Failure, "\(error)")
      }
    }
  }
}
