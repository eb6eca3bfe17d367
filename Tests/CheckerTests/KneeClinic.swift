import PlumblineGuideline
import PlumblineTestSupport
import PlumblineWorkbench

@testable import PlumblineChecker

/// A guideline of another field of medicine without any finding: osteoarthritis of the knee.
///
/// A test spoils it in one place and checks that this is found, and nothing else.
struct KneeClinic {
  /// By `pack/file.lua`.
  var files: [String: String]
  var tests: [String: String]

  static let clean = KneeClinic(
    files: [
      "clinic-facts/pack.lua": facts, "red-flags/pack.lua": stops, "knee/pack.lua": manifest,
      "knee/evidence.lua": evidence, "knee/pairings.lua": pairings, "knee/rules.lua": rules,
    ], tests: ["red-flags/tests/cases.lua": stopCases, "knee/tests/cases.lua": cases])

  /// The clinic with a string replaced in one file; the test fails if the string is not there.
  func replacing(_ old: String, with new: String, in file: String) throws -> KneeClinic {
    var changed = self
    let text = files[file] ?? tests[file] ?? ""
    guard text.contains(old) else { throw Absent(text: old, file: file) }
    let replaced = text.replacing(old, with: new, maxReplacements: 1)
    if files[file] != nil { changed.files[file] = replaced } else { changed.tests[file] = replaced }
    return changed
  }

  struct Absent: Error {
    var text: String
    var file: String
  }

  /// The findings in all three packs, or in some of them.
  func findings(
    asOf: Day = "2026-11-20", own: Set<String> = ["clinic-facts", "red-flags", "knee"]
  ) throws -> [Finding] {
    let scratch = Scratch()
    let folders = try written(into: scratch)
    let guideline = try GuidelineLoader.load(folders)
    let subject = Subject(
      guideline, own: own,
      tests: try GuidelineLoader.tests(in: folders, of: guideline),
      testFiles: tests.mapValues { Array($0.utf8) }, asOf: asOf)
    return Checks.findings(in: subject)
  }

  /// The check of all three packs as a whole.
  func checking() throws -> Checking {
    let scratch = Scratch()
    let folders = try written(into: scratch)
    return Checking(folders, asOf: "2026-11-20")
  }

  private func written(into scratch: borrowing Scratch) throws -> [PackFolder] {
    for (name, text) in files.merging(tests, uniquingKeysWith: { first, _ in first }) {
      scratch.write(name, text)
    }
    return try PackFolder.find(in: scratch.path)
  }

