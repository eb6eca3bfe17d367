/// The place of a ledger: the database, and the files beside it.
public struct LedgerPlace: Sendable, Hashable {
  /// The database.
  public let path: String

  public init(_ path: String) { self.path = path }

  /// The private signing key; mode 0600, never in the database.
  public var key: String { path + ".key" }
  /// The key that is about to be the signing key, while keys are exchanged; mode 0600.
  public var nextKey: String { path + ".key.next" }
  /// The public key, for auditors.
  public var publicKey: String { path + ".pub" }
  /// The last signed head.
  public var head: String { path + ".head" }
  /// The keys of imported pseudonyms; mode 0600. It exists only if something was imported.
  public var pseudonyms: String { path + ".pseudonyms" }

  public var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
