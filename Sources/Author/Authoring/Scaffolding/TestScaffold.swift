internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblineWorkbench

/// A test from a profile that expects the present decision: an approval test.
///
/// It says what the packs answer, not what they should answer: the author who keeps it vouches for it.
public enum TestScaffold {
  /// - Parameters:
  ///   - profile: the profile; nil for one with few answers whom every stop and gate lets through. Its `id` is left out.
  ///   - guideline: the pack with what it requires, against which its tests run.
  public static func file(
    _ name: AuthoredName, from profile: Profile?, in guideline: Guideline, asOf: Day
  ) throws -> NewFile {
    let vocabulary = guideline.vocabulary
    let stops = guideline.domain.stops.pack
    guard guideline[pack: stops] != nil else {
      throw ScaffoldRefusal(
        "the pack does not require '\(stops)', so the test would approve an answer without its stops; require it first"
      )
    }
    guard var patient = try profile ?? example(guideline) else {
      throw ScaffoldRefusal(
        "the stops and gates in force let no patient through; give a profile with --from")
    }
    patient.id = nil
    let decision = try Evaluator(examining: guideline).decide(patient, asOf: asOf)
    let found = Found(decision: decision, vocabulary: vocabulary)
    let given = Notation.table(ProfileJSON(vocabulary).value(patient), indent: 2)
    let expect = Notation.table(.object(expectation(found)), indent: 2)
    let text = """
      -- An approval test: `expect` is what the packs answered on \(asOf), which no one has yet judged to be right.
      -- Read it, remove what the test is not about, and name it for what is special about this patient.

      test "\(name)" {
        as_of  = "\(asOf)",
        given  = \(given),
        expect = \(expect),
      }

      """
    return NewFile(name: "tests/\(name).lua", text: text, says: "an approval test")
  }

  private static func example(_ guideline: Guideline) throws(ScaffoldRefusal) -> Profile? {
    do {
      let space = try PatientSpace(guideline)
      return space.example(of: try space.recommended())
    } catch {
      throw ScaffoldRefusal("the packs are too large to search for a patient; give a profile with --from")
    }
  }

  /// What the decision shows: the gates that decided, what is recommended, and how certain each claim is.
  private static func expectation(_ found: Found) -> [JSONMember] {
    let names =
      found.decision.disposition == .recommend
      ? ["decision", "primary", "alternatives", "conflicts"] : ["decision", "alerts", "gates"]
    var members = names.compactMap { name -> JSONMember? in
      guard let value = found.value(name), value != .null, value != .array([]) || name == "alternatives"
      else {
        return nil
      }
      return JSONMember(name, value)
    }
    if !found.certainties.isEmpty { members.append(JSONMember("certainty", .object(found.certainties))) }
    return members
  }
}
