internal import PlumblineLedger

extension LedgerError {
  /// Whether it is the ledger's, and not about what was asked of it.
  var isOfStorage: Bool {
    switch self {
    case .noSuchRecord, .erased, .notErasable, .held, .notContinued, .noOriginal, .shard: false
    default: true
    }
  }

  /// Whether the key with which the ledger was opened does not fit its last signed head.
  var isOfEndedKey: Bool {
    switch self {
    case .refused(_, .otherKey), .refused(_, .headUnreadable): true
    default: false
    }
  }
}
