internal import PlumblineText

/// What an answer says of the record that it was read from: the facts about which the record contradicts itself, and those of which it
/// raises a question that it does not answer. No value is in it.
public struct RecordNote: Sendable, Hashable {
  /// Facts, by label.
  private let contradicted: [String]
  private let asked: [String]

  /// - Returns: nil if there is nothing to say.
  public init?(contradicted: [String], asked: [String]) {
    if contradicted.isEmpty, asked.isEmpty { return nil }
    (self.contradicted, self.asked) = (contradicted, asked)
  }

  func sentence(in language: Language) -> String {
    func list(_ labels: [String]) -> KeyValuePairs<String, String> {
      ["facts": labels.joined(separator: ", ")]
    }
    var sentences: [String] = []
    if !contradicted.isEmpty {
      sentences.append(language("The record contradicts itself: {facts}.", list(contradicted)))
    }
    if !asked.isEmpty {
      sentences.append(language("The record raises a question: {facts}.", list(asked)))
    }
    return sentences.joined(separator: " ")
  }
}
