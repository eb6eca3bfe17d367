import Glibc

/// A copy of a ledger that a release wrote, with its (test) key and its other files; see Tests/Fixtures/README.md.
public struct ReleasedLedger: ~Copyable {
  public let scratch = Scratch()
  public var path: String { scratch.path + "/ledger.sqlite" }

  public init(_ release: String) {
    let folder = "\(Shipped.root)/Tests/Fixtures/ledger-\(release)"
    for end in ["", ".key", ".pub", ".head", ".pseudonyms"] {
      scratch.write("ledger.sqlite\(end)", Command.bytes("\(folder)/ledger.sqlite\(end)"))
      // In a checkout everyone may read files; those of a ledger must belong to its owner alone.
      chmod("\(path)\(end)", 0o600)
    }
    scratch.write("checkpoint", Command.bytes("\(folder)/checkpoint"))
  }
}
