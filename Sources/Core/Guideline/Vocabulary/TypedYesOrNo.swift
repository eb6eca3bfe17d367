/// Yes and no as a person types them, in English or Dutch.
extension Bool {
  /// What a typed word means; nil for any other word.
  ///
  /// - Parameter word: in lower case: `yes`, `y`, `true`, `ja`, `j`; `no`, `n`, `false`, `nee`.
  package init?(typed word: String) {
    switch word {
    case "yes", "y", "true", "ja", "j": self = true
    case "no", "n", "false", "nee": self = false
    default: return nil
    }
  }

  /// Whether a typed word says that nothing of a group of flags is there.
  ///
  /// - Parameter word: in lower case: `none`, `geen`, and every no.
  package static func isNone(typed word: String) -> Bool {
    ["none", "geen"].contains(word) || Bool(typed: word) == false
  }
}
