public import PlumblineJSON
internal import PlumblineText

/// One problem of a profile: its path, what was found, and what is allowed.
///
/// The default description never contains a patient's value; `shown` does, if it is asked for.
public struct ProfileProblem: Sendable, Hashable, CustomStringConvertible {
  /// `pain.duration_weeks`, `instruments.tsk_17[4]`; empty for the whole text.
  public var path: String
  public var position: JSONPosition?
  public var message: String
  /// The value as written; only for `--show-values`.
  var value: String?

  init(path: String, position: JSONPosition? = nil, message: String, value: String? = nil) {
    self.path = path
    self.position = position
    self.message = message
    self.value = value
  }

  public var description: String { place + message }

  /// The problem with the value that was found.
  public var shown: String { place + message + (value.map { " (found \($0))" } ?? "") }

  private var place: String {
    let path = path.isEmpty ? "" : "\(path): "
    return (position.map { "line \($0.line), column \($0.column): " } ?? "") + path
  }
}

/// A profile cannot be read: all its problems. Nothing was evaluated.
public struct ProfileFailure: Error, Sendable, CustomStringConvertible {
  /// The problems in the order of the text; never empty. Beyond 200 the last one says how many more there are.
  public let problems: [ProfileProblem]
  /// The number of problems, listed or not.
  let count: Int

  /// The most problems that are listed; the rest is counted.
  private static let most = 200

  init(problems: [ProfileProblem]) {
    count = problems.count
    let more = (count - Self.most).counted("more problem")
    self.problems =
      count > Self.most
      ? problems.prefix(Self.most) + [ProfileProblem(path: "", message: "and \(more)")] : problems
  }

  /// A record contradicts itself about some facts.
  public init(contradicted facts: [String]) {
    self.init(problems: [
      ProfileProblem(
        path: facts.joined(separator: ", "),
        message: "resources of the record contradict each other; correct one of them, or ask again")
    ])
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }

  /// Returns what failed because of it, and every problem on a line.
  ///
  /// - Parameters:
  ///   - what: what failed, such as "the profile cannot be read".
  ///   - isLookedAt: whether its stops were evaluated all the same.
  ///   - showsValues: whether problems are shown with the values that were found.
  public func words(_ what: String, isLookedAt: Bool = false, showsValues: Bool = false) -> String {
    let rest = isLookedAt ? "only its stops were evaluated" : "nothing was evaluated"
    return "\(what) (\(count.counted("problem"))), so \(rest)\n"
      + problems.map { showsValues ? $0.shown : $0.description }.joined(separator: "\n")
  }
}

extension JSONKind {
  /// The kind, as written in a sentence.
  var words: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
