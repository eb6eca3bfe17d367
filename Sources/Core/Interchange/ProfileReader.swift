public import PlumblineGuideline
public import PlumblineJSON

/// Reads profiles from JSON by the vocabulary of the guideline in force, or reports every problem.
///
/// Bounded (1 MiB, 16 levels), strict (RFC 8259, no duplicate keys) and total: hostile input is an error, never a crash.
public struct ProfileReader: Sendable {
  /// The largest profile that is read, in bytes.
  public static let limits = JSONLimits(bytes: 1 << 20, depth: 16, stringBytes: 1 << 14, values: 20_000)
  /// The longest free text in `notes`, in bytes.
  public static let notesLimit = 4096
  /// The longest `id`, in bytes.
  package static let idLimit = 200
  /// The longest text of an origin, in bytes.
  package static let originLimit = 300
  /// The largest number of earlier visits in a profile.
  package static let mostVisits = 100
  /// The largest number of readings of a series.
  package static let mostReadings = 1_000

  let vocabulary: Vocabulary
  let asOf: Day

  /// - Parameter asOf: the day of the answer, from which dates are counted.
  public init(_ vocabulary: Vocabulary, asOf: Day) {
    self.vocabulary = vocabulary
    self.asOf = asOf
  }

  /// Reads one profile from its text.
  public func read(_ text: [UInt8]) throws(ProfileFailure) -> Profile { try readHistory(text).profile }

  /// Reads one profile from its text, with the earlier visits that it carries.
  public func readHistory(
    _ text: [UInt8]
  ) throws(ProfileFailure) -> (profile: Profile, visits: [EarlierVisit]) {
    do {
      return try readHistory(try JSONReader.read(text, limits: Self.limits))
    } catch let failure as JSONFailure {
      throw ProfileFailure(
        problems: failure.problems.map {
          ProfileProblem(path: "", position: $0.position, message: "not a profile in JSON: \($0.message)")
        })
    } catch let failure as ProfileFailure {
      throw failure
    } catch {
      throw ProfileFailure(problems: [ProfileProblem(path: "", message: "cannot be read")])
    }
  }

  /// Reads one profile from parsed JSON.
  public func read(_ node: JSONNode) throws(ProfileFailure) -> Profile { try readHistory(node).profile }

  private func readHistory(
    _ node: JSONNode
  ) throws(ProfileFailure) -> (profile: Profile, visits: [EarlierVisit]) {
    var intake = ProfileIntake(vocabulary, asOf)
    intake.take(node)
    if !intake.problems.isEmpty { throw ProfileFailure(problems: intake.problems) }
    return (intake.profile, intake.visits)
  }
}

/// The work of reading one profile: collects facts and problems as it goes.
struct ProfileIntake {
  let vocabulary: Vocabulary
  let asOf: Day
  var profile: Profile
  var problems: [ProfileProblem] = []
  /// Where each fact was given.
  var positions: [Fact.Index: JSONPosition] = [:]
  /// Facts that are given as absent, with a reason.
  var saidAbsent: Set<Fact.Index> = []
  private var instruments: [JSONNode.Member] = []
  var readings: [(series: FactSeries, path: String, node: JSONNode)] = []
  /// What the profile carries of earlier visits.
  var visits: [EarlierVisit] = []
  private var provenance: JSONNode?
  private var unknownNames = 0

  init(_ vocabulary: Vocabulary, _ asOf: Day) {
    self.vocabulary = vocabulary
    self.asOf = asOf
    profile = Profile(vocabulary: vocabulary)
    profile.asOf = asOf
  }

  mutating func problem(_ path: String, _ node: JSONNode, showing: Bool = true, _ message: String) {
    let text = showing ? node.value.canonicalText : ""
    let value = text.utf8.count > 80 ? String(text.prefix(80)) + "…" : text
    problems.append(
      ProfileProblem(path: path, position: node.position, message: message, value: showing ? value : nil))
  }

  mutating func take(_ node: JSONNode) {
    guard let members = node.objectValue else {
      problem("", node, "a profile must be an object, not \(node.kind.words)")
      return
    }
    take(members)
  }

  /// Takes the members of a profile, or of an earlier visit.
  mutating func take(_ members: [JSONNode.Member]) {
    for member in members { take(member) }
    for member in instruments { takeInstruments(member) }
    for (series, path, node) in readings { takeSeries(series, path, node) }
    if let provenance { takeOrigins(provenance) }
    checkLaws()
    let end = JSONPosition(line: .max, column: .max)
    problems = problems.enumerated().sorted { left, right in
      (left.element.position ?? end, left.offset) < (right.element.position ?? end, right.offset)
    }.map(\.element)
  }

  private mutating func take(_ member: JSONNode.Member) {
    switch member.key {
    case "id":
      if let text = member.node.stringValue, text.utf8.count <= ProfileReader.idLimit {
        profile.id = text
      } else if !member.node.isNull {
        problem("id", member.node, "must be a string of at most \(ProfileReader.idLimit) bytes")
      }
    case "notes":
      if !member.node.isNull,
        (member.node.stringValue?.utf8.count).map({ $0 > ProfileReader.notesLimit }) ?? true
      {
        problem("notes", member.node, "must be a string of at most \(ProfileReader.notesLimit) bytes")
      }
      profile.hasNotes = member.node.stringValue?.contains { !$0.isWhitespace } ?? false
    case "answered_together":
      takeTogether(member.node)
    case "provenance":
      provenance = member.node
    case "instruments":
      instruments.append(member)
    case "visits":
      takeVisits(member.node)
    default:
      let isAnswer = vocabulary.index(of: member.key) != nil
      if isAnswer || takeCollection(member.key, member.node, isPlain: !member.key.contains(".")) {
        if let dot = member.key.firstIndex(of: ".") {
          let (group, fact) = (member.key[..<dot], member.key[member.key.index(after: dot)...])
          problems.append(
            ProfileProblem(
              path: member.key, position: member.keyPosition,
              message:
                "unknown group or fact; write the facts of a group inside it: {\"\(group)\": {\"\(fact)\": …}}"
            ))
        } else if let index = vocabulary.index(of: member.key) {
          takeFact(index, member.key, member.node)
        }
      } else if vocabulary.groups.contains(member.key), Self.isGroup(member.node, vocabulary, member.key) {
        takeGroup(member)
      } else if let several = vocabulary.namesakes[member.key] {
        takeNamesake(several, member.key, member.node)
      } else if vocabulary.groups.contains(member.key) {
        takeGroup(member)
      } else {
        unknown(
          "", member,
          among: vocabulary.groups + vocabulary.facts.map(\.name).filter { !$0.contains(".") }
            + ProfileKeys.reserved, "group or fact")
      }
    }
  }

