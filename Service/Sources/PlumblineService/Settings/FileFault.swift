/// What is wrong with a file of the operator's, line by line. Nothing secret is in it.
public struct FileFault: Error, Sendable, CustomStringConvertible {
  public let description: String

  init(_ path: String, _ problems: [String]) {
    description = problems.map { "\(path): \($0)" }.joined(separator: "\n")
  }
}
