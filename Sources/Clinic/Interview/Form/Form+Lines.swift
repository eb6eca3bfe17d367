public import PlumblineGuideline

/// What a form says, as lines of a profile: for the answer, and for a draft.
extension Form {
  /// The profile in lines, and the flags that were answered together, by group.
  public var lines: (text: String, together: [String: ReadBack]) {
    let group = together.first.flatMap { interview.order.flags(with: $0) }
    return (text(texts.keys), group.map { [$0.name: readBack ?? .no] } ?? [:])
  }

  /// The lines of a draft: only what was typed; nil if nothing was. Flags that were answered together are left out, since they must be
  /// read back again.
  public var draft: String? {
    let typed = text(texts.keys.filter { !together.contains($0) })
    return typed.isEmpty ? nil : "\(Self.draftMark)\(asOf)\n\(typed)"
  }

  private func text(_ facts: some Sequence<Fact.Index>) -> String {
    let asked = facts.sorted { interview.order.place(of: $0) < interview.order.place(of: $1) }
    let own = asked.map { fact in
      let typed = texts[fact] ?? ""
      return "\(vocabulary[fact].name) = \(state(fact).map { Self.text(typed, $0) } ?? typed)\n"
    }
    return (id.isEmpty ? "" : "\(Self.idMark)\(id)\n") + own.joined()
  }

  private static let draftMark = "# plumbline form, "
  private static let idMark = "id = "

  /// What a draft holds, without its answers.
  public struct DraftOverview: Sendable, Hashable {
    public let day: Day
    public let answers: Int
    /// The patient's id, so that nobody goes on with the draft of another patient; nil if none was typed.
    public let id: String?

    /// Nil if the text is no draft.
    public init?(_ text: String) {
      guard let first = text.split(separator: "\n").first, first.hasPrefix(Form.draftMark),
        let day = Day(String(first.dropFirst(Form.draftMark.count)))
      else { return nil }
      self.day = day
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      let ids = lines.filter { $0.hasPrefix(Form.idMark) }
      answers = lines.count - ids.count
      id = ids.first.map { String($0.dropFirst(Form.idMark.count)) }
    }
  }

  /// Takes the answers of a draft.
  ///
  /// Of a draft of another day, answers that a stop reads, and times that are counted from the day, are left out: they count for one
  /// visit only.
  ///
  /// - Returns: the number of answers that were left out.
  public mutating func take(draft text: String) -> Int {
    let isOfToday = DraftOverview(text)?.day == asOf
    var leftOut = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let equals = line.firstRange(of: " = ") else { continue }
      let (name, value) = (String(line[..<equals.lowerBound]), String(line[equals.upperBound...]))
      if name == "id" {
        id = value
      } else if let fact = vocabulary.index(of: name), vocabulary[fact].computation == nil,
        isOfToday || !isOfVisit(fact)
      {
        set(fact, value)
      } else {
        leftOut += 1
      }
    }
    return leftOut
  }

  private func isOfVisit(_ fact: Fact.Index) -> Bool {
    interview.factsOfStops.contains(fact) || vocabulary[fact].unit == "wk"
  }
}
