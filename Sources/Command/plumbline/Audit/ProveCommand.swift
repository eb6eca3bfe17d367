import ArgumentParser
import PlumblineLedger
import PlumblineTransparency

/// `plumbline audit prove`: a receipt for a record, or the proof that the ledger continues an older head.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Write a receipt for a record, or a proof that the ledger continues an older head.",
    discussion: """
      A receipt is a C2SP tlog-proof with the record's leaf; it is checked with only the public key, on any machine: \
      `audit verify --receipt FILE --key KEY`. With --original, an imported record is proved in the tree of the ledger \
      that recorded it first, and checked with that one's public key.

      Examples:
        plumbline audit prove 0 > receipt
        plumbline audit checkpoint > head && plumbline audit prove --since head
      """)

  @Argument(help: ArgumentHelp("The record: its index or its whole name.", valueName: "record"))
  var record: RecordArgument?

  @Flag(
    help:
      "Put the payload and its salt into the receipt; the reading is recorded. Erasing cannot reach what you hand out."
  )
  var withPayload = false

  @Flag(help: "Prove an imported record in the tree of the ledger that recorded it first.")
  var original = false

  @Option(
    help: ArgumentHelp("Prove instead that the ledger continues this older checkpoint.", valueName: "file"),
    completion: .file())
  var since: String?

  @OptionGroup(title: "Reading of patient data") var access: AccessOptions
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func validate() throws {
    if (record == nil) == (since == nil) {
      throw ValidationError("name a RECORD to write a receipt for, or an older checkpoint with --since FILE")
    }
  }

  func run() throws {
    try reporting {
      let options = self.ledger
      let ledger = try options.open(for: .reading)
      if let since {
        let old = try Anchors.checkpoint(since)
        try Output.answer(ledger.consistency(since: old.checkpoint).bytes)
        return .success
      }
      guard let record else { return .success }
      let index = try record.index(in: ledger)
      let receipt =
        original
        ? try ledger.originalReceipt(index, withPayload: withPayload)
        : try ledger.receipt(index, withPayload: withPayload)
      // Only a patient's payload is a reading of patient data.
      if withPayload, try ledger.record(index).leaf.kind.isOfPatient {
        try access.note("prove", [index], options)
        Output.error(
          "this receipt holds the patient's data in clear: `audit erase` cannot reach it once it is handed out"
        )
      }
      try Output.answer(receipt.bytes)
      return .success
    }
  }
}
