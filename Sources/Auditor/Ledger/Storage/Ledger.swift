internal import PlumblineSQLite
internal import PlumblineTransparency

/// The record of all answers: an SQLite database whose records are leaves of a signed Merkle tree.
///
/// Opened for reading, it changes nothing. Opened for appending, it is created if there is none, with its keys beside it.
/// Documentation/Ledger.md says what each byte means, so that a stranger can check it without this program.
///
/// It may be used from any thread; calls to one ledger run one after the other.
public struct Ledger: Sendable {
  public enum Purpose: Sendable { case reading, appending }

  public let place: LedgerPlace
  let session: LedgerSession
  /// The key that signs, and the secrets of names; nil when opened for reading.
  let ring: KeyRing?
  let wrapping: WrappingKey?

  var connection: Connection { session.connection }
  /// The key that signs; nil when opened for reading.
  var key: SigningKey? { ring?.signing }

  /// How long to wait for another process by default, in milliseconds.
  public static let patience = 5_000

  /// The version of SQLite in use.
  public static var storageVersion: String { Connection.libraryVersion }

  func checkVersion(_ db: Database) throws {
    guard try Schema.isOurs(db) else {
      throw LedgerError.damaged(place.path, reason: "it is a database of another program")
    }
    let version = try Schema.version(of: db)
    guard version >= 0 else {
      throw LedgerError.damaged(
        place.path, reason: "its schema is \(version), and no such version exists")
    }
    guard version <= Schema.version else { throw LedgerError.refused(place.path, .newerSchema(version)) }
  }

  /// Checks that the tables are a ledger's, and that nothing else acts on what is added to them.
  func checkSchema(_ db: Database, for purpose: Purpose) throws {
    if try Schema.isEmpty(db) { return }
    for divergence in try Schema.divergences(db)
    where Schema.tables.contains(divergence.row) || (purpose == .appending && divergence.way != .missing) {
      throw LedgerError.damaged(place.path, reason: divergence.description)
    }
  }
}
