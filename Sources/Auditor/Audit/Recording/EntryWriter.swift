internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
public import PlumblineLedger

/// Builds ledger entries from a request and its outcome.
public struct EntryWriter: Sendable {
  private let guidelines: Guidelines
  private let by: String?
  private let purpose: String?
  private let isPseudonymised: Bool
  private let settings: [String]

  /// - Parameters:
  ///   - by: the person who asks.
  ///   - purpose: what the answers are for.
  ///   - isPseudonymised: whether profiles already have pseudonyms instead of ids.
  ///   - settings: the digests of the files of settings in force, the first to be asked first.
  public init(
    guidelines: Guidelines, by: String?, purpose: String?, isPseudonymised: Bool, settings: [String] = []
  ) {
    self.guidelines = guidelines
    self.by = by
    self.purpose = purpose
    self.isPseudonymised = isPseudonymised
    self.settings = settings
  }

  /// - Parameters:
  ///   - time: now, in UTC: `2026-11-20T09:30:00.000Z`.
  ///   - outcome: returns the outcome, given the record's name.
  public func entry(
    _ ledger: Ledger, _ kind: RecordKind, _ consultation: Consultation,
    time: @escaping @autoclosure () -> String,
    _ outcome: @escaping (RecordName) -> (DecisionPayload.Outcome, DecisionPayload.Printed?)
  ) throws(LedgerError) -> Entry {
    var patient: String?
    if let id = consultation.profile.id { patient = isPseudonymised ? id : try ledger.pseudonym(of: id) }
    let profile = ProfileJSON(guidelines.vocabulary).value(consultation.profile)
    return Entry(kind: kind, time: time(), engine: Evaluator.version, packs: guidelines.packs) { name in
      let (outcome, answer) = outcome(name)
      var payload = DecisionPayload(
        profile: profile, patient: patient, asOf: consultation.asOf, by: by, purpose: purpose,
        outcome: outcome, answer: answer)
      payload.intake = consultation.intake
      payload.settings = settings
      return payload.value
    }
  }
}
