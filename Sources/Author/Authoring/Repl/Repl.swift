public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblineText
internal import PlumblineWorkbench

/// A conversation about one profile: lines in, answers out. It reads and writes no files and knows no terminal; if a line asks
/// for a file, the answer says so.
public struct Repl {
  /// The packs of the conversation.
  public struct Packs: Sendable {
    public var folders: [PackFolder]
    public var guideline: Guideline
    public var evaluator: Evaluator

    public init(folders: [PackFolder], guideline: Guideline, evaluator: Evaluator) {
      self.folders = folders
      self.guideline = guideline
      self.evaluator = evaluator
    }
  }

  /// What follows from a line.
  public enum Reply: Sendable, Equatable {
    /// Lines of text; what comes from packs and profiles is not escaped.
    case answer([String])
    case refused([String])
    case load(path: String)
    case save(path: String, text: [UInt8])
    case reload
    case quit
  }

  private(set) var packs: Packs
  private(set) var profile: Profile
  private let asOf: Day
  private var past: [Profile] = []

  /// - Parameters:
  ///   - profile: the profile to begin with; nil if nothing is known.
  ///   - asOf: the day for which decisions hold.
  public init(_ packs: Packs, profile: Profile? = nil, asOf: Day) {
    self.packs = packs
    self.profile = profile ?? Profile(vocabulary: packs.guideline.vocabulary)
    self.asOf = asOf
  }

  /// The first words to a person who types.
  public var greeting: String {
    "\(packs.guideline.packs.count.counted("pack")), \(knownCount.counted("fact")) known; :help lists the commands, :quit ends\n"
  }

  /// The number of known facts.
  public var knownCount: Int { profile.states.count { $0.value != nil } }

  var vocabulary: Vocabulary { packs.guideline.vocabulary }

  /// Executes one line.
  public mutating func follow(_ text: String) -> Reply {
    do {
      switch ReplLine(text) {
      case .nothing: return .answer([])
      case .show(let name): return .answer(try show(name))
      case .give(let name, let value): return .answer(try give(name, value))
      case .absent(let name, let reason): return .answer(try leaveOut(name, reason))
      case .unset(let name):
        let fact = try given(name)
        return .answer(try set(fact, .absent(.notAsked)))
      case .condition(let text):
        let spoken = try SpokenCondition(text, beside: packs.folders)
        return .answer(TraceLines(vocabulary: vocabulary).lines(try spoken.trace(profile)))
      case .command(let word, let rest): return try obey(word, rest)
      }
    } catch let refusal as NotFollowed {
      return .refused(refusal.lines)
    } catch {
      return .refused(["\(error)"])
    }
  }

  /// Loads a profile, or refuses it.
  public mutating func load(_ text: [UInt8]) -> Reply {
    do {
      let read = try ProfileReader(vocabulary, asOf: asOf).read(text)
      past.append(profile)
      profile = read
      return .answer(["\(knownCount.counted("fact")) known"])
    } catch {
      return .refused(["the profile cannot be read; nothing has changed"] + error.problems.map(\.description))
    }
  }

  /// Continues with packs that were loaded again; what is known is kept if the facts are still the same.
  public mutating func reload(_ new: Packs) -> Reply {
    let kept = ProfileJSON(vocabulary).value(profile)
    packs = new
    past = []
    let count = new.guideline.packs.count
    let loaded = "\(count.counted("pack")) loaded"
    var profile = Profile(vocabulary: vocabulary)
    do {
      profile = try ProfileReader(vocabulary, asOf: asOf).read(kept.canonical)
      self.profile = profile
      return .answer([loaded])
    } catch {
      self.profile = profile
      return .answer(
        ["\(loaded); what was known no longer fits them and is forgotten"]
          + error.problems.map(\.description))
    }
  }

  // MARK: facts

  /// Shows the facts that a name means: one, or those of a group.
  private func show(_ name: String) throws -> [String] {
    if let fact = vocabulary.index(of: name) { return about(fact) }
    let group = vocabulary.facts.indices.filter { vocabulary[$0].name.hasPrefix(name + ".") }
    if group.isEmpty { throw unknown(name) }
    return try listing(group)
  }

  private func about(_ index: Fact.Index) -> [String] {
    let fact = vocabulary[index]
    let unit = fact.unit.map { " (\($0))" } ?? ""
    var lines = ["\(fact.label): \(stateWords(index))", "  \(fact.question)", "  \(fact.allowed)\(unit)"]
    if fact.computation != nil { lines.append("  computed by a script") }
    if let note = fact.note { lines.append("  \(note)") }
    return lines
  }

