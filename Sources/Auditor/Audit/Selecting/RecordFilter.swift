public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineLedger

/// A filter that selects the records for which all given criteria hold. Without criteria, it selects all.
///
/// An erased record has only its time, its kind and the engine, so every other criterion excludes it.
public struct RecordFilter: Sendable, Hashable {
  /// Made at this time or later.
  public var after: UTCTime?
  /// Made before this time, exclusive.
  public var before: UTCTime?
  /// The column `patient` is any of these: an id, its pseudonym, or both.
  public var patients: Set<String>?
  /// The primary pairing.
  public var pairing: String?
  public var decision: Decision.Disposition?
  /// A rule, stop or gate that was true, `red-flags/cauda-equina`; with ``isUndecided``, one that could not be decided.
  public var rule: String?
  /// The certainty of a claim of the primary pairing.
  public var certainty: Certainty?
  /// The person who asked or overrode.
  public var person: String?
  public var kind: RecordKind?
  public var purpose: String?
  /// The day as of which it was asked.
  public var asOf: Day?
  /// Comparisons with recorded facts.
  public var facts: [FactCriterion] = []
  /// Whether something could not be decided.
  public var isUndecided = false
  /// An absent fact that could still have changed the answer.
  public var missing: String?
  /// Whether a claim of the primary pairing rests on a rating that was not confirmed at its source.
  public var isRecalled = false
  /// A pack that decided: `red-flags@2.0.0`, or `red-flags` in any version.
  public var pack: String?
  public var isOverridden = false
  /// A person who overrode it.
  public var overriddenBy: String?
  /// Whether somebody signed it; false for what could be signed, and nobody did.
  public var isSigned: Bool?
  /// The code of an outcome that was reported of the answer.
  public var outcome: OutcomeCode?
  /// The version of the program that recorded it: `0.1.0`, or `0.2` for every 0.2.x.
  public var edition: String?

  public init() {}

  /// Selects the patient with this id or pseudonym.
  ///
  /// - Throws: ``LedgerError`` for an id if the ledger's signing key is missing, without which no pseudonym can be computed:
  ///   finding nothing would be a false answer.
  public mutating func patient(_ text: String, in ledger: Ledger) throws(LedgerError) {
    let isPseudonym = text.hasPrefix("P-") && text.utf8.count == 22
    do {
      patients = try ledger.pseudonyms(of: text).union([text])
    } catch {
      guard isPseudonym else { throw error }
      patients = [text]
    }
  }

  /// Returns how many erased records it could not search: those of its time, where it asks for more than an erased record keeps.
  public func erasedUnsearched(in ledger: Ledger) throws -> Int {
    let ofTime = ofTimeAlone
    if self == ofTime { return 0 }
    var count = 0
    try ledger.eachSummary(where: ofTime.criteria + [.erased]) { _ in count += 1 }
    return count
  }

  /// The same time, and nothing else: all that can be asked of an erased record.
  var ofTimeAlone: RecordFilter {
    var filter = RecordFilter()
    (filter.after, filter.before, filter.kind, filter.edition) = (after, before, kind, edition)
    return filter
  }

  /// What the ledger is asked for.
  public var criteria: [RecordCriterion] {
    var criteria: [RecordCriterion] = []
    if let after { criteria.append(.since(after.description)) }
    if let before { criteria.append(.before(before.description)) }
    if let kind { criteria.append(.kind(kind)) }
    if let patients { criteria.append(.patients(patients)) }
    if let person { criteria.append(.person(person)) }
    if let decision { criteria.append(.decision(decision.rawValue)) }
    if let pairing { criteria.append(.pairing(pairing)) }
    if let certainty { criteria.append(.certainty(certainty.rawValue)) }
    if isUndecided {
      criteria.append(.undecided(rule: rule))
    } else if let rule {
      criteria.append(.fired(rule))
    }
    if let edition { criteria.append(.edition(edition)) }
    if let purpose { criteria.append(.purpose(purpose)) }
    if let pack { criteria.append(.pack(pack)) }
    if let missing { criteria.append(.missing(missing)) }
    if isRecalled { criteria.append(.recalled) }
    criteria += facts.map { .fact($0) }
    if let asOf { criteria.append(.asOf(asOf.description)) }
    if isOverridden || overriddenBy != nil { criteria.append(.overridden(by: overriddenBy)) }
    if let isSigned { criteria.append(isSigned ? .signed : .unsigned) }
    if let outcome { criteria.append(.outcome(outcome.rawValue)) }
    return criteria
  }
}
