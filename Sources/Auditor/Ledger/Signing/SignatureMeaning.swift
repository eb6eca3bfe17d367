/// What a person states by signing a record.
public enum SignatureMeaning: String, Sendable, Hashable, CaseIterable {
  /// The signer decided for this patient, with this answer at hand.
  case decided
  /// The signer read it and stands by having read it, no more.
  case reviewed
  /// The signer did not follow the answer, as this override says.
  case overrode

  /// Whether a record of a kind can be signed with this meaning.
  public func fits(_ kind: RecordKind) -> Bool {
    switch self {
    case .decided: kind == .decision
    case .overrode: kind == .override
    case .reviewed: kind == .decision || kind == .override
    }
  }
}