  private func stateWords(_ index: Fact.Index) -> String {
    if vocabulary[index].computation != nil { return computedWords(index) }
    // What other answers leave of it, if that is less than was said.
    if let left = try? packs.evaluator.reading(profile).state(index), left != profile[index] {
      switch left {
      case .known(let value): return "\(Notation(vocabulary).text(value)) (follows from other answers)"
      case .within(let range): return "\(range.words(of: vocabulary[index])) (follows from other answers)"
      case .absent: break
      }
    }
    return switch profile[index] {
    case .known(let value): Notation(vocabulary).text(value)
    case .within(let range): range.words(of: vocabulary[index])
    case .absent(let reason): reason.words
    }
  }

  /// The value of a computed fact as things stand; a failing script is named by `:decide`.
  private func computedWords(_ index: Fact.Index) -> String {
    guard let reading = try? packs.evaluator.reading(profile) else { return "computed; its script fails" }
    return reading.value(index).map { "\(Notation(vocabulary).text($0)) (computed)" }
      ?? "computed; what it reads is absent"
  }

  func listing(_ facts: [Fact.Index]) throws -> [String] {
    Columns.lines(facts.map { [vocabulary[$0].name, stateWords($0)] })
  }

  private func unknown(_ name: String) -> NotFollowed {
    let names = vocabulary.facts.map(\.name) + vocabulary.groups
    let hint = didYouMean(name, names)
    return NotFollowed("unknown fact '\(name)'\(hint)")
  }

  /// Returns a fact that can be given.
  private func given(_ name: String) throws -> Fact.Index {
    guard let index = vocabulary.index(of: name) else { throw unknown(name) }
    if vocabulary[index].computation != nil {
      throw NotFollowed("'\(name)' is computed by the guideline and cannot be given")
    }
    return index
  }

  private mutating func give(_ name: String, _ text: String) throws -> [String] {
    let index = try given(name)
    let fact = vocabulary[index]
    let unit = fact.unit.map { " (\($0))" } ?? ""
    if fact.isDate {
      let bare = text.filter { $0 != "\"" }
      guard let state = Day.days(of: bare).flatMap({ FactState(ageOf: $0, on: asOf) }) else {
        throw NotFollowed("nothing has changed: '\(name)' is \(fact.allowed)")
      }
      return try set(index, state)
    }
    if let range = TypedRange(text, for: fact)?.state(of: fact) { return try set(index, range) }
    guard let value = Self.value(text, of: fact), fact.allows(value) else {
      throw NotFollowed("nothing has changed: '\(name)' is \(fact.allowed)\(unit)")
    }
    return try set(index, .known(value))
  }

  private static func value(_ text: String, of fact: Fact) -> FactValue? {
    switch fact.kind {
    case .integer, .decimal: return ExactNumber(text).map { .number($0) }
    case .boolean: return ["true": .boolean(true), "false": .boolean(false)][text]
    case .code:
      let isQuoted = text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      return .code(isQuoted ? String(text.dropFirst().dropLast()) : text)
    }
  }

  private mutating func leaveOut(_ name: String, _ reason: String) throws -> [String] {
    let index = try given(name)
    guard let absence = Absence(rawValue: reason) else {
      let known = Absence.allCases.map(\.rawValue).joined(separator: ", ")
      throw NotFollowed("a fact is absent for one of these reasons: \(known)")
    }
    return try set(index, .absent(absence))
  }

  /// Changes one fact, unless no patient could be like that.
  private mutating func set(_ index: Fact.Index, _ state: FactState) throws -> [String] {
    var changed = profile
    changed[index] = state
    if let law = vocabulary.brokenLaws(in: changed).first {
      throw NotFollowed("nothing has changed: \(words(law, in: changed))")
    }
    past.append(profile)
    profile = changed
    return ["\(vocabulary[index].name)  \(stateWords(index))"]
  }

  private func words(_ law: Vocabulary.BrokenLaw, in profile: Profile) -> String {
    let names = vocabulary.facts(of: law, givenIn: profile).map { vocabulary[$0].name }
    switch law {
    case .constraint(let constraint):
      return "\(names.joined(separator: " and ")) contradict each other: \(constraint.because)"
    case .onlyWhen(let index):
      return "\(vocabulary[index].name) can have no value given \(names.joined(separator: ", "))"
    }
  }

  /// Reverts the last change.
  mutating func undo() throws -> [String] {
    guard let last = past.popLast() else { throw NotFollowed("nothing to undo") }
    profile = last
    return ["\(knownCount.counted("fact")) known"]
  }

  func decision() throws -> Decision {
    guard packs.guideline[pack: packs.guideline.domain.stops.pack] != nil else {
      throw NotFollowed("the packs \(UnguardedGuideline.withoutStops(pack: nil).reason)")
    }
    return try packs.evaluator.decide(profile, asOf: asOf)
  }
}
