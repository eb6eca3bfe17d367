import Glibc
import PlumblineAudit
import PlumblineLedger

/// Opens a ledger for a change; the ledger, or at least its key, must exist.
func existing(_ options: LedgerOptions) throws -> Ledger {
  let place = try options.place()
  if access(place.path, F_OK) != 0, access(place.key, F_OK) != 0 {
    throw LedgerError.noSuchLedger(place.path)
  }
  return try options.open(for: .appending)
}

/// Says what was recorded, and tidies the ledger afterwards, since nobody needs to wait for that.
func tell(_ appended: Appended, _ words: String, _ ledger: Ledger) throws(Fault) {
  if let warning = appended.warning { Output.error(warning) }
  try Output.answer(words)
  ledger.tidy()
}

/// Says how an answer was overridden or amended before: whoever reports more about it may not know.
func recall(_ index: Int, in ledger: Ledger) throws {
  for change in try LaterRecords(of: ledger.record(index), in: ledger).changes {
    Output.error("record \(index) was \(change)")
  }
}
