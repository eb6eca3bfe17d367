import PlumblineChecker
import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The example of hypertension as three other authors might have written it: the same guideline in another order, with other operators and
/// in other words. Nothing in it is wrong, so nothing may be found that was not found before.
@Test(arguments: Rewriting.allCases)
func `a right guideline in other words has no new finding`(_ rewriting: Rewriting) throws {
  let folders = try PackFolder.find(in: "\(Shipped.root)/Examples/guidelines/hypertension")
  let before = Set(try findings(of: folders).map(\.wording))
  var used: Set<String> = []
  let rewritten = folders.map { folder in
    PackFolder(
      name: folder.name,
      files: folder.files.map { file in
        var text = String(decoding: file.text, as: UTF8.self)
        for (old, new) in rewriting.changes where text.contains(old) {
          text = text.replacing(old, with: new)
          used.insert(old)
        }
        return PackFile(name: file.name, text: Array(text.utf8))
      })
  }
  #expect(
    used.count == rewriting.changes.count, "\(rewriting.changes.map(\.key).filter { !used.contains($0) })")
  #expect(try findings(of: rewritten).filter { !before.contains($0.wording) }.map(\.message) == [])
}

/// What is found besides what untested packs have.
private func findings(of folders: [PackFolder]) throws -> [Finding] {
  let checking = Checking(
    folders.map { PackFolder(name: $0.name, files: $0.files) }, asOf: "2026-11-25")
  #expect(checking.loads, "\(checking.findings.map(\.message))")
  return checking.findings.filter { $0.kind.severity < .note }
}

extension Finding {
  /// Where a finding is moves with the text.
  fileprivate var wording: String { "\(kind.code) \(message)" }
}

enum Rewriting: String, CaseIterable, CustomTestStringConvertible {
  case words, operators, titles

  var testDescription: String { rawValue }

  var changes: KeyValuePairs<String, String> {
    switch self {
    case .words:
      [
        "\"Under 18 years\"": "\"Younger than 18\"",
        "Age is {patient.age}: this is for adults.":
          "At {patient.age} years the patient is under 18; from 18 on this guideline applies.",
        "The last change is less than 4 weeks ago":
          "A medicine was started or changed within the last 4 weeks",
        "A medicine was last changed {treatment.changed_on}; its effect shows after about 4 weeks.":
          "The last change was {treatment.changed_on}, less than 28 days ago; wait until 4 weeks have passed.",
        "Confirmed, under 55: A": "Confirmed, not yet 55: A",
        "Confirmed, 55 or over or of Black": "Confirmed, at least 55 years old or of Black",
        "Severe hypertension without a sign of danger": "Severe hypertension, and no sign of danger",
        "The clinic pressure is severe (180/120 or more).":
          "The clinic systolic pressure is at least 180, or the diastolic one is 120 or more.",
        "The two are not combined to treat hypertension.":
          "To treat hypertension, only one of the two is given.",
        "You take a tablet for your blood pressure.": "A tablet may lower your blood pressure.",
        "Every step depends on the clinic pressure.": "Without the clinic pressure no step can be chosen.",
      ]
    case .operators:
      [
        "when    = patient.age :below(18)": "when    = none { patient.age :at_least(18) }",
        "weeks_ago(treatment.changed_on) :below(4)": "days_ago(treatment.changed_on) :at_most(27)",
        "local severe = any { bp.systolic :at_least(180), bp.diastolic :at_least(120) }":
          "local severe = none { all { bp.diastolic :below(120), bp.systolic :at_most(179) } }",
        "local raised   = any { bp.systolic :at_least(140), bp.diastolic :at_least(90) }":
          "local raised   = none { all { bp.diastolic :at_most(89), bp.systolic :below(140) } }",
        "local takes_none = none { takes_a, takes_c, takes_d }":
          "local takes_none = all { none { takes_d }, none { takes_a }, none { takes_c } }",
        "patient.medicines :includes_all_of \"ace-inhibitor-or-arb\"":
          "all { patient.medicines :includes \"arb\", patient.medicines :includes \"ace-inhibitor\" }",
      ]
    case .titles:
      [
        "An ACE inhibitor together with an ARB": "ARB and ACE inhibitor at once",
        "A and C, and over the target: add D": "Over the target on A and C: a thiazide-like diuretic",
        "\"A, and over the target: add C\"":
          "\"Over the target on an ACE inhibitor or an ARB: a calcium-channel blocker may be added\"",
        "C or D, and over the target: add A":
          "Over the target on a calcium-channel blocker or a thiazide-like diuretic: an ACE inhibitor or an ARB",
        "Raised in the clinic, no medicine: confirm outside the clinic":
          "Raised in the clinic, and without a medicine so far: monitoring outside of it",
        "\"Another guideline sets target and treatment\"": "\"A condition with a guideline of its own\"",
        "\"Three medicines already\"": "\"A, C and D are taken\"",
        "\"Severe hypertension with signs of danger\"":
          "\"Clinic pressure of 180/120 or more, and a sign of danger\"",
        "Refer for specialist assessment the same day.": "Have a specialist assess the patient today.",
        "step(": "next_drug(",
      ]
    }
  }
}
