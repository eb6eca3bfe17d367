internal import PlumblineInterchange
public import PlumblineJSON
public import PlumblineLedger
internal import PlumblineText

/// The report of one record: the answer exactly as it was given, or what the record says; and the later records about it.
public struct RecordReport {
  let record: ReadRecord
  let name: RecordName
  let later: LaterRecords
  let signature: ShownSignature?

  /// - Parameters:
  ///   - name: the record's name in the answer as it was given.
  ///   - signature: what is known about it, if it is a signature.
  public init(
    _ record: ReadRecord, named name: RecordName, later: LaterRecords, signature: ShownSignature? = nil
  ) {
    self.record = record
    self.name = name
    self.later = later
    self.signature = signature
  }

  public var json: JSONValue {
    .object(
      [
        JSONMember("leaf", .string(String(decoding: record.leaf.bytes, as: UTF8.self))),
        JSONMember("payload", record.payload ?? .null),
      ] + later.members + (signature.map { [JSONMember("signature", $0.json)] } ?? []))
  }

  public var text: String {
    let leaf = record.leaf
    var lines = [
      Escaping.terminal("Record \(leaf.index) · \(leaf.kind.rawValue) · \(leaf.time) · \(leaf.engine)")
    ]
    if let from = leaf.from { lines.append("imported: recorded as \(Escaping.terminal(from.description))") }
    guard let payload = record.payload else {
      return
        (lines + later.lines + [
          "", "ERASED: its payload was removed. The leaf, and every proof of it, remains valid.",
        ])
        .joined(separator: "\n") + "\n"
    }
    guard let answer = DecisionPayload(payload) else {
      let members = payload.objectValue ?? []
      if leaf.from != nil {
        lines.append("numbers of records in it are those of the ledger that it was imported from")
      }
      if let signature { lines.append(Escaping.terminal(signature.verdict)) }
      lines += later.lines
      lines += members.sorted { $0.key < $1.key }.flatMap(Self.lines)
      return lines.joined(separator: "\n") + "\n"
    }
    if let by = answer.by { lines.append("asked by \(Escaping.terminal(by))") }
    if let purpose = answer.purpose { lines.append("for \(Escaping.terminal(purpose))") }
    lines += later.lines
    if case .decision = answer.outcome { lines.append("why: plumbline explain --record \(record.index)") }
    return (lines + [""] + Self.profile(answer.profile) + ["", body(answer)]).joined(separator: "\n")
  }

  /// A member of a payload; a text of several lines, such as a signed head, begins below its name.
  private static func lines(_ member: JSONMember) -> [String] {
    let text = member.value.stringValue ?? member.value.canonicalText
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Escaping.terminal(String($0))
    }
    if parts.count == 1 { return ["  \(member.key): \(parts[0])"] }
    let last = parts.last == "" ? parts.count - 1 : parts.count
    return ["  \(member.key):"] + parts.prefix(last).map { $0.isEmpty ? "" : "    \($0)" }
  }

  /// The recorded profile, a fact on each line.
  private static func profile(_ profile: JSONValue) -> [String] {
    let facts = profile.recordedAnswers
    if facts.isEmpty { return ["Profile: nothing in it could be read"] }
    return ["Profile"]
      + facts.map { name, value in
        Escaping.terminal("  \(name) = \(value.stringValue ?? value.canonicalText)")
      }
  }

  private func body(_ answer: DecisionPayload) -> String {
    switch answer.outcome {
    case .failure(let script, let place, let reason):
      return Escaping.terminal("no decision: script '\(script)' failed at \(place): \(reason)") + "\n"
    case .refusal(let json), .decision(let json):
      // Text printed by this program needs no escaping; any that does was not printed by it.
      if let text = answer.answer?.text { return Escaping.terminalLines(text) }
      // Engines before 0.2 printed no status.
      let status = json["engine"]?.stringValue == "plumbline 0.1.0" ? nil : "recorded"
      let line = DecisionJSON.line(json, status: status, record: name.description)
      return String(decoding: line, as: UTF8.self)
    }
  }
}
