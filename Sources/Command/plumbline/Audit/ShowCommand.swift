import ArgumentParser
import PlumblineAudit
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblinePresentation

/// `plumbline audit show`: one record, with the answer exactly as it was given.
struct ShowCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one record: the answer exactly as it was given.",
    discussion: "The record is checked against its leaf first. Patient data is shown.")

  @Argument(help: ArgumentHelp("The record: its index or its whole name.", valueName: "record"))
  var record: RecordArgument

  @Option(help: "text, or json (leaf and payload).")
  var format: Format = .text

  @OptionGroup var ledger: LedgerOptions

  func run() throws {
    try telling {
      let ledger = try ledger.open(for: .reading)
      let record = try ledger.record(try record.index(in: ledger))
      switch format {
      case .json:
        let leaf = String(decoding: record.leaf.bytes, as: UTF8.self)
        let value: JSONValue = [
          "leaf": .string(leaf), "payload": record.payload ?? .null,
        ]
        try Output.answer(value.canonical + [10])
      case .text:
        // An answer names the record that it was given with.
        let own = RecordName(origin: try ledger.origin() ?? "", index: record.index)
        try Output.answer(text(record, record.leaf.from ?? own))
      }
      return .success
    }
  }

  private func text(_ record: ReadRecord, _ name: RecordName) -> String {
    let leaf = record.leaf
    var lines = [
      Escaping.terminal("Record \(leaf.index) · \(leaf.kind.rawValue) · \(leaf.time) · \(leaf.engine)")
    ]
    if let from = leaf.from { lines.append("imported: recorded as \(Escaping.terminal(from.description))") }
    guard let payload = record.payload else {
      return (lines + ["", "ERASED: its payload was removed. The leaf, and every proof of it, stays."])
        .joined(separator: "\n") + "\n"
    }
    guard let answer = DecisionPayload(payload) else {
      let members = payload.objectValue ?? []
      if leaf.from != nil {
        lines.append("numbers of records in it are those of the ledger that it was imported from")
      }
      lines += members.sorted { $0.key < $1.key }.map { member in
        "  \(member.key): \(Escaping.terminal(member.value.stringValue ?? member.value.canonicalText))"
      }
      return lines.joined(separator: "\n") + "\n"
    }
    if let by = answer.by { lines.append("asked by \(Escaping.terminal(by))") }
    if let purpose = answer.purpose { lines.append("for \(Escaping.terminal(purpose))") }
    return (lines + ["", body(answer, name)]).joined(separator: "\n")
  }

  private func body(_ answer: DecisionPayload, _ name: RecordName) -> String {
    switch answer.outcome {
    case .failure(let script, let place, let reason):
      return Escaping.terminal("no decision: script '\(script)' failed at \(place): \(reason)") + "\n"
    case .refusal(let json), .decision(let json):
      // A line as it was printed holds nothing to escape; one that does was never printed by this program.
      if let text = answer.answer?.text {
        return text.split(separator: "\n", omittingEmptySubsequences: false).map {
          Escaping.terminal(String($0))
        }
        .joined(separator: "\n")
      }
      // Engines before 0.2 printed no status.
      let status = json["engine"]?.stringValue == "plumbline 0.1.0" ? nil : "recorded"
      let line = DecisionJSON.line(json, status: status, record: name.description)
      return String(decoding: line, as: UTF8.self)
    }
  }
}
