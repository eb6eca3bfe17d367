internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineJSON

/// A test that passes on a guideline and fails on a mutant of it, ready to be pasted.
public struct KillingTest: Sendable, Hashable {
  public var name: String
  public var given: JSONValue
  public var expect: JSONValue

  /// Nil if the two guidelines do not answer differently after all: the test is tried on both.
  init?(_ profile: Profile, _ guideline: Guideline, _ changed: Guideline, _ mutant: Mutant, asOf: Day) {
    let evaluator = Evaluator(examining: guideline)
    guard let reading = try? evaluator.reading(profile) else { return nil }
    let vocabulary = guideline.vocabulary
    let members = Self.expectation(
      Found(decision: reading.decision(of: guideline, asOf: asOf), vocabulary: vocabulary),
      Found(decision: reading.decision(of: changed, asOf: asOf), vocabulary: vocabulary))
    guard let members else { return nil }
    name = "\(mutant.site.words), line \(mutant.place.line): \(mutant.words.filter { $0 != "`" })"
    given = ProfileJSON(vocabulary).value(profile)
    expect = .object(members)
    let test = PackTest(
      name: name, pack: mutant.place.pack, given: given, expect: expect, place: mutant.place)
    let prepared = PackTestBench.prepare(test, evaluator, asOf)
    guard prepared.outcome(guideline).passed, !prepared.outcome(changed).passed else { return nil }
  }

  /// What the right decision shows and the wrong one does not, after the decision; nil if nothing distinguishes them.
  private static func expectation(_ right: Found, _ wrong: Found) -> [JSONMember]? {
    let decision = JSONMember("decision", .string(right.decision.disposition.rawValue))
    let reporting = Expectation.names.compactMap { name -> JSONMember? in
      guard let value = right.value(name), value != .null, value != wrong.value(name) else { return nil }
      return JSONMember(name, value)
    }
    if !reporting.isEmpty { return [decision] + reporting.filter { $0.key != "decision" } }
    let certainties = right.certainties.filter { !wrong.certainties.contains($0) }
    if !certainties.isEmpty { return [decision, JSONMember("certainty", .object(certainties))] }
    let (lost, won) = (right.cautions.unlike(wrong.cautions), wrong.cautions.unlike(right.cautions))
    if !lost.isEmpty { return [decision, JSONMember("cautions", .array(lost.map { .string($0) }))] }
    if !won.isEmpty { return [decision, JSONMember("not_cautions", .array(won.map { .string($0) }))] }
    let because = right.because.unlike(wrong.because)
    return because.first.map { [decision, JSONMember("because", .string($0))] }
  }

  /// The test in the pack language.
  public var lua: String {
    var text = "test \(Notation.quoted(name)) {\n"
    text += "  given = \(Notation.table(given, indent: 2)),\n"
    text += "  expect = \(Notation.table(expect, indent: 2)),\n"
    return text + "}\n"
  }
}

extension [String] {
  /// The strings that occur in none of the others.
  fileprivate func unlike(_ others: [String]) -> [String] {
    filter { text in !others.contains { $0.contains(text) } }
  }
}
