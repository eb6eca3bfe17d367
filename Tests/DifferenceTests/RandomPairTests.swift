import Glibc
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineDifference

/// The comparison, checked against every profile, decided by the reference interpreter.
struct RandomPairTests {
  /// Each seed makes about ten pairs. `PLUMBLINE_PAIRS=300` tries as many seeds.
  private static let seeds: [UInt64] = {
    let count = getenv("PLUMBLINE_PAIRS").flatMap { UInt64(String(cString: $0)) } ?? 12
    return (0..<count).map { Seeded.first &+ $0 &* 1_000 }
  }()

  private func load(_ pack: PackModel) -> Guideline? { load(pack.packs) }

  private func load(_ packs: [(name: String, text: String)]) -> Guideline? {
    try? GuidelineLoader.load(packs.map { Shipped.pack($0.name, ["pack.lua": $0.text]) })
  }

  /// Every profile that either vocabulary could allow, as text.
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
    let story: Comment = "seed \(seed)\n\(old.packs)\n---\n\(new.packs)"
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
    if old.isSplit { try checkVersions(difference, old, new, story) }
    return difference.verdict == .noAnswerChanges
  }

  /// A pack that may keep its major version changes no answer, put alone into the old guideline or last into the new one.
  private func checkVersions(
    _ difference: GuidelineDifference, _ old: PackModel, _ new: PackModel, _ story: Comment
  ) throws {
    for version in difference.versions {
      for (before, after) in [
        (old.packs, zip(old.packs, new.packs).map { $0.name == version.pack ? $1 : $0 }),
        (zip(old.packs, new.packs).map { $0.name == version.pack ? $0 : $1 }, new.packs),
      ] {
        guard let one = load(before), let other = load(after) else { continue }
        let judges = Judges(one, other, asOf: "2026-11-20")
        var weight = VersionChange.none
        for text in everyProfile(old, new) {
          let outcome = judges.outcome(Array(text.utf8), asks: false)
          let isOfAnswer = outcome.changes.contains { $0.kind.isOfAnswer }
          switch outcome {
          case .decided(let view, _, let changes) where !changes.isEmpty:
            weight = max(weight, isOfAnswer && view.isAnswer ? .major : .minor)
          case .refused(let changes, let view):
            let isRefusal = changes.contains { $0.after == "refused" }
            weight = max(weight, isRefusal && view.isAnswer ? .major : .minor)
          default: break
          }
        }
        #expect(version.change >= weight, "\(version)\n\(story)")
      }
      if difference.declarations.allSatisfy(\.isWordsOnly) { #expect(version.change <= .patch, story) }
    }
  }

  @Test(arguments: seeds)
  func `the reported changes are those that trying every profile shows, with the smallest example`(
    seed: UInt64
  ) throws {
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
  func `a pack with other words, or an equivalent rewrite, changes no answer`(seed: UInt64) throws {
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
