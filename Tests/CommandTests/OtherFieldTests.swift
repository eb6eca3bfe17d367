import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The guidelines of other fields under `Examples/guidelines`, as their authors would judge them.
struct OtherFieldTests {
  private static let folder = "\(Shipped.examples)/guidelines"

  @Test(arguments: ["osteoarthritis", "hypertension"])
  func `a guideline of another field passes its tests, its check and its proofs`(name: String) {
    let rules = ["--rules", "\(Self.folder)/\(name)"]
    let test = Command.plumbline(["test"] + rules + ["--coverage", "--min", "100"])
    #expect(test.code == 0, "\(test.output)")
    let check = Command.plumbline(["check"] + rules + ["--as-of", "2026-11-29"])
    #expect(check.output.hasPrefix("nothing found in 3 packs"), "\(check.output)")
    let prove = Command.plumbline(["prove"] + rules)
    #expect(prove.code == 0, "\(prove.output)")
    #expect(!prove.output.contains("NOT DECIDED"))
  }

  @Test func `two core treatments are joined, and a drug that is ruled out is shown with its reason`() {
    let answer = Command.plumbline([
      "recommend", "\(Self.folder)/osteoarthritis.json", "--no-record", "--as-of", "2026-11-29", "--rules",
      "\(Self.folder)/osteoarthritis",
    ])
    #expect(answer.code == 0)
    #expect(
      answer.output.contains("RECOMMEND  Therapeutic exercise with manual therapy and weight management."))
    #expect(answer.output.contains("Offer: exercise, weight management. Consider: manual therapy."))
    #expect(
      answer.output.contains(
        """
          Advised against: No glucosamine.
          Advised against: No strong opioids.
          Advised against: Therapeutic exercise with an oral NSAID.
        """))
    #expect(answer.output.contains("EXAMPLE, unreviewed: made to show another field of care"))
  }

  @Test
  func `the next medicine follows from a list, two readings and a date, and only what is left is asked`() {
    let rules = ["--no-record", "--as-of", "2026-11-20", "--rules", "\(Self.folder)/hypertension"]
    let answer = Command.plumbline(["recommend", "\(Self.folder)/hypertension.json"] + rules)
    #expect(answer.code == 0)
    #expect(answer.output.contains("RECOMMEND  Advice on lifestyle, and a calcium-channel blocker."))
    #expect(answer.output.contains("The clinic pressure is 151 over 89 with an ACE inhibitor."))
    #expect(answer.output.contains("Ask next  Was another target agreed"))
    let severe = Command.contents("\(Self.folder)/hypertension.json")
      .replacing("156", with: "192").replacing("151", with: "188").replacing(
        "\"retina\": false", with: "\"retina\": true")
    let stopped = Command.plumbline(["recommend", "-"] + rules, input: severe)
    #expect(stopped.output.contains("STOP  SAME DAY  Severe hypertension with signs of danger"))
    #expect(
      !stopped.output.contains("NOT ANALYSED"),
      "a law between large numbers is analysed more coarsely before it is given up")
    let scratch = Scratch()
    scratch.write(
      "agreed.json",
      Command.contents("\(Self.folder)/hypertension.json").replacing(
        "\"bp\": {", with: "\"bp\": {\"agreed_target\": 160, "))
    let agreed = Command.plumbline(["recommend", "\(scratch.path)/agreed.json"] + rules)
    #expect(agreed.output.contains("RECOMMEND  Advice on lifestyle."), "\(agreed.output)")
  }
}
