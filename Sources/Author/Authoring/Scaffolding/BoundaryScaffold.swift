internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblineWorkbench

/// The tests of an example rule: a patient whom the gates let through, on both sides of the cut-off, and unanswered.
///
/// The patient is found in the space of all legal profiles, so that it fits whatever vocabulary and gates are in force.
struct BoundaryScaffold {
  let text: String

  init(
    _ guideline: Guideline, rule: String, name: AuthoredName, evidence: String, line: ExampleLine,
    asOf: Day
  ) throws {
    let vocabulary = guideline.vocabulary
    let fact = vocabulary[line.fact]
    let evaluator = Evaluator(examining: guideline)
    let patients = try Self.patients(guideline, evidence, line.fact)
    guard var patient = patients, let pairing = guideline.rules.first(where: { $0.id == rule })?.recommends
    else {
      throw ScaffoldRefusal(
        "the stops and gates let no patient through for whom `\(line.condition)` is true; choose another fact with --fact"
      )
    }
    func decision(_ state: FactState) throws -> Decision {
      patient[line.fact] = state
      guard vocabulary.brokenLaws(in: patient).isEmpty else {
        throw ScaffoldRefusal(
          "no patient fits both sides of `\(line.condition)`; choose another fact with --fact")
      }
      return try evaluator.decide(patient, asOf: asOf)
    }
    let inside = Found(decision: try decision(.known(line.inside)), vocabulary: vocabulary)
    let outside = Found(decision: try decision(.known(line.outside)), vocabulary: vocabulary)
    let unanswered = Found(decision: try decision(.absent(.notAsked)), vocabulary: vocabulary)
    let given = Notation.table(ProfileJSON(vocabulary).value(patient), indent: 0)
    guard let shown = inside.certainties.first(where: { $0.key == evidence }),
      !outside.certainties.contains(where: { $0.key == evidence })
    else {
      throw ScaffoldRefusal(
        "the answer does not change at `\(line.condition)`; choose another fact with --fact")
    }
    let sides = [
      (line.outside, Self.expectation(outside, without: pairing)),
      (
        line.inside,
        JSONValue.object([
          JSONMember("decision", .string("recommend")), JSONMember("certainty", .object([shown])),
        ])
      ),
    ].map { value, expect in
      "    [\(Self.key(value, of: fact))] = \(Notation.table(expect, indent: 4, folds: true)),\n"
    }
    // A local with the name of a group would hide its facts.
    let local =
      ["answers", "given_answers", "these_answers"].first { !vocabulary.groups.contains($0) } ?? "given"
    let open = Self.expectation(unanswered, without: pairing, missing: fact.name)
    text = """
      -- The rule on both sides of its cut-off, and unanswered. The patient is one whom every stop and gate lets through.
      -- Write what the rule means, not what it happens to do: `plumbline test` shows if they differ.

      local \(local) = \(given)

      test "\(name): on both sides of the cut-off" {
        given    = \(local),
        boundary = \(fact.name),
        expect   = {
      \(sides.joined())  },
      }

      test "\(name): not answered" {
        given  = \(local),
        expect = \(Notation.table(open, indent: 2, folds: true)),
      }

      """
  }

  /// A patient of whom the fact is known and to whom the answer shows the rule's evidence; nil if there is none.
  private static func patients(
    _ guideline: Guideline, _ evidence: String, _ fact: Fact.Index
  ) throws(ScaffoldRefusal) -> Profile? {
    do {
      let space = try PatientSpace(guideline)
      let shown = try space.shown(evidence)
      if guideline.vocabulary[fact].computation != nil { return space.example(of: shown) }
      return space.example(of: try space.both(shown, space.giving(fact)))
    } catch {
      throw ScaffoldRefusal("the packs are too large to search for a patient; write the rule by hand")
    }
  }

  private static func expectation(
    _ found: Found, without pairing: PairingName, missing: String? = nil
  ) -> JSONValue {
    var members = [JSONMember("decision", .string(found.decision.disposition.rawValue))]
    if found.decision.disposition == .recommend {
      members.append(JSONMember("not_recommended", [.string(pairing.description)]))
    }
    if let missing, found.decision.missing.contains(where: { found.vocabulary[$0.fact].name == missing }) {
      members.append(JSONMember("missing", [.string(missing)]))
    }
    return .object(members)
  }

  /// A value as the key of a table: `37` for a whole number, a string for everything else.
  private static func key(_ value: FactValue, of fact: Fact) -> String {
    switch value {
    case .number(let number):
      if case .integer = fact.kind { number.description } else { Notation.quoted(number.description) }
    case .boolean(let flag): flag ? "\"true\"" : "\"false\""
    case .code(let code): Notation.quoted(code)
    }
  }
}