  /// The line of a file that contains a string.
  func line(of text: String, in file: String) -> Int? {
    let lines = (files[file] ?? tests[file] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    return lines.firstIndex { $0.contains(text) }.map { $0 + 1 }
  }
}

private let attributes = """
    developer = "Knee clinic of the county hospital",
    funding   = "The county",
    released  = "2026-01-10",
    uses      = { race = false, ethnicity = false, language = false, sexual_orientation = false,
                  gender_identity = false, sex = false, date_of_birth = "age in years",
                  social_determinants = false, health_status = "knee scores" },
    review_by = "2028-01-10",
  """

private let facts = """
  pack "clinic-facts" {
    version   = "1.0.0",
    title     = "Facts of a knee clinic",
    purpose   = "The facts that the clinic's packs share.",
    authors   = { "Knee clinic" },
  \(attributes)
  }

  fact "person.age" {
    type = "integer", range = { 0, 110 }, unit = "a",
    label = "Age", question = "How old is the patient?",
    coding = { { system = "LOINC", code = "30525-0", display = "Age", confirmed = true } },
  }

  fact "knee.stiffness_minutes" {
    type = "integer", range = { 0, 600 }, unit = "min",
    label = "Morning stiffness", question = "How long is the knee stiff in the morning?",
  }

  fact "knee.koos_pain" {
    type = "integer", range = { 0, 20 },
    label = "KOOS-5 pain", question = "What is the short KOOS pain score?",
  }

  fact "knee.wants" {
    type = "code", codes = { "walk", "ease" },
    label = "Goal", question = "What matters most?",
    goal_outcomes = { walk = "function", ease = "pain" },
  }

  fact "red_flags.hot_joint" {
    type = "boolean",
    label = "Hot joint", question = "Is the joint hot and swollen?",
  }

  instrument "koos" {
    title = "Short KOOS", items = 5, range = { 0, 4 },
    scores = {
      { fact = knee.koos_pain, items = "all" },
    },
    better = "lower", items_may_be_shown = false,
    licence = "Free for clinics", citation = "Roos EM et al. 2003",
  }
  """

private let stops = """
  pack "red-flags" {
    version   = "1.0.0",
    title     = "Signs of joint infection",
    purpose   = "Stops for signs of infection; a missing answer is not a no.",
    authors   = { "Knee clinic" },
  \(attributes)
    requires  = { ["clinic-facts"] = "1.0" },
  }

  source "margaretten-2007" {
    citation = "Margaretten ME et al. Does this adult patient have septic arthritis? JAMA 2007;297:1478-1488",
    doi      = "10.1001/jama.297.13.1478",
  }

  stop "hot-joint" {
    title   = "Possible septic arthritis",
    urgency = "emergency",
    when    = red_flags.hot_joint :is(true),
    because = "The joint is hot and swollen.",
    action  = "Send to hospital now. Begin no exercise until it is safe to load the joint.",
    sources = { "margaretten-2007" },
  }

  exclude "children" {
    stage   = "adult-and-region",
    title   = "Under 18",
    when    = person.age :below(18),
    because = "Osteoarthritis is a disease of adults.",
    action  = "Refer to paediatrics.",
    sources = { "margaretten-2007" },
  }
  """

private let manifest = """
  pack "knee" {
    version   = "1.0.0",
    title     = "Osteoarthritis of the knee",
    purpose   = "Names what to add to exercise. It supports clinical judgement and does not replace it.",
    authors   = { "Knee clinic" },
  \(attributes)
    requires  = { ["clinic-facts"] = "1.0", ["red-flags"] = "1.0" },
  }
  """

private let evidence = """
  source "fransen-2015" {
    citation = "Fransen M et al. Exercise for osteoarthritis of the knee. Cochrane 2015",
    doi      = "10.1002/14651858.CD004376.pub3",
  }

  source "bennell-2017" {
    citation = "Bennell KL et al. Internet-delivered exercise and coping skills. Ann Intern Med 2017;166:453-462",
    doi      = "10.7326/M16-1714",
  }

  local adults = { { says = "age of 50 or more", when = person.age :at_least(50) } }

  evidence "fransen-2015/exercise/pain/post-intervention" {
    source         = "fransen-2015",
    intervention   = "exercise on land",
    comparator     = "no exercise",
    outcome        = "pain",
    timepoint      = "post-intervention",
    certainty      = "high",
    certainty_seen = "summary of findings",
    effect         = { measure = "SMD", value = -0.49, ci = { -0.59, -0.39 }, better = "lower", seen = "abstract" },
    population     = adults,
  }

  evidence "bennell-2017/coping-skills/function/mid-term" {
    source         = "bennell-2017",
    intervention   = "coping skills with exercise",
    comparator     = "education",
    outcome        = "function",
    timepoint      = "mid-term",
    certainty      = "low",
    certainty_seen = "table 2",
    effect         = { measure = "risk ratio", value = 1.40, ci = { 1.10, 1.80 }, better = "higher", seen = "table 2" },
    population     = {
      { says = "age of 50 or more", when = person.age :at_least(50) },
      { says = "stiffness of half an hour at most", when = knee.stiffness_minutes :at_most(30) },
    },
  }
  """

private let pairings = """
  pairing "exercise" {
    title       = "Exercise",
    what        = "Exercise on land, built up step by step.",
    cautions    = { "Secure footwear matters. Ask about falls." },
    for_patient = "Exercise that suits you. It probably eases pain somewhat.",
    sources     = { "fransen-2015" },
  }

  pairing "exercise+coping-skills" {
    title       = "Exercise with coping skills",
    what        = "Exercise, with sessions on coping with pain.",
    cautions    = { "No benefit is claimed at 12 months or later." },
    for_patient = "Exercise, with sessions on coping. Studies suggest that you may do somewhat more after six months.",
    sources     = { "bennell-2017" },
  }
  """

private let rules = """
  rule "coping-skills-for-much-pain" {
    title     = "Much pain: add coping skills",
    when      = all {
      knee.koos_pain :at_least(12),
      knee.wants :is "walk",
    },
    recommend = "exercise+coping-skills",
    slot      = "skills", rank = 1,
    strength  = "conditional",
    claims    = {
      "bennell-2017/coping-skills/function/mid-term",
    },
    because   = "Pain is marked (KOOS {knee.koos_pain}), and the goal is walking. " ..
                "The score diagnoses nothing.",
    sources   = { "bennell-2017" },
  }

  otherwise "exercise-alone" {
    title     = "Exercise alone",
    recommend = "exercise",
    strength  = "strong",
    claims    = { "fransen-2015/exercise/pain/post-intervention" },
    because   = "Exercise eases pain for most people with osteoarthritis of the knee.",
    sources   = { "fransen-2015" },
  }
  """

private let stopCases = """
  test "a hot joint stops" {
    given  = { red_flags = { hot_joint = true } },
    expect = { decision = "stop", alerts = { "red-flags/hot-joint" } },
  }

  test "a child is referred" {
    given  = { red_flags = { hot_joint = false }, person = { age = 9 } },
    expect = { decision = "out-of-scope" },
  }
  """

private let cases = """
  test "much pain adds coping skills" {
    given = {
      red_flags = { hot_joint = false },
      person = { age = 61 },
      knee = { koos_pain = 14, wants = "walk", stiffness_minutes = 10 },
    },
    expect = {
      primary     = "exercise+coping-skills",
      certainty   = { ["bennell-2017/coping-skills/function/mid-term"] = "low" },
      not_recommended = { "exercise" },
    },
  }
  """
