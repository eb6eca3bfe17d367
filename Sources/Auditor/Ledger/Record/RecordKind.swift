/// What a record tells of.
public enum RecordKind: String, Sendable, Hashable, CaseIterable {
  /// An answer that was given.
  case decision
  /// An answer that could not be given, because a script failed.
  case failure
  /// That a profile or the packs were refused, and which stops were true all the same.
  case refusal
  /// What was done instead of what an answer recommended, and why.
  case override
  /// That payloads were removed: which, and why.
  case erasure
  /// That appending went on after the ledger was found older or other than its last signed head.
  case recovery
  /// That the records before it were taken from another ledger: from which, under which signed head.
  case `import`

  /// Whether its payload tells of a patient, and can be erased.
  public var isOfPatient: Bool {
    switch self {
    case .decision, .failure, .refusal, .override: true
    case .erasure, .recovery, .import: false
    }
  }
}
