internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineTransparency

extension PeopleRegister {
  /// Why a file is not a register of people: every problem, each with its line and column.
  public struct Refused: Error, Sendable, Hashable {
    public var problems: [String]
  }

  /// Reads a register strictly: an unknown member, a person who is named twice and a key that is none are refused.
  public init(parsing bytes: [UInt8]) throws(Refused) {
    let node: JSONNode
    do {
      node = try JSONReader.read(bytes, limits: JSONLimits(bytes: Self.limit, depth: 8))
    } catch {
      throw Refused(problems: error.problems.map(\.description))
    }
    var reading = RegisterReading()
    let register = reading.register(node)
    guard reading.problems.isEmpty, let register else { throw Refused(problems: reading.listed) }
    self = register
  }

  /// The size of the largest register, in bytes.
  public static let limit = 1 << 20
}

/// One reading of a register: what is read, and every problem.
private struct RegisterReading {
  private(set) var problems: [(position: JSONPosition, message: String)] = []
  /// Where an id was given, by its letters and digits: two ids that differ in nothing else would be confused.
  private var ids: [String: (id: String, position: JSONPosition)] = [:]
  private var keys: [[UInt8]: JSONPosition] = [:]

  private static let mostListed = 100
  private static let longestID = 200
  private static let longestRole = 1_000

  var listed: [String] {
    let all = problems.sorted { $0.position < $1.position }.map { "\($0.position): \($0.message)" }
    let rest = all.count - Self.mostListed
    return all.prefix(Self.mostListed) + (rest > 0 ? ["\(rest) more problems are not listed"] : [])
  }

  /// What could be read of it; nil if that is no register.
  mutating func register(_ node: JSONNode) -> PeopleRegister? {
    guard node.kind == .object else {
      add(node.position, "a register of people is an object with the members `outside` and `people`")
      return nil
    }
    expect(["outside", "people", "two_persons_from"], in: node, "")
    let words = PeopleRegister.Outside.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    var outside: PeopleRegister.Outside?
    if let member = required("outside", in: node, "write \(words), for whoever is not in the register") {
      outside = member.stringValue.flatMap(PeopleRegister.Outside.init)
      if outside == nil { add(member.position, "outside: it must be \(words)") }
    }
    let two = day("two_persons_from", in: node, "")
    guard let people = required("people", in: node, "write a list of objects") else { return nil }
    guard let list = people.arrayValue else {
      add(people.position, "people: it must be a list of objects")
      return nil
    }
    let persons = list.enumerated().compactMap { person($1, "people[\($0)]") }
    return outside.map { PeopleRegister(people: persons, outside: $0, twoPersonsFrom: two?.description) }
  }

  private mutating func person(_ node: JSONNode, _ path: String) -> PeopleRegister.Person? {
    guard node.kind == .object else {
      add(node.position, "\(path): it must be an object with `id`, `role` and, for someone who signs, `key`")
      return nil
    }
    expect(["id", "role", "key", "former_keys", "left"], in: node, "\(path).")
    let id = text("id", in: node, path, longest: Self.longestID)
    let role = text("role", in: node, path, longest: Self.longestRole)
    var periods: [VerifierKey: KeyPeriod] = [:]
    let key = node["key"].flatMap { datedKey($0, "\(path).key", &periods) }
    var former: [VerifierKey] = []
    if let list = node["former_keys"] {
      if let nodes = list.arrayValue {
        former = nodes.enumerated().compactMap { datedKey($1, "\(path).former_keys[\($0)]", &periods) }
      } else {
        add(list.position, "\(path).former_keys: it must be a list of public keys")
      }
    }
    let left = node["left"]
    if let left, left.boolValue == nil { add(left.position, "\(path).left: it must be true or false") }
    guard let id, let role else { return nil }
    return PeopleRegister.Person(
      id: id, role: role, key: key, formerKeys: former, periods: periods, hasLeft: left?.boolValue ?? false)
  }

