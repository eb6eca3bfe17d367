internal import PlumblineGuideline

/// The check for texts that say the opposite of the yes or no that their condition asks for.
enum StatedTruth: Check {
  static let misstated = FindingKind(
    "negation-misstated", .warning,
    "a text says the opposite of what its condition asks",
    reason: """
      "A fracture was found" beside a condition for patients without one, or "no fracture" beside one for patients with: a "not" was lost in \
      one of the two, and the reader believes the text. Say what the condition asks, or correct the condition.
      """,
    mistake: .init(
      Examples.rule(["when": "surgery.spinal :is(true),", "because": "\"There was no surgery.\", -- ←"]),
      tests: Examples.test(surgery)),
    fix: .init(
      Examples.rule(["when": "surgery.spinal :is(true),", "because": "\"There was surgery.\","]),
      tests: Examples.test(surgery)))

  private static let surgery = ", surgery = { spinal = true }"

  static let kinds = [misstated]

  static func findings(in subject: Subject) -> [Finding] {
    let vocabulary = subject.vocabulary
    let shown: Set<String> = ["title", "because", "contraindications"]
    return ConditionText.all(of: subject.guideline).filter {
      subject.isOwn($0.place) && shown.contains($0.field)
    }.compactMap { text in
      let asked = AskedTruths(text.condition, vocabulary)
      let clauses = Clause.all(in: text.text)
      // The title of a rule goes on with what it recommends.
      let isTitle = text.field == "title" && text.word != "rule"
      for clause in clauses where !clause.isQuestion {
        for (fact, truth) in asked.truths {
          for name in names(of: vocabulary[fact]) {
            guard
              let range = Statement(
                clause: clause, name: name, isTitle: isTitle, isWhole: isTitle && clauses.count == 1
              ).contradicting(truth)
            else { continue }
            let quoted = String(
              text.text[
                clause.tokens[range.lowerBound].range
                  .lowerBound..<clause.tokens[range.upperBound - 1].range.upperBound])
            return Finding(
              misstated, at: subject.location(text, quoting: quoted),
              "`\(text.field)` of \(text.word) '\(text.name)' says `\(quoted)`, but its condition is true if '\(vocabulary[fact].name)' is \(truth)"
            )
          }
        }
      }
      return nil
    }
  }

  /// The words by which a text may name what is true: the label, and the last part of the name. One that denies by itself is left out.
  private static func names(of fact: Fact) -> [[String]] {
    let label =
      fact.membership == nil ? fact.label : fact.label.split(separator: ":").last.map(String.init) ?? ""
    let last = String(fact.name.split(separator: ".").last ?? "")
    let articles: Set<String> = ["a", "an", "the"]
    let names = [label, last].map { name in
      Array(Clause.all(in: name.replacing("_", with: " ")).flatMap(\.words).drop { articles.contains($0) })
    }
    return names.filter { name in
      !name.isEmpty && !name.contains(where: Clause.negators.contains)
        && !name.contains { $0.hasPrefix("un") || $0.hasPrefix("non") }
    }
  }
}

/// The yes or no that a condition asks of each boolean fact, where it always asks the same.
struct AskedTruths {
  private(set) var truths: [(fact: Fact.Index, truth: Bool)] = []

  init(_ condition: Condition, _ vocabulary: Vocabulary) {
    var found: [Fact.Index: Set<Bool>] = [:]
    func read(_ node: Condition, _ isAsked: Bool) {
      if case .comparison(let one) = node, vocabulary[one.fact].kind == .boolean,
        case .value(.boolean(let flag))? = one.operands.first, [.is, .isNot].contains(one.operator)
      {
        found[one.fact, default: []].insert((flag == (one.operator == .is)) == isAsked)
      }
      for child in node.children { read(child, node.combination == .noneOf ? !isAsked : isAsked) }
    }
    read(condition, true)
    truths = found.sorted { $0.key < $1.key }.compactMap { fact, asked in
      asked.count == 1 ? asked.first.map { (fact, $0) } : nil
    }
  }
}

