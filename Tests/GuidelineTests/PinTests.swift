import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// An adaptation holds only for the rule that was approved.
struct PinTests {
  private static func folders(
    _ condition: String = "fear.tsk_17 :above(37)", rule more: String = "", title: String = "t",
    pin: String? = nil,
    target: String = "rules/r", strength: String = "conditional", second: String = "fear.tsk_17 :above(40)"
  ) -> [PackFolder] {
    let pin = pin.map { ", pin = \"\($0)\"" } ?? ""
    return SitePack.ground + [
      Shipped.pack(
        "rules",
        [
          "pack.lua":
            #"pack "rules" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "1.0" } }"#,
          "rules.lua": """
          pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }
          rule "r" { title = "\(title)", when = \(condition), recommend = "exercise+x", slot = "psychological", rank = 1,
            strength = "\(strength)", claims = {}, because = "b" \(more) }
          rule "s" { title = "t", when = \(second), recommend = "exercise+x", slot = "psychological", rank = 2,
            strength = "conditional", claims = {}, because = "b" }
          """,
        ]),
      Shipped.pack(
        "site",
        [
          "pack.lua": SitePack.manifest,
          "adapt.lua":
            "adapt \"\(target)\" { fact = fear.tsk_17, from = 37, to = 39, reason = \"r\", approved_by = \"a\", approved_on = \"2026-01-01\"\(pin) }",
        ]),
    ]
  }

  private static func pin(_ folders: [PackFolder]) throws -> String {
    try #require(GuidelineLoader.load(folders).adaptations.first).pin
  }

  @Test func `a pin is the digest of what decides, in the pack language`() throws {
    let guideline = try GuidelineLoader.load(Self.folders())
    let original = try GuidelineLoader.load(Self.folders().dropLast())
    let adaptation = try #require(guideline.adaptations.first)
    #expect(adaptation.approvedPin == nil)
    #expect(
      PinText(original).text(adaptation)
        == "rule rules/r\nwhen fear.tsk_17 :above(37)\nrecommend exercise+x conditional psychological 1\n")
    #expect(adaptation.pin == "3396201dfdf0570d")
  }

  @Test func `wording, order and other rules do not change a pin; a cut-off, a part or the result does`()
    throws
  {
    let pin = try Self.pin(Self.folders())
    #expect(try Self.pin(Self.folders(title: "other words")) == pin)
    #expect(try Self.pin(Self.folders(rule: ", note = \"n\"")) == pin)
    #expect(try Self.pin(Self.folders(second: "fear.tsk_17 :above(41)")) == pin)
    #expect(try Self.pin(Self.folders("\n\n fear.tsk_17 :above(37)")) == pin)
    let others = [
      Self.folders("fear.tsk_17 :at_least(37)"), Self.folders("all { fear.tsk_17 :above(37) }"),
      Self.folders("any { fear.tsk_17 :above(37), surgery.spinal :is(true) }"),
      Self.folders("none { fear.tsk_17 :above(37) }"), Self.folders(strength: "strong"),
    ]
    let pins = try others.map(Self.pin)
    #expect(Set(pins + [pin]).count == others.count + 1)
  }

  @Test func `an adaptation is invalid once its rule has changed`() throws {
    let pin = try Self.pin(Self.folders())
    _ = try GuidelineLoader.load(Self.folders(pin: pin))
    let changed = Self.folders("any { fear.tsk_17 :above(37), surgery.spinal :is(true) }", pin: pin)
    let now = try Self.pin(Self.folders("any { fear.tsk_17 :above(37), surgery.spinal :is(true) }"))
    #expect {
      _ = try GuidelineLoader.load(changed)
    } throws: { error in
      "\(error)"
        == "site/adapt.lua:1: `adapt \"rules/r\"` was approved (pin \(pin)) before its target changed: it is now rule rules/r, when any { fear.tsk_17 :above(37), surgery.spinal :is(true) }, recommend exercise+x conditional psychological 1; read it again and, if the adaptation still holds, write pin = \"\(now)\""
    }
  }

  @Test func `a pin of a whole pack changes when the adaptation reaches another of its rules`() throws {
    let pin = try Self.pin(Self.folders(target: "rules"))
    #expect(try Self.pin(Self.folders(target: "rules", second: "fear.tsk_17 :above(41)")) == pin)
    let more = Self.folders(pin: pin, target: "rules", second: "fear.tsk_17 :above(37)")
    #expect {
      _ = try GuidelineLoader.load(more)
    } throws: { "\($0)".contains("it is now rule rules/r, rule rules/s; read it again") }
  }

  @Test func `a malformed pin is reported`() {
    #expect {
      _ = try GuidelineLoader.load(Self.folders(pin: "123"))
    } throws: {
      "\($0)"
        == "site/adapt.lua:1: `pin` of adapt 'rules/r' is '123', which is not a pin; write the 16 hex digits that `plumbline packs` shows"
    }
  }

  @Test func `two adaptations of one comparison are refused, since an answer names one`() {
    let second = Shipped.pack(
      "ward",
      [
        "pack.lua": SitePack.manifest.replacing("\"site\"", with: "\"ward\"")
          + #"adapt "rules/r" { fact = fear.tsk_17, from = 39, to = 41, reason = "r", approved_by = "a", approved_on = "2026-01-01" }"#
      ])
    #expect {
      _ = try GuidelineLoader.load(Self.folders() + [second])
    } throws: { "\($0)".contains("changes a comparison of 'rules/r' that 'site/rules/r' changes too") }
  }
}