  /// A line of text; an id must also be another one than all before.
  private mutating func text(_ name: String, in node: JSONNode, _ path: String, longest: Int) -> String? {
    guard let member = required(name, in: node, "write a string", "\(path).") else { return nil }
    guard let text = member.stringValue, (1...longest).contains(text.utf8.count), Self.isLine(text) else {
      add(
        member.position,
        "\(path).\(name): it must be one line of 1 to \(longest) bytes, without blanks at its ends")
      return nil
    }
    if name != "id" { return text }
    if text.hasSuffix(PeopleRegister.mark) {
      add(member.position, "\(path).id: it ends like the mark of someone who is not in the register")
    }
    let letters = text.lowercased().filter { $0.isLetter || $0.isNumber }
    if let earlier = ids[letters] {
      add(
        member.position,
        "\(path).id: '\(text)' is the same as '\(earlier.id)' at \(earlier.position) but for case, blanks and punctuation; "
          + "give each person one id")
    } else {
      ids[letters] = (text, member.position)
    }
    return text
  }

  private static func isLine(_ text: String) -> Bool {
    let isPlain = text.unicodeScalars.allSatisfy {
      ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
    return isPlain && text.first?.isWhitespace == false && text.last?.isWhitespace == false
  }

  /// A key, or an object with a key and the first and last day on which it signs.
  private mutating func datedKey(
    _ node: JSONNode, _ path: String, _ periods: inout [VerifierKey: KeyPeriod]
  ) -> VerifierKey? {
    guard node.kind == .object else { return key(node, path) }
    expect(["key", "from", "until"], in: node, "\(path).")
    let read = required("key", in: node, "write the public key", "\(path).").flatMap {
      key($0, "\(path).key")
    }
    let (from, until) = (day("from", in: node, "\(path)."), day("until", in: node, "\(path)."))
    if let from, let until, from > until {
      add(node.position, "\(path): it ends before it begins; write `from` and `until` in that order")
    }
    guard let read else { return nil }
    if from != nil || until != nil {
      periods[read] = KeyPeriod(from: from?.description, until: until?.description)
    }
    return read
  }

  private mutating func day(_ name: String, in node: JSONNode, _ path: String) -> Day? {
    guard let member = node[name] else { return nil }
    let day = member.stringValue.flatMap { Day($0) }
    if day == nil { add(member.position, "\(path)\(name): it must be a day, \"2026-11-20\"") }
    return day
  }

  private mutating func key(_ node: JSONNode, _ path: String) -> VerifierKey? {
    guard let text = node.stringValue, let key = VerifierKey(text) else {
      let isPrivate = node.stringValue?.hasPrefix("PRIVATE+KEY+") ?? false
      add(
        node.position,
        isPrivate
          ? "\(path): a private key must be in no register: whoever reads it can sign; replace the key, and write its public half"
          : "\(path): it is not a public key; write it as `plumbline packs key FILE` prints it")
      return nil
    }
    if let earlier = keys[key.publicKey] {
      add(node.position, "\(path): the same key is at \(earlier); give each person keys of their own")
      return nil
    }
    keys[key.publicKey] = node.position
    return key
  }

  private mutating func required(_ name: String, in node: JSONNode, _ what: String, _ path: String = "")
    -> JSONNode?
  {
    if let member = node[name] { return member }
    add(node.position, "\(path)\(name): it is missing; \(what)")
    return nil
  }

  private mutating func expect(_ names: [String], in node: JSONNode, _ path: String) {
    for member in node.objectValue ?? [] where !names.contains(member.key) {
      let near = nearest(to: member.key, among: names)
      let advice = near.map { "; did you mean '\($0)'?" } ?? "; remove it"
      add(member.keyPosition, "\(path)\(member.key): unknown member\(advice)")
    }
  }

  private mutating func add(_ position: JSONPosition, _ message: String) {
    problems.append((position, message))
  }
}
