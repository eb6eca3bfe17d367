internal import PlumblineGuideline

/// What stays in Lua, as uninterpreted functions: all that is known about one is that the same facts give the same result. A
/// script may answer though a fact that it may read is absent, if it does not actually read it.
struct Functions {
  typealias Term = SMTText.Term

  private(set) var scripted: [Script: (isTrue: Term, isFalse: Term)] = [:]
  private(set) var computed: [Fact.Index: (known: Term, value: Term)] = [:]
  private let vocabulary: Vocabulary

  init(_ guideline: Guideline, looksAt used: Set<Fact.Index>, _ text: inout SMTText) {
    vocabulary = guideline.vocabulary
    for fact in used.sorted() {
      guard let script = vocabulary[fact].computation else { continue }
      let name = "computed.\(fact)"
      computed[fact] = ("\(name)?", name)
      text.comment("the computed fact \(vocabulary[fact].name)")
      text.declare("\(name)?", "Bool", arguments: sorts(script))
      text.declare(name, vocabulary[fact].sort, arguments: sorts(script))
    }
    for script in guideline.sites.flatMap(\.condition.scripts) where scripted[script] == nil {
      let name = "script.\(scripted.count)"
      scripted[script] = ("\(name).true", "\(name).false")
      text.declare("\(name).true", "Bool", arguments: sorts(script))
      text.declare("\(name).false", "Bool", arguments: sorts(script))
    }
  }

  var isEmpty: Bool { scripted.isEmpty && computed.isEmpty }

  private func sorts(_ script: Script) -> [String] {
    script.reads.flatMap { ["Bool", vocabulary[$0].sort] }
  }

  /// The answers of every script for one patient, as assertions that correct the solver's assumptions.
  func lessons(truth: (Condition) -> Truth, value: (Fact.Index) -> FactValue?) -> [Term] {
    func call(_ function: Term, _ script: Script) -> Term {
      let arguments = script.reads.flatMap { read in
        [value(read) == nil ? SMTText.no : SMTText.yes, literal(read, value(read))]
      }
      return "(\(function) \(arguments.joined(separator: " ")))"
    }
    var lessons: [Term] = []
    for (script, names) in scripted.sorted(by: { $0.value.isTrue < $1.value.isTrue }) {
      let truth = truth(.scripted(script))
      lessons.append("(= \(call(names.isTrue, script)) \(truth == .true))")
      lessons.append("(= \(call(names.isFalse, script)) \(truth == .false))")
    }
    for (fact, names) in computed.sorted(by: { $0.key < $1.key }) {
      guard let script = vocabulary[fact].computation else { continue }
      lessons.append("(= \(call(names.known, script)) \(value(fact) != nil))")
      if let known = value(fact) {
        lessons.append("(= \(call(names.value, script)) \(literal(fact, known)))")
      }
    }
    return lessons
  }

  /// An absent fact has the first value.
  private func literal(_ fact: Fact.Index, _ value: FactValue?) -> Term {
    value.flatMap { vocabulary[fact].literal($0) } ?? (vocabulary[fact].sort == "Bool" ? SMTText.no : "0")
  }
}
