public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineLedger

/// A filter that selects the records for which all given criteria hold. Without criteria, it selects all.
///
/// It reads only columns. An erased record has only its time and its kind, so every other criterion excludes it.
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
  /// A rule, stop or gate that was true: `red-flags/cauda-equina`.
  public var rule: String?
  /// The certainty of a claim of the primary pairing.
  public var certainty: Certainty?
  /// The person who asked or overrode.
  public var person: String?
  public var kind: RecordKind?

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

  public func matches(_ record: RecordSummary) -> Bool {
    // Times in the same form compare like strings.
    if let after, record.time < after.description { return false }
    if let before, record.time >= before.description { return false }
    if let kind, record.kind != kind { return false }
    if let patients, !(record.patient.map(patients.contains) ?? false) { return false }
    if let pairing, !record.pairings.contains(pairing) { return false }
    if let decision, record.decision != decision.rawValue { return false }
    if let rule, !record.fired.contains(rule) { return false }
    if let certainty, !record.certainties.contains(certainty.rawValue) { return false }
    if let person, record.person != person { return false }
    return true
  }
}
