public import PlumblineJSON
internal import PlumblineText

/// One thing that is wrong with a profile: its path, what was found, and what is allowed.
///
/// The default description never holds a patient's value; `shown` does, for those who ask for it.
public struct ProfileProblem: Sendable, Hashable, CustomStringConvertible {
  /// `pain.duration_weeks`, `instruments.tsk_17[4]`; empty for the whole text.
  public var path: String
  public var position: JSONPosition?
  public var message: String
  /// The value as it was written; only for `--show-values`.
  var value: String?

  init(path: String, position: JSONPosition? = nil, message: String, value: String? = nil) {
    self.path = path
    self.position = position
    self.message = message
    self.value = value
  }

  public var description: String { place + message }

  /// With the value that was found.
  public var shown: String { place + message + (value.map { " (found \($0))" } ?? "") }

  private var place: String {
    let path = path.isEmpty ? "" : "\(path): "
    return (position.map { "line \($0.line), column \($0.column): " } ?? "") + path
  }
}

/// A profile that cannot be read, with everything that is wrong with it. Nothing of it was evaluated.
public struct ProfileFailure: Error, Sendable, CustomStringConvertible {
  /// In the order of the text; never empty.
  public let problems: [ProfileProblem]
  public var description: String { problems.map(\.description).joined(separator: "\n") }

  /// What cannot be done because of it, and every problem, a line each.
  ///
  /// - Parameters:
  ///   - what: such as "the profile cannot be read".
  ///   - isLookedAt: whether stops were found true in it all the same.
  ///   - showsValues: whether problems are told with the values that were found.
  public func words(_ what: String, isLookedAt: Bool = false, showsValues: Bool = false) -> String {
    let rest = isLookedAt ? "nothing but its stops was evaluated" : "nothing was evaluated"
    return "\(what) (\(problems.count.counted("problem"))); \(rest)\n"
      + problems.map { showsValues ? $0.shown : $0.description }.joined(separator: "\n")
  }
}
