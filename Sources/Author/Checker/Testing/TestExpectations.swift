internal import PlumblineGuideline
internal import PlumblineJSON

/// The check for tests and expectations that show nothing, whatever the guideline answers.
enum TestExpectations: Check {
  static let cannotFail = FindingKind(
    "test-cannot-fail", .error,
    "a test holds whatever the guideline answers",
    reason: """
      It expects nothing, or only what is true of every answer: a pairing that no rule recommends never appears, a fact that \
      is given is never missing. It counts as a test and protects nothing. Expect the decision, the pairing or the certainty.
      """,
    mistake: .init(
      Examples.rule(),
      tests: Examples.test() + """


        test "a second" {
          given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 10 } },
          expect = { not_recommended = { "exercise+wlaking" } }, -- ←
        }
        """),
    fix: .init(
      Examples.rule(),
      tests: Examples.test() + """


        test "a second" {
          given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 2 } },
          expect = { not_recommended = { "exercise+walking" } },
        }
        """))

  static let idle = FindingKind(
    "expectation-without-effect", .warning,
    "one of a test's expectations holds whatever the guideline answers",
    reason: """
      Most often a name in a `not_…` list is mistyped, or what it named was removed: the expectation then always holds.
      """,
    mistake: .init(
      Examples.rule(),
      tests: Examples.test() + """


        test "a second" {
          given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 2 } },
          expect = { decision = "recommend", not_recommended = { "exercise+wlaking" } }, -- ←
        }
        """),
    fix: .init(
      Examples.rule(),
      tests: Examples.test() + """


        test "a second" {
          given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 2 } },
          expect = { decision = "recommend", not_recommended = { "exercise+walking" } },
        }
        """))

  static let unknownName = FindingKind(
    "test-names-unknown", .error,
    "a test expects something that no answer can show",
    reason: """
      Nothing in the packs in force has the name in `expect`, so the test fails whatever they answer. Most often the name is \
      mistyped, or its declaration was renamed.
      """,
    mistake: .init(
      Examples.rule(),
      tests: Examples.test() + """


        test "a second" {
          given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 10 } },
          expect = { rules = { "example/walking-for-pian" } }, -- ←
        }
        """),
    fix: .init(
      Examples.rule(),
      tests: Examples.test() + """


        test "a second" {
          given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 10 } },
          expect = { rules = { "example/walking-for-pain" } },
        }
        """))

  static let repeated = FindingKind(
    "test-title-repeated", .warning,
    "two tests of a pack have the same name",
    reason:
      "When one of them fails, its name does not say which. Say in each name what is special about its patient.",
    mistake: .init(
      Examples.rule(),
      tests: Examples.test() + """


        test "much pain" { -- ←
          given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 2 } },
          expect = { primary = "exercise" },
        }
        """),
    fix: .init(
      Examples.rule(),
      tests: Examples.test() + """


        test "little pain" {
          given  = { patient = { age = 40 }, red_flags = { fracture = false }, pain = { intensity = 2 } },
          expect = { primary = "exercise" },
        }
        """))

  static let kinds = [cannotFail, idle, unknownName, repeated]

  static func findings(in subject: Subject) -> [Finding] {
    let answerable = Answerable(subject.guideline)
    return subject.tests.flatMap { findings(in: $0, answerable, subject) } + repetitions(subject)
  }

  private static func findings(in test: PackTest, _ answerable: Answerable, _ subject: Subject) -> [Finding] {
    func at(_ phrase: String?) -> Finding.Location {
      let hasCases =
        subject.text(of: test.place.file)?.position(of: "test", named: test.name, field: "cases") != nil
      let field = hasCases ? "cases" : "expect"
      guard let phrase else {
        return subject.location(test.place, of: "test", named: test.name, field: field)
      }
      return subject.location(test.place, of: "test", named: test.name, field: field, quoting: phrase)
    }
    guard let members = test.expect.objectValue, !members.isEmpty else {
      return [Finding(cannotFail, at: at(nil), "test '\(test.title)' expects nothing")]
    }
    let verdicts = members.map { answerable.verdict(on: $0, given: test.given) }
    var found = verdicts.flatMap(\.impossible).map {
      Finding(unknownName, at: at($0.name), "test '\(test.title)' expects \($0.words)")
    }
    if verdicts.allSatisfy(\.alwaysHolds) {
      let words = verdicts.flatMap(\.idle).map(\.words).joined(separator: "; ")
      found.append(
        Finding(cannotFail, at: at(nil), "test '\(test.title)' cannot fail: \(words)"))
    } else {
      found += verdicts.filter { !$0.isEmpty }.flatMap(\.idle).map {
        Finding(idle, at: at($0.name), "test '\(test.title)' expects what always holds: \($0.words)")
      }
    }
    return found
  }

  private static func repetitions(_ subject: Subject) -> [Finding] {
    var first: [String: Place] = [:]
    return subject.tests.sorted { $0.place < $1.place }.compactMap { test in
      let key = "\(test.pack)/\(test.name)"
      guard let other = first[key] else {
        first[key] = test.place
        return nil
      }
      guard other != test.place else { return nil }
      return Finding(
        repeated, at: subject.location(test.place, naming: test.name),
        "test '\(test.name)' has the name of another test of pack '\(test.pack)'",
        related: [.init(location: subject.location(other, naming: test.name), message: "the other test")])
    }
  }
}
