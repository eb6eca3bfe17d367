internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineWorkbench

/// The check for declarations that no test exercises.
enum Untested: Check {
  static let packWithoutTests = FindingKind(
    "pack-without-tests", .note,
    "a pack that advises has no tests",
    reason: """
      A test says what the pack means, on both sides of each cut-off: without one, a change that breaks the pack goes \
      unnoticed. Put tests in `tests/`.
      """,
    mistake: Examples.manifest([:], tests: "-- none", mark: Examples.mark),
    fix: Examples.manifest([:]))

  static let stopWithoutTest = FindingKind(
    "stop-without-test", .warning,
    "no test makes a stop true",
    reason: """
      A stop that does not stop is the worst mistake of all, and looks like any other answer. One test with the sign present \
      is enough.
      """,
    mistake: .init(extremeFear.marked("stop ")),
    fix: .init(
      extremeFear,
      tests: """
        test "extreme fear stops" {
          given  = { red_flags = { fracture = false }, fear = { tsk_17 = 67 } },
          expect = { decision = "stop", alerts = { "example/extreme-fear" } },
        }
        """))

  static let ruleWithoutTest = FindingKind(
    "rule-without-test", .note,
    "no test makes a rule, a gate, a veto or a conflict true",
    reason: "No test would notice if it did something else. Add a test of a patient for whom it holds.",
    mistake: .init(Examples.rule().marked("rule ")),
    fix: .init(Examples.rule(), tests: Examples.test()))

  static let illegalGiven = FindingKind(
    "test-given-illegal", .error,
    "the `given` of a test is not a legal profile",
    reason: """
      The profile names a fact that does not exist, has a value that the fact cannot take, or breaks a constraint: there can be \
      no such patient, and the test fails whatever the guideline says.
      """,
    mistake: .init(Examples.rule(), tests: twoTests(second: 14, mark: Examples.mark)),
    fix: .init(Examples.rule(), tests: twoTests(second: 10)))

  static let kinds = [packWithoutTests, stopWithoutTest, ruleWithoutTest, illegalGiven]

  private static let extremeFear = """
    stop "extreme-fear" {
      title   = "Extreme fear of movement",
      urgency = "urgent",
      when    = fear.tsk_17 :at_least(66),
      because = "Fear of movement is extreme (TSK-17 {fear.tsk_17}).",
      action  = "See the patient before anything else is begun.",
      sources = { "trial-2020" },
    }
    """

  private static func twoTests(second intensity: Int, mark: String = "") -> String {
    Examples.test() + """


      test "a second" {
        given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = \(intensity) } },\(mark)
        expect = { primary = "exercise+walking" },
      }
      """
  }

  static func findings(in subject: Subject) -> [Finding] {
    let bench = PackTestBench(subject.guideline, tests: subject.tests, asOf: subject.asOf)
    var found = subject.guideline.packs.filter { pack in
      subject.own.contains(pack.id) && pack.advises && !subject.tests.contains { $0.pack == pack.id }
    }.map {
      Finding(
        packWithoutTests, at: subject.location($0.place, naming: $0.id), "pack '\($0.id)' has no tests")
    }
    var shown: Set<String> = []
    for group in bench.groups {
      for test in group.tests {
        guard let profile = test.profile else {
          found.append(illegal(test, subject))
          continue
        }
        guard let decision = try? group.evaluator.decideWithoutMissing(profile, asOf: test.asOf) else {
          continue
        }
        for entry in decision.trace where entry.truth == .true || isBlocking(entry) { shown.insert(entry.id) }
      }
    }
    // Tests run without the adaptations of other packs: with them in force, the findings would be about another guideline.
    guard subject.guideline.adaptations.isEmpty else { return found }
    let tested = Set(subject.tests.map(\.pack))
    func isUnshown(_ id: String, _ place: Place) -> Bool {
      subject.isOwn(place) && tested.contains(String(place.file.prefix { $0 != "/" })) && !shown.contains(id)
    }
    func add(
      _ kind: FindingKind, _ word: String, _ name: String, _ id: String, _ place: Place, _ when: Condition?
    ) {
      guard isUnshown(id, place), canHold(when, subject) else { return }
      found.append(
        Finding(kind, at: subject.location(place, naming: name), "no test makes \(word) '\(name)' true"))
    }
    let guideline = subject.guideline
    for stop in guideline.stops { add(stopWithoutTest, "stop", stop.ownName, stop.id, stop.place, stop.when) }
    for gate in guideline.gates where !isHidden(gate, subject) {
      add(ruleWithoutTest, gate.word, gate.ownName, gate.id, gate.place, gate.when)
    }
    for rule in guideline.rules { add(ruleWithoutTest, "rule", rule.ownName, rule.id, rule.place, rule.when) }
    for veto in guideline.vetoes where veto.effect != .isShown {
      add(ruleWithoutTest, veto.word, veto.ownName, veto.id, veto.place, veto.when)
    }
    for conflict in guideline.conflicts {
      add(ruleWithoutTest, "conflict", conflict.ownName, conflict.id, conflict.place, conflict.when)
    }
    return found
  }

  /// Whether a condition can be true for any patient; if not, that is reported elsewhere, and no test could make it true.
  private static func canHold(_ when: Condition?, _ subject: Subject) -> Bool {
    guard let when, let space = try? subject.space(), let holding = try? space.patients(when, .true) else {
      return true
    }
    return holding != space.nobody
  }

  /// Whether a gate that only asks can ask no patient: that is reported elsewhere, and no test could make it ask.
  private static func isHidden(_ gate: Gate, _ subject: Subject) -> Bool {
    guard !gate.needed.isEmpty, let space = try? subject.space() else { return false }
    return (try? IdleGates.isHidden(gate, space)) ?? false
  }

  /// A `need_data` that asks for facts of which none is known.
  private static func isBlocking(_ entry: TraceEntry) -> Bool {
    switch entry.condition {
    case .known: return entry.truth != .false
    case .combination(_, _, let parts):
      return entry.truth != .false && parts.contains { if case .known = $0 { true } else { false } }
    default: return false
    }
  }

  private static func illegal(_ test: PackTestBench.Prepared, _ subject: Subject) -> Finding {
    Finding(
      illegalGiven,
      at: subject.location(test.test.place, of: "test", named: test.test.name, field: "given"),
      "test '\(test.test.title)': \(test.problems.first ?? "`given` is not a profile")")
  }
}
