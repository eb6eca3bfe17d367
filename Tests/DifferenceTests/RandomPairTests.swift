import Engine
import Guideline
import JSON
import TestSupport
import Testing

@testable import Difference

/// The comparison against every profile that there is, decided by the reference interpreter.
struct RandomPairTests {
  /// How many times the seeds that are tried by default: `PLUMBLINE_PAIRS=10` tries ten times as many.
  private static let seeds = (0..<UInt64(60)).map { Seeded.first &+ $0 &* 1_000 }

  private func load(_ pack: PackModel) -> Guideline? {
    try? GuidelineLoader.load([Shipped.pack("red-flags", ["pack.lua": pack.lua])])
  }

  /// Every profile that either vocabulary could mean, as text.
  private func everyProfile(_ old: PackModel, _ new: PackModel) -> [String] {
    var values: [String: Set<String>] = [:]
    for fact in old.facts + new.facts { values[fact.name, default: []].formUnion(fact.values) }
    var profiles = [""]
    for name in values.keys.sorted() {
      let short = name.split(separator: ".")[1]
      profiles = profiles.flatMap { profile in
        [profile]
          + (values[name] ?? []).sorted().map { "\(profile)\(profile.isEmpty ? "" : ",")\"\(short)\":\($0)" }
      }
    }
    return profiles.map { "{\"g\":{\($0)}}" }
  }

  private func known(_ profile: String) -> Int { max(0, profile.utf8.count { $0 == UInt8(ascii: ":") } - 1) }

  private func check(_ old: PackModel, _ new: PackModel, _ seed: UInt64, asks: Bool) throws -> Bool? {
    guard let before = load(old), let after = load(new) else { return nil }
    let difference = GuidelineDifference(before, after, asOf: "2026-11-20")
    var expected: [AnswerChange: Int] = [:]
    var answered: Set<AnswerChange> = []
    for text in everyProfile(old, new) {
      let outcome = difference.judges.outcome(Array(text.utf8), asks: asks)
      for change in outcome.changes {
        expected[change] = min(expected[change] ?? .max, known(text))
        if case .decided(let view, _, _) = outcome, view.isAnswer { answered.insert(change) }
        if case .refused(_, let view) = outcome, view.isAnswer { answered.insert(change) }
      }
    }
    let found = difference.classes.filter { asks || $0.change.kind != .asked }
    let story: Comment = "seed \(seed)\n\(old.lua)\n---\n\(new.lua)"
    #expect(Set(found.map(\.change)) == Set(expected.keys), story)
    #expect(difference.undecided.isEmpty && difference.knowsAsked, story)
    #expect(
      (difference.verdict == .noAnswerChanges) == expected.keys.allSatisfy { !$0.kind.isOfAnswer }, story)
    for one in found {
      #expect(one.isConfirmed, story)
      #expect(known(one.example.canonicalText) == expected[one.change], "\(one.change)\n\(story)")
      #expect(!one.causes.causes.isEmpty, "\(one.change)\n\(story)")
      if one.change.before != "refused" {
        #expect(one.hadAnswer == answered.contains(one.change), "\(one.change)\n\(story)")
      }
    }
    return difference.verdict == .noAnswerChanges
  }

  @Test(arguments: seeds)
  func `what changes is what every profile shows, with the smallest example`(seed: UInt64) throws {
    var tried = 0
    for round in 0..<8 {
      var packs = RandomPack(seed &+ UInt64(round))
      let old = packs.make()
      var new = packs.edited(old)
      if packs.random.chance(30) { new = packs.edited(new) }
      if packs.random.chance(30) { new = packs.rewritten(new) }
      if try check(old, new, seed &+ UInt64(round), asks: round == 0) != nil { tried += 1 }
    }
    #expect(tried > 2, "seed \(seed): most packs do not load")
  }

  @Test(arguments: seeds)
  func `a pack in other words, or written otherwise, changes no answer`(seed: UInt64) throws {
    for round in 0..<4 {
      var packs = RandomPack(seed &+ 500 &+ UInt64(round))
      let old = packs.make()
      let new = packs.rewritten(old)
      #expect(
        try check(old, new, seed &+ 500 &+ UInt64(round), asks: false) != false,
        "seed \(seed)\n\(old.lua)\n---\n\(new.lua)")
    }
  }
}
