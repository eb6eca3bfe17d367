/// A coded reason for not following an answer.
///
/// HL7's code system `non-adherence-reason-codes`, which CDS Hooks names for override reasons. Read in the source of the CDS
/// Hooks 3.0.0 ballot of June 2026: all 35 codes in 6 groups, with their displays word for word. Each group is itself a code, for
/// reasons that cannot be more specific.
public struct OverrideReason: Sendable, Hashable {
  public static let system = "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes"

  public let code: String
  public let display: String
  /// The group's code; nil for a group.
  public let group: String?

  /// The reason with this code; nil if there is none.
  public init?(_ code: String) {
    guard let reason = Self.all.first(where: { $0.code == code }) else { return nil }
    self = reason
  }

  private init(_ code: String, _ display: String, in group: String? = nil) {
    self.code = code
    self.display = display
    self.group = group
  }

  /// Each group, followed by its codes, in the order of the code system.
  public static let all: [OverrideReason] = table.flatMap { group in
    [OverrideReason(group.code, group.display)]
      + group.codes.map { OverrideReason($0.0, $0.1, in: group.code) }
  }

  private struct Group {
    let code: String
    let display: String
    let codes: [(String, String)]
  }

  private static let table = [
    Group(
      code: "cds-not-applicable", display: "PC CDS does not apply to patient",
      codes: [
        ("patient-ineligible", "Patient does not meet eligibility for recommended action"),
        ("indication-order-exists", "Patient has indication/order for intended action"),
        ("action-completed", "Recommended action was already completed"),
        ("action-unsuccessful", "Recommended action was previously unsuccessful"),
        (
          "action-performed-no-adverse-effect",
          "Intended action was performed previously without adverse effect"
        ),
        (
          "action-not-priority",
          "Recommended action is not relevant or a priority in current state of health"
        ),
      ]),
    Group(
      code: "cds-suboptimal-context", display: "PC CDS delivered in suboptimal context",
      codes: [
        ("limited-time", "Could not address recommended action due to limited time"),
        ("wrong-time-workflow", "PC CDS delivered at wrong time in workflow or patient lifecycle"),
        ("inappropriate-recipient", "PC CDS delivered to inappropriate recipient/role"),
        (
          "need-more-info",
          "Could not address recommended action due to need for more information/pending results/pending consult"
        ),
      ]),
    Group(
      code: "recipient-disagrees-evidence",
      display: "Recipient disagrees with recommendation because of issues with the evidence",
      codes: [
        ("does-not-align-latest-evidence", "Recommended action does not align with the latest evidence"),
        ("expert-contradicts", "Advice from expert contradicts the recommended action"),
        ("policy-contradicts", "Institutional policy/guideline contradicts the recommended action"),
        ("recipient-does-not-trust", "Recipient does not agree with or trust the recommended action"),
      ]),
    Group(
      code: "recipient-concerns-outcomes",
      display: "Recipient has concerns regarding potential health outcomes",
      codes: [
        ("risk-benefit-ratio", "Recipient assessment of risk/benefit ratio"),
        ("mitigate-risk-negative-outcome", "Action taken to mitigate risk of negative outcome"),
        ("likely-negative-health-outcomes", "Recommended action likely to have negative health outcomes"),
        ("patient-contraindication", "Patient has contraindication to recommended action"),
      ]),
    Group(
      code: "does-not-align-preferences",
      display: "Recommendation does not align with patient preferences or values",
      codes: [
        ("patient-fears-discomfort", "Patient fears discomfort from complying with recommended action"),
        (
          "patient-does-not-want-change",
          "Patient does not want to change behavior or believes the change is unnecessary"
        ),
        (
          "cultural-religious-reason",
          "Patient has a cultural or religious reason for not following recommended action"
        ),
        ("prefers-alternative", "Patient prefers an alternative approach or treatment"),
        ("patient-refuses", "Patient refuses/declines (no context given)*"),
      ]),
    Group(
      code: "not-convenient-feasible", display: "Recommendation is not convenient or feasible",
      codes: [
        ("inadequate-support", "Patient has inadequate caregiver/social support"),
        ("service-not-available", "Treatment or service is not practically available"),
        (
          "implementation-challenges",
          "Recommended action cannot be implemented due to technology/challenges"
        ),
        ("too-costly-uncovered", "Recommended action is too costly or not covered by insurance"),
        (
          "recipient-does-not-understand",
          "Recipient does not understand the recommended action or know how to perform the recommended action"
        ),
        (
          "comorbidity-disability",
          "Patient has co-morbidity or disability that hinders them from completing recommended action"
        ),
      ]),
  ]
}
