import ArgumentParser
import Glibc
import PlumblineAudit
import PlumblineLedger

/// The ledger to use: `--ledger`, else `PLUMBLINE_LEDGER`, else that of the settings, else the one in the user's data folder.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The ledger's database (default: PLUMBLINE_LEDGER, else the settings, else plumbline/ledger.sqlite in the data folder).",
      valueName: "path"), completion: .file())
  var ledger: String?

  @Option(
    help: ArgumentHelp(
      "The file of the key that wraps the keys of records (default: PLUMBLINE_WRAPPING_KEY, else none).",
      valueName: "file"), completion: .file())
  var wrappingKey: String?

  func place() throws(Fault) -> LedgerPlace { LedgerPlace(try setting().value) }

  /// Returns the ledger's path, and where it is named.
  func setting() throws(Fault) -> Setting<String> {
    if let ledger { return Setting(ledger, from: "--ledger") }
    if let named = environment("PLUMBLINE_LEDGER") { return Setting(named, from: "PLUMBLINE_LEDGER") }
    if let set = try Settings.read().first(\.ledger) { return set }
    if let data = environment("XDG_DATA_HOME") {
      return Setting("\(data)/plumbline/ledger.sqlite", from: "XDG_DATA_HOME")
    }
    if let home = environment("HOME") {
      return Setting("\(home)/.local/share/plumbline/ledger.sqlite", from: "HOME")
    }
    throw Fault(.cannotCreate, "there is no data folder: HOME is not set; name a ledger with --ledger PATH")
  }

  func open(for purpose: Ledger.Purpose) throws -> Ledger {
    try Ledger.open(place(), for: purpose, wrapping: wrapping(purpose))
  }

  /// Returns the wrapping key; for appending, its file is created if there is none, unless the ledger shows that one was lost.
  func wrapping(_ purpose: Ledger.Purpose) throws -> WrappingKey? {
    guard let path = wrappingKey ?? environment("PLUMBLINE_WRAPPING_KEY") else { return nil }
    if purpose == .appending, access(path, F_OK) != 0 {
      let place = try place()
      if let id = try? Ledger.open(place, for: .reading).wrappedBy() {
        throw LedgerError.refused(place.path, .wrappingKeyNeeded(id: id))
      }
    }
    return try WrappingKey.read(path, orMake: purpose == .appending)
  }
}
