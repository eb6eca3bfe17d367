import PlumblineJSON
import Testing

@testable import PlumblineEngine
@testable import PlumblineGuideline

/// Certainty starts at the evidence's rating and is only ever lowered: by which steps, and how far.
struct CertaintyTests {
  /// An item whose population has one criterion for each truth; `asking` criteria ask while unknown.
  private func claim(
    _ certainty: Certainty, seen: Bool = true, _ truths: [Truth], asking: Bool = false
  ) -> Claim {
    let criteria = truths.indices.map { index in
      EvidenceItem.Criterion(
        says: "criterion \(index)",
        when: .comparison(
          Comparison(fact: index, operator: .is, operands: [.value(.boolean(true))], line: 1)),
        asksWhenUnknown: asking)
    }
    let item = EvidenceItem(
      name: "trial/x/function/mixed", source: "trial", intervention: "i", comparator: "c",
      outcome: Outcome("function"),
      timepoint: .mixed, certainty: certainty, certaintySeen: seen ? "paper" : nil, effect: nil,
      population: criteria, note: nil, place: Place(file: "pack/evidence.lua", line: 1))
    return CertaintyPolicy.claim(item) { condition in
      guard case .comparison(let comparison) = condition else { return .unknown }
      return truths[comparison.fact]
    }
  }

  @Test(
    arguments: [
      (Certainty.high, [], .high), (.high, [.true, .true], .high), (.high, [.false], .moderate),
      (.high, [.unknown], .moderate), (.high, [.false, .unknown], .low),
      (.high, [.false, .false, .false], .low),
      (.moderate, [.false, .false, .unknown], .veryLow), (.low, [.false, .false], .veryLow),
      (.veryLow, [.false], .veryLow), (.notStated, [.false, .false], .notStated),
    ] as [(Certainty, [Truth], Certainty)])
  func `one level is lost for each criterion that is not met or not known, two at most, never below very low`(
    start: Certainty, truths: [Truth], expected: Certainty
  ) {
    #expect(claim(start, truths).certainty == expected)
  }

  @Test(arguments: [
    (Certainty.high, Certainty.moderate), (.moderate, .moderate), (.low, .low), (.veryLow, .veryLow),
    (.notStated, .notStated),
  ])
  func `a rating that is not confirmed counts as moderate at most`(start: Certainty, expected: Certainty) {
    #expect(claim(start, seen: false, []).certainty == expected)
  }

  @Test func `the cap for an unconfirmed rating comes before the levels that the patient costs`() {
    let capped = claim(.high, seen: false, [.false])
    #expect(capped.certainty == .low)
    #expect(
      capped.adjustments == [
        .init(reason: .ratingNotConfirmed, to: .moderate),
        .init(reason: .population(says: "criterion 0", truth: .false), to: .low),
      ])
  }

  @Test func `a criterion that asks costs nothing while unknown, and a level when it is not met`() {
    let asking = claim(.moderate, [.unknown], asking: true)
    #expect(asking.certainty == .moderate)
    #expect(asking.asked == ["criterion 0"])
    #expect(claim(.moderate, [.false], asking: true).certainty == .low)
  }

  @Test func `the claim records that further differences did not lower it`() {
    #expect(claim(.high, [.false, .false, .false]).isAtLimit)
    #expect(!claim(.high, [.false, .false, .true]).isAtLimit)
  }
}
