public import PlumblineTransparency

/// Signs what exports say of themselves, with the ledger's own key.
///
/// The first line of what is signed is ``domain``, so that no such statement is ever a checkpoint, nor a checkpoint such a statement.
public struct ExportSigner: Sendable {
  public static let domain = "plumbline.ledger/1 export"

  private let key: SigningKey

  /// - Throws: ``LedgerError/refused(_:_:)`` if the ledger's signing key is missing.
  public init(_ ledger: Ledger) throws(LedgerError) {
    let place = ledger.place
    let stored = try LedgerError.asking(place) { try ledger.key ?? KeyFiles.ring(place)?.signing }
    guard let stored else { throw .refused(place.path, .keyMissing(place.key)) }
    key = stored
  }

  /// Signs a statement of one line.
  ///
  /// - Throws: `NoteError` for a text that no note can hold.
  public func sign(_ statement: String) throws(NoteError) -> SignedNote {
    try key.sign("\(Self.domain)\n\(statement)\n")
  }
}
