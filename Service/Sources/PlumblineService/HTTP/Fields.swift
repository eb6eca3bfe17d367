internal import HTTPTypes
internal import PlumblineJSON

/// Reads the members of a request's body, and gathers everything that is wrong with them.
struct Fields {
  private let node: JSONNode
  private(set) var problems: [Problem.Detail] = []

  /// The longest text, in bytes: as the command takes it.
  private static let longest = 4_096

  /// - Parameter known: the members that there are.
  /// - Throws: ``Problem`` if it is no object of JSON.
  init(_ text: [UInt8], known: [String], limits: JSONLimits) throws(Problem) {
    node = try Self.json(text, limits: limits)
    guard let members = node.objectValue else {
      throw Problem("request", .badRequest, "The body is no object")
    }
    for member in members where !known.contains(member.key) {
      report("", "has a member that is not one of \(known.joined(separator: ", "))")
    }
  }

  /// Reads a body as JSON, and says of one that is none what is wrong and where.
  static func json(_ text: [UInt8], limits: JSONLimits, kind: String = "request") throws(Problem) -> JSONNode
  {
    do {
      return try JSONReader.read(text, limits: limits)
    } catch {
      throw Problem(
        kind, .badRequest, "The body is not JSON as it must be",
        error.problems.map { Problem.Detail(path: $0.position.description, message: $0.message) })
    }
  }

  mutating func report(_ path: String, _ message: String) {
    problems.append(Problem.Detail(path: path, message: message))
  }

  /// Ends reading.
  ///
  /// - Throws: ``Problem`` with everything that was wrong.
  func finish() throws(Problem) {
    guard problems.isEmpty else { throw Self.problem(problems) }
  }

  static func problem(_ problems: [Problem.Detail]) -> Problem {
    Problem("request", .badRequest, "The request is not as it must be", problems)
  }

  /// A member as it is; nil if it is missing or null.
  func value(_ key: String) -> JSONValue? { node[key].flatMap { $0.isNull ? nil : $0.value } }

  mutating func text(_ key: String, isNeeded: Bool = false) -> String? {
    guard let value = value(key) else {
      if isNeeded { report(key, "is missing") }
      return nil
    }
    guard let text = value.stringValue, !text.allSatisfy(\.isWhitespace), text.utf8.count <= Self.longest
    else {
      report(key, "must be a text that is not blank, of at most \(Self.longest) bytes")
      return nil
    }
    return text
  }

  /// - Parameter most: how many there may be.
  mutating func texts(_ key: String, most: Int) -> [String] {
    guard let value = value(key) else {
      report(key, "is missing")
      return []
    }
    let texts = value.arrayValue?.map(\.stringValue)
    guard let texts, (1...most).contains(texts.count), texts.allSatisfy({ $0 != nil }) else {
      report(key, "must be a list of 1 to \(most) texts")
      return []
    }
    return texts.compactMap { $0 }
  }

  mutating func count(_ key: String, upTo most: Int) -> Int? {
    guard let value = value(key) else { return nil }
    guard let number = value.numberValue?.intValue, (1...most).contains(number) else {
      report(key, "must be a whole number from 1 to \(most)")
      return nil
    }
    return number
  }
}
