public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText
internal import PlumblineTransparency

/// The report of importing one shard, as text and as data.
public struct ImportReport {
  private let path: String
  private let result: Result<ImportOutcome, LedgerError>
  private let areKeysGiven: Bool

  /// - Parameters:
  ///   - path: the path of the shard.
  ///   - areKeysGiven: whether the shard's key was given, and not found beside it.
  public init(_ path: String, _ result: Result<ImportOutcome, LedgerError>, areKeysGiven: Bool) {
    self.path = path
    self.result = result
    self.areKeysGiven = areKeysGiven
  }

  /// Why nothing was imported; nil if it was not refused.
  public var refusal: (error: LedgerError, words: String)? {
    switch result {
    case .success: nil
    case .failure(let error): (error, words(error))
    }
  }

  private func words(_ error: LedgerError) -> String {
    if case .noSuchLedger = error {
      "nothing is imported from \(path): there is no ledger"
    } else {
      error.description
    }
  }

  private var status: String {
    switch result {
    case .failure: "refused"
    case .success(let outcome) where outcome.head == nil: "empty"
    case .success(let outcome) where outcome.isOlderCopy: "older-copy"
    case .success(let outcome): outcome.taken > 0 ? "imported" : "nothing-new"
    }
  }

  // MARK: words

  /// The text; empty for a refused shard, which is reported on standard error.
  public var text: String {
    guard case .success(let outcome) = result else { return "" }
    return lines(outcome).map { Escaping.terminal($0) + "\n" }.joined()
  }

  private func lines(_ outcome: ImportOutcome) -> [String] {
    guard let head = outcome.head else { return ["\(path): nothing to import, it holds no records"] }
    let shard = "\(head.origin), signed head of \(head.size)"
    if outcome.isOlderCopy {
      return [
        "\(path): nothing new, an older copy of \(shard): \(outcome.before.counted("record")) "
          + "of it were imported before"
      ]
    }
    guard outcome.taken > 0 else { return ["\(path): nothing new, all of it was imported before: \(shard)"] }
    var lines = ["\(path): imported \(outcome.taken.counted("record")) of \(shard)"]
    if outcome.before > 0 { lines.append("  continues the \(outcome.before) that were imported before") }
    if outcome.takenErased > 0 { lines.append("  \(outcome.takenErased) of them were erased there") }
    if outcome.erasedOnArrival > 0 {
      lines.append("  \(outcome.erasedOnArrival) without payloads: their patients were erased here before")
    }
    if outcome.keptErased > 0 {
      lines.append("  \(outcome.keptErased) whole, although their patients were erased here before")
    }
    if !outcome.erased.isEmpty {
      lines.append(
        "  erased here, because the shard has erased since: "
          + outcome.erased.prefix(20).map(String.init).joined(separator: ", ")
          + (outcome.erased.count > 20 ? " and \(outcome.erased.count - 20) more" : ""))
    }
    if !areKeysGiven {
      lines.append("  its public key was found beside it: only --shard-key can show that it is genuine")
    }
    if !outcome.knowsPseudonyms {
      lines.append(
        "  its signing key is not beside it: its patients are found by pseudonym, and by id if profiles have one"
      )
    }
    lines += outcome.names.map { "  Record \($0)." }
    if let warning = outcome.warning { lines.append("  \(warning)") }
    return lines
  }

  // MARK: data

  public var json: JSONValue {
    var members = [JSONMember("shard", .string(path)), JSONMember("status", .string(status))]
    func add(_ key: String, _ value: JSONValue) { members.append(JSONMember(key, value)) }
    switch result {
    case .failure(let error): add("reason", .string(words(error)))
    case .success(let outcome):
      guard let head = outcome.head else { break }
      add("origin", .string(head.origin))
      add("size", .number(head.size))
      add("root", .string(head.root.base64))
      add("before", .number(outcome.before))
      add("imported", .number(outcome.taken))
      add("imported_erased", .number(outcome.takenErased))
      add("erased_on_arrival", .number(outcome.erasedOnArrival))
      add("kept_erased", .number(outcome.keptErased))
      add("erased_here", .array(outcome.erased.map { .number($0) }))
      add("key_given", .bool(areKeysGiven))
      add("pseudonyms_known", .bool(outcome.knowsPseudonyms))
      add("records", .strings(outcome.names.map(\.description)))
      if let warning = outcome.warning { add("warning", .string(warning)) }
    }
    return .object(members)
  }
}
