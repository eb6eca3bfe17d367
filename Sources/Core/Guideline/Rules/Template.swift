/// A sentence with places for the patient's values: `FABQ-PA {fear.fabq_physical_activity}`.
public struct Template: Sendable, Hashable {
  public enum Part: Sendable, Hashable {
    case text(String)
    case fact(String)
  }

  public let parts: [Part]
  /// False when a brace is not closed.
  let isWhole: Bool

  public init(_ text: String) {
    var parts: [Part] = []
    var rest = text.utf8[...]
    var isWhole = true
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      if open != rest.startIndex { parts.append(.text(String(text[rest.startIndex..<open]))) }
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: "}")) else {
        isWhole = false
        rest = rest[open...]
        break
      }
      parts.append(.fact(String(text[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(text[rest.startIndex...]))) }
    self.parts = parts
    self.isWhole = isWhole
  }

  /// Returns the sentence with each fact replaced by the caller's words for it.
  public func filled(_ words: (String) -> String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .fact(let name): words(name)
      }
    }.joined()
  }

  /// Reports unknown facts and braces that are not closed.
  func check(_ fields: Fields, _ field: String) {
    if !isWhole { fields.problem("`\(field)` of \(fields.who) has a `{` without its `}`", at: field) }
    let place = fields.place(field)
    for case .fact(let name) in parts where fields.scope.sets[name] == nil {
      _ = fields.scope.fact(name, pack: fields.declaration.pack, at: place)
    }
  }
}
