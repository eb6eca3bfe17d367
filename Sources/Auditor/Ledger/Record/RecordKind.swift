/// The kind of a record.
public enum RecordKind: String, Sendable, Hashable, CaseIterable {
  /// An answer that was given.
  case decision
  /// An answer that could not be given, because a script failed.
  case failure
  /// A refusal of a profile or the packs, with the stops that were true nevertheless.
  case refusal
  /// What was done instead of what an answer recommended, and why.
  case override
  /// What came of an answer: what was chosen and done, and how it went.
  case outcome
  /// That an answer had a wrong input, and which later answer replaces it.
  case amendment
  /// A person's own signature on an answer or an override.
  case signature
  /// A removal of payloads: which, and why.
  case erasure
  /// A continuation of a ledger that was older than its last signed head, or differed from it.
  case recovery
  /// An import of the records before it from another ledger: from which, under which signed head.
  case `import`
  /// A reading of payloads: by whom, which, and why.
  case access
  /// A legal hold on a patient's records, or its end.
  case hold
  /// An exchange of the key that signs heads: which key ends, and which begins.
  case rotation
  /// An authority's timestamp of a signed head.
  case timestamp

  /// Whether its payload is about a patient, and can be erased.
  public var isOfPatient: Bool {
    switch self {
    case .decision, .failure, .refusal, .override, .outcome, .amendment: true
    case .signature, .erasure, .recovery, .import, .access, .hold, .rotation, .timestamp: false
    }
  }

  /// Whether it is the answer to a request, whatever came of it.
  public var isAnswer: Bool { self == .decision || self == .failure || self == .refusal }

  /// Whether it is about an earlier answer, which its payload names, and is erased with it.
  public var isAboutAnswer: Bool { self == .override || self == .outcome || self == .amendment }

  /// The kinds that are about an earlier answer, as the column `kind` has them.
  static let aboutAnswers = Set(allCases.filter(\.isAboutAnswer).map { Array($0.rawValue.utf8) })
}
