/// A program or a record system that may ask.
struct Client: Sendable, Hashable {
  /// What a client is for, and so what it may do.
  enum Role: String, Sendable, CaseIterable {
    /// Asks for answers, and reports what became of them.
    case clinician
    /// Writes guidelines: asks for explanations, of which nothing is recorded.
    case author
    /// Reads what was recorded.
    case auditor
  }

  /// As which it is recorded; nil for whoever holds the one token, which names nobody.
  var name: String?
  var roles: Set<Role>

  /// Whoever holds the one token, or needs none.
  static let unnamed = Client(name: nil, roles: Set(Role.allCases))
}
