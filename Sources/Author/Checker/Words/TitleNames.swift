internal import PlumblineGuideline

/// The check for titles that name another condition, or another treatment, than their declaration has.
enum TitleNames: Check {
  static let another = FindingKind(
    "title-names-another", .warning,
    "a title names a condition that is not asked about, or a treatment that is not recommended",
    reason: """
      The title is what is read first, in the answer and in every list. "With a fracture" over a condition that never looks at one, or "a \
      statin" over another drug, comes from a copied rule or from a clause that was lost. Ask for what the title names, or rename it.
      """,
    mistake: .init(
      Examples.rule(["title": "\"Much pain, with spinal surgery: pair exercise with walking\", -- ←"]),
      around: surgery, tests: Examples.test(", surgery = { done = true }")),
    fix: .init(
      Examples.rule(["title": "\"Much pain: pair exercise with walking\","]), around: surgery,
      tests: Examples.test(", surgery = { done = true }")))

  /// A fact with a label of two words, and what reads it.
  private static let surgery = """
    fact "surgery.done" { type = "boolean", label = "Spinal surgery", question = "Was there surgery on the spine?" }

    conflict "surgery" {
      title   = "Spinal surgery, and much pain",
      when    = all { surgery.done :is(true), pain.intensity :at_least(7) },
      because = "Pain after surgery is assessed by itself.",
      sources = { "trial-2020" },
    }
    """

  static let kinds = [another]

  static func findings(in subject: Subject) -> [Finding] {
    let names = FactNames(subject.vocabulary)
    let titles = ConditionText.all(of: subject.guideline).filter {
      $0.field == "title" && subject.isOwn($0.place)
    }
    return titles.compactMap { code(in: $0, subject) ?? fact(in: $0, names, subject) }
      + subject.ownRules.compactMap { treatment(of: $0, subject) }
  }

  /// The part of a title before the colon, after which a rule says what it recommends.
  private static func subjects(of text: ConditionText) -> [Clause] {
    let end = text.text.firstIndex(of: ":") ?? text.text.endIndex
    return Clause.all(in: String(text.text[..<end])).filter { !$0.isQuestion }
  }

  private static func finding(
    _ text: ConditionText, _ quoted: String, _ fault: String, _ subject: Subject
  ) -> Finding {
    Finding(
      another, at: subject.location(text, quoting: quoted),
      "`title` of \(text.word) '\(text.name)' names '\(quoted)', but \(fault)")
  }

  // MARK: a code of a list

  /// Finds the name of a code where the condition asks for other codes of the same list or fact.
  private static func code(in text: ConditionText, _ subject: Subject) -> Finding? {
    // Advice against a treatment names it, and a rule without a colon what it recommends.
    guard
      text.text.contains(":") && text.word == "rule"
        || ["stop", "defer", "exclude", "conflict"].contains(text.word)
    else { return nil }
    let truths = AskedTruths(text.condition, subject.vocabulary).truths
    for (name, codes) in lists(subject.vocabulary) {
      let asked = Set(
        codes.filter { code in truths.contains { $0.fact == code.fact && $0.truth } }.map(\.code))
      guard !asked.isEmpty else { continue }
      for clause in subjects(of: text) {
        let named = codes.filter { clause.words.containsRun($0.words) }
        // A longer name may hold a shorter one, and so names nothing else: "oral NSAID".
        let whole = named.filter { one in
          !named.contains { $0.words.count > one.words.count && $0.words.containsRun(one.words) }
        }
        guard let other = whole.first, whole.count == 1, !text.condition.facts.contains(other.fact) else {
          continue
        }
        return finding(
          text, other.label, "its condition asks for \(asked.sorted().joined(separator: ", ")) of '\(name)'",
          subject)
      }
    }
    return nil
  }

  private struct Code {
    var code: String
    var label: String
    var words: [String]
    var fact: Fact.Index
  }

  private static func lists(_ vocabulary: Vocabulary) -> [(name: String, codes: [Code])] {
    vocabulary.sets.values.sorted { $0.name < $1.name }.map { set in
      let codes = set.members.map { member in
        let label = String(vocabulary[member.fact].label.dropFirst(set.label.count + 2))
        let words = Clause.all(in: label).flatMap(\.words).drop { ["a", "an", "the"].contains($0) }
        return Code(code: member.code, label: label, words: Array(words), fact: member.fact)
      }
      return (set.name, codes)
    }
  }

  // MARK: a fact

  /// Finds the label of a fact that the condition does not read, where the title says "with" it.
  private static func fact(in text: ConditionText, _ names: FactNames, _ subject: Subject) -> Finding? {
    let vocabulary = subject.vocabulary
    guard text.condition.scripts.isEmpty else { return nil }
    let read = vocabulary.workedOut(with: text.condition.facts)
    let known = Set(
      read.flatMap { Clause.all(in: "\(vocabulary[$0].label) \(vocabulary[$0].question)").flatMap(\.words) })
    for clause in subjects(of: text) {
      for mention in names.mentions(in: clause) where !read.contains(mention.fact) {
        let words = Array(clause.words[mention.range])
        let label = Clause.all(in: vocabulary[mention.fact].label).flatMap(\.words)
        guard words == label, label.count > 1, mention.range.lowerBound > 0,
          ["with", "without", "despite"].contains(clause.words[mention.range.lowerBound - 1]),
          mention.range.upperBound == clause.words.count
            || ["and", "or", "in", "on"].contains(clause.words[mention.range.upperBound]),
          !known.isSuperset(of: words), vocabulary.workedOut(with: [mention.fact]).isDisjoint(with: read)
        else { continue }
        let tokens = clause.tokens[mention.range]
        let quoted = text.text[
          (tokens.first?.range.lowerBound ?? text.text.startIndex)..<(tokens.last?.range.upperBound
            ?? text.text.endIndex)]
        return finding(
          text, String(quoted),
          "its condition does not read '\(vocabulary[mention.fact].name)'", subject)
      }
    }
    return nil
  }

  // MARK: a treatment

  /// Finds a rule whose title recommends another part of the domain, and none of its own.
  private static func treatment(of rule: Rule, _ subject: Subject) -> Finding? {
    guard let colon = rule.title.lastIndex(of: ":") else { return nil }
    let domain = subject.guideline.domain
    let said = Clause.all(in: String(rule.title[colon...])).flatMap(\.words)
    func isNamed(_ part: String) -> Bool {
      said.containsRun(Clause.all(in: domain.words(ofPart: part)).flatMap(\.words))
    }
    let parts = Set(subject.guideline.pairings.keys.flatMap(\.parts)).subtracting([domain.base ?? ""])
    let own = rule.recommends.parts.filter { $0 != domain.base }
    guard !own.isEmpty, !own.contains(where: isNamed),
      let other = parts.subtracting(own).sorted().first(where: isNamed),
      !said.contains(where: Clause.negators.contains)
    else { return nil }
    let words = domain.words(ofPart: other)
    return Finding(
      another,
      at: subject.location(rule.place, of: rule.word, named: rule.ownName, field: "title", quoting: words),
      "`title` of \(rule.word) '\(rule.ownName)' recommends '\(words)', but the rule recommends '\(rule.recommends)'"
    )
  }
}
