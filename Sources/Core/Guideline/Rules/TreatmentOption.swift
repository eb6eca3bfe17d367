/// A treatment that is considered for every patient, and shown beside the others whether or not it is matched.
///
/// The order in which options are shown is the domain's, never that of their effects.
public struct TreatmentOption: Sendable, Hashable {
  /// `pack/name`.
  public var id: String { "\(pack)/\(name)" }
  public var name: String
  public var title: String
  /// The pairings that amount to it; empty for an option that is named only, and for which nothing is claimed.
  public var pairings: [PairingName]
  /// Whether it is shown only where it is matched.
  public var isShownIfMatched: Bool
  /// Names of the evidence for it, in the order in which it is shown.
  public var evidence: [String]
  /// Names of evidence that tempers or contradicts it.
  public var temperedBy: [String]
  /// What it asks of the patient, as a source states it; nil if none of the sources at hand does.
  public var burden: String?
  /// In plain words, for the patient, as a sentence.
  public var forPatient: String
  /// Why it stands here without a claim, or what else a reader must know.
  public var note: String?
  public var sources: [String]
  public var pack: String
  public var place: Place

  package init(
    name: String, title: String, pairings: [PairingName], isShownIfMatched: Bool = false,
    evidence: [String], temperedBy: [String],
    burden: String?, forPatient: String, note: String?, sources: [String], pack: String, place: Place
  ) {
    self.name = name
    self.title = title
    self.pairings = pairings
    self.isShownIfMatched = isShownIfMatched
    self.evidence = evidence
    self.temperedBy = temperedBy
    self.burden = burden
    self.forPatient = forPatient
    self.note = note
    self.sources = sources
    self.pack = pack
    self.place = place
  }
}
