package import PlumblineJSON

/// An item of an overview, which is a line for a person and an object for a program.
package struct OverviewItem: Sendable {
  package let standing: Standing
  /// As it is printed, but not yet escaped.
  package let text: String
  /// What the text says, by name.
  package let members: [JSONMember]

  package init(_ standing: Standing, _ text: String, _ members: [JSONMember] = []) {
    self.standing = standing
    self.text = text
    self.members = members
  }

  /// The line, without its line feed.
  package var line: String { standing.line(Escaping.terminal(text)) }

  /// `standing` is "ok", "warn", "fail", or "info" for what is neither good nor bad.
  package var json: JSONValue {
    let head = [
      JSONMember("standing", .string(standing == .plain ? "info" : standing.rawValue)),
      JSONMember("text", .string(text)),
    ]
    return .object(head + members)
  }
}