/// A clause that names something that is true or false of the patient.
private struct Statement {
  var clause: Clause
  var name: [String]
  var isTitle: Bool
  /// Whether the clause is all of a title.
  var isWhole: Bool

  /// The words that say the opposite of a truth; nil if none do.
  func contradicting(_ truth: Bool) -> Range<Int>? {
    let words = clause.words
    guard words.count >= name.count, !words.contains(where: Self.open.contains) else { return nil }
    for start in 0...words.count - name.count where words[start..<start + name.count].elementsEqual(name) {
      let end = start + name.count
      if let range = truth ? denied(start, end) : asserted(start, end) { return range }
    }
    return nil
  }

  /// "no fracture", "never caused muscle harm", "a fracture was not found".
  private func denied(_ start: Int, _ end: Int) -> Range<Int>? {
    let words = clause.words
    var before = start
    if before > 0, Self.articles.contains(words[before - 1]) { before -= 1 }
    if before > 0, Self.verbs.contains(words[before - 1]), before > 1,
      ["not", "never"].contains(words[before - 2])
    {
      return before - 2..<end
    }
    if before > 0, ["no", "not", "never", "without"].contains(words[before - 1]), isEnd(end) {
      return before - 1..<end
    }
    guard end + 1 < words.count else { return nil }
    if ["never"].contains(words[end]), Self.happened.contains(words[end + 1]) { return start..<end + 2 }
    guard Self.copulas.contains(words[end]), ["not", "never"].contains(words[end + 1]),
      end + 2 == words.count || Self.happened.contains(words[end + 2])
    else { return nil }
    return start..<min(end + 3, words.count)
  }

  /// "a fracture was found", "is pregnant"; as a title also the name alone.
  private func asserted(_ start: Int, _ end: Int) -> Range<Int>? {
    let words = clause.words
    guard !clause.tokens.indices.contains(where: clause.isNegator) else { return nil }
    if isWhole, start == 0, end == words.count { return start..<end }
    if end + 1 < words.count, Self.copulas.contains(words[end]), Self.happened.contains(words[end + 1]) {
      return start..<end + 2
    }
    if end < words.count, ["occurred", "happened"].contains(words[end]) { return start..<end + 1 }
    if isTitle, start > 0, words[start - 1] == "with", isEnd(end) { return start - 1..<end }
    let before = words[max(0, start - 2)..<start]
    guard let verb = before.lastIndex(where: { Self.copulas.contains($0) || Self.verbs.contains($0) }),
      isEnd(end), !before.contains("to")
    else { return nil }
    return verb..<end
  }

  /// Whether a name ends there, and is not the first part of another: "no fracture clinic".
  private func isEnd(_ index: Int) -> Bool {
    index == clause.tokens.count || Self.next.contains(clause.words[index])
  }

  private static let articles: Set<String> = ["a", "an", "the", "any", "known"]
  private static let copulas: Set<String> = ["is", "are", "was", "were", "has", "have", "had", "does", "did"]
  private static let verbs: Set<String> = [
    "caused", "had", "has", "have", "takes", "took", "taken", "shown", "showed", "been",
  ]
  private static let happened: Set<String> = [
    "present", "found", "there", "given", "available", "confirmed", "reported", "recorded", "occurred",
    "done",
    "planned", "happened", "made", "diagnosed",
  ]
  private static let next: Set<String> = [
    "and", "or", "is", "are", "was", "were", "in", "on", "at", "by", "before", "after", "with", "so", "then",
    "now", "yet", "here",
  ]
  /// Words with which a sentence is about other patients, or leaves open who is meant.
  private static let open: Set<String> = [
    "if", "when", "whenever", "unless", "until", "once", "whether", "may", "might", "can", "could", "should",
    "must", "would", "only", "for", "who", "whose", "those", "whom", "covers", "studied", "studies", "trials",
    "trial", "other", "others", "another", "elsewhere", "except", "but", "than", "either", "neither", "nor",
    "usually", "some", "like", "as", "alone", "yet",
  ]
}