  private mutating func takeGroup(_ member: JSONNode.Member) {
    if member.node.isNull { return }
    guard let facts = member.node.objectValue else {
      problem(member.key, member.node, "must be an object of facts, not \(member.node.kind.words)")
      return
    }
    for fact in facts {
      let name = "\(member.key).\(fact.key)"
      if takeCollection(name, fact.node) { continue }
      if let index = vocabulary.index(of: name) {
        takeFact(index, name, fact.node)
      } else if let several = vocabulary.namesakes[name] {
        takeNamesake(several, name, fact.node)
      } else {
        unknown(
          "\(member.key).", fact, among: vocabulary.answerNames, "fact")
      }
    }
  }

  mutating func unknown(_ prefix: String, _ member: JSONNode.Member, among names: [String], _ what: String) {
    unknownNames += 1
    let hint = unknownNames > 20 ? nil : nearest(to: prefix + member.key, among: names)
    problems.append(
      ProfileProblem(
        path: shownName(prefix + member.key, isNear: hint.map { isNear(member.key, to: $0) } ?? false),
        position: member.keyPosition,
        message: "unknown \(what)\(hint.map { "; did you mean '\($0)'?" } ?? "")", value: nil))
  }

  mutating func takeFact(_ index: Fact.Index, _ path: String, _ node: JSONNode) {
    let fact = vocabulary[index]
    if fact.computation != nil {
      problem(path, node, "is worked out by the guideline and cannot be given; leave it out")
      return
    }
    if positions[index] != nil {
      problem(
        path, node, showing: false,
        "is given twice, by its own name and by the name that it shares; leave one out")
      return
    }
    switch node.content {
    case .null: return
    case .string(let text) where fact.isDate: takeDate(text, index, path, node)
    case .number where fact.isDate:
      problem(path, node, "must be \(fact.allowed), not a number")
    case .object(let members):
      guard members.first?.key == "absent" else {
        takeRange(index, path, node, members)
        return
      }
      guard let word = members[0].node.stringValue, let reason = Absence(rawValue: word),
        members.count == 1
          || (reason == .stale && members.dropFirst().allSatisfy { ["value", "observed"].contains($0.key) })
      else {
        let words = Absence.allCases.map(\.rawValue).joined(separator: ", ")
        problem(path, node, "an absent fact is written {\"absent\": reason}, where reason is one of \(words)")
        return
      }
      profile[index] = .absent(reason)
      if reason == .stale { takeStale(index, node) }
      saidAbsent.insert(index)
      return
    case .number(let number): give(.number(number), to: index, path, node)
    case .bool(let flag): give(.boolean(flag), to: index, path, node)
    case .string(let text):
      if case .absent(let reason)? = fact.alsoWritten[text] {
        profile[index] = .absent(reason)
        saidAbsent.insert(index)
      } else {
        give(.code(fact.code(written: text)), to: index, path, node)
      }
    case .array:
      let several = fact.grid == nil ? "; write {\"one_of\": […]} for several of them" : ""
      problem(path, node, "must be \(fact.allowed), not a list\(several)")
    }
  }

  mutating func give(_ value: FactValue, to index: Fact.Index, _ path: String, _ node: JSONNode) {
    let fact = vocabulary[index]
    if fact.allows(value) {
      profile[index] = .known(value)
      positions[index] = node.position
      return
    }
    let unit = fact.unit.map { " (\($0))" } ?? ""
    switch (fact.kind, value) {
    case (.integer(let low, let high), .number(let number)) where number < low || number > high,
      (.decimal(let low, let high, _), .number(let number)) where number < low || number > high:
      problem(path, node, "a number out of range; it must be \(fact.allowed)\(unit)")
    case (.integer, .number), (.decimal, .number):
      problem(path, node, "a number between the steps; it must be \(fact.allowed)\(unit)")
    case (.code, .code):
      problem(path, node, "a code that is not in the list; it must be \(fact.allowed)")
    default:
      problem(path, node, "must be \(fact.allowed)\(unit), not \(node.kind.words)")
    }
  }

  /// Whether the last part of a name, which may be a patient's, is a typing error for that of the name that was perhaps meant.
  private func isNear(_ key: String, to hint: String) -> Bool {
    if key.contains("/") { return false }
    let last = hint.split(separator: ".").last.map(String.init) ?? hint
    return isTypingError(key, for: last) || isTypingError(key, for: hint)
  }

  /// Returns a name as it may be shown: only a typing error for one of the vocabulary. Any other could be a patient's.
  private func shownName(_ name: String, isNear: Bool) -> String {
    isNear && name.utf8.count <= Self.longestShownName ? name : Self.hiddenName
  }

  /// The replacement for a name that could be a patient's.
  static let hiddenName = "(a name that is not shown)"
  static let longestShownName = 40
}
