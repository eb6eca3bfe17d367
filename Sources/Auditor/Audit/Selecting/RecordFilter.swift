public import PlumblineEngine
public import PlumblineGuideline
public import PlumblineLedger

/// Which records are meant: those for which everything that is given holds. With nothing given, all.
///
/// It looks at columns only. An erased record has none but its time and its kind, so every other criterion leaves it out.
public struct RecordFilter: Sendable, Hashable {
  /// Made at this time or later.
  public var after: UTCTime?
  /// Made before this time, and not at it.
  public var before: UTCTime?
  /// Any of these stands in the column `patient`: an id, its pseudonym, or both.
  public var patients: Set<String>?
  /// The primary pairing.
  public var pairing: String?
  public var decision: Decision.Disposition?
  /// A rule, stop or gate that was true: `red-flags/cauda-equina`.
  public var rule: String?
  /// A claim of the primary pairing has it.
  public var certainty: Certainty?
  /// Who asked, or who overrode.
  public var person: String?
  public var kind: RecordKind?

  public init() {}

  /// The patient whose id or pseudonym this is.
  ///
  /// - Throws: ``LedgerError`` for an id where the ledger's signing key is missing, without which no pseudonym can be
  ///   worked out: to find nothing would be a false answer.
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
    // Times of one form compare as texts do.
    if let after, record.time < after.description { return false }
    if let before, record.time >= before.description { return false }
    if let kind, record.kind != kind { return false }
    if let patients, !(record.patient.map(patients.contains) ?? false) { return false }
    if let pairing, record.pairing != pairing { return false }
    if let decision, record.decision != decision.rawValue { return false }
    if let rule, !record.fired.contains(rule) { return false }
    if let certainty, !record.certainties.contains(certainty.rawValue) { return false }
    if let person, record.person != person { return false }
    return true
  }
}
