import PlumblineEngine
import PlumblineGuideline
import PlumblineInterview
import PlumblineTestSupport
import Testing

/// Red flags that are asked together: what is typed, what is read back, who confirmed it.
struct FlagScreenTests {
  private static let joint = Result { JointEvaluator(alone: try Shipped.evaluator()) }

  /// Answers line by line; returns the profile, and what was said.
  private func talk(_ lines: [String], attended: Conversation.Attended?) throws -> (Profile, String) {
    let joint = try Self.joint.get()
    var said = ""
    var rest = lines[...]
    var talk = Conversation(
      Interview(joint, from: Profile(vocabulary: joint.vocabulary)), asOf: "2026-11-20", attended: attended,
      say: { said += $0 }, hear: { rest.popFirst() })
    _ = try talk.run { _ in }
    return (talk.interview.profile, said)
  }

  private func flags(_ profile: Profile) throws -> String {
    let vocabulary = try Self.joint.get().vocabulary
    let names = [
      "cauda_equina", "progressive_motor_deficit", "fracture", "malignancy", "infection", "inflammatory",
    ]
    return try names.map { name in
      switch profile[try #require(vocabulary.index(of: "red_flags.\(name)"))] {
      case .known(.boolean(true)): "y"
      case .known(.boolean(false)): "n"
      case .absent(.unknown): "?"
      case .absent(.askedDeclined): "d"
      default: "-"
      }
    }.joined()
  }

  @Test(arguments: [
    ("none", "nnnnnn"), ("no", "nnnnnn"), ("3 yes, rest no", "nnynnn"), ("3, rest no", "nnynnn"),
    ("4 unsure, rest no", "nnn?nn"), ("rest no, 4 ?", "nnn?nn"), ("5 declined; others no", "nnnndn"),
    ("2 yes", "-y----"), ("1 no, 6 no", "n----n"), ("unknown", "??????"),
    ("yes", "------"), ("rest yes", "------"), ("7 yes, rest no", "------"), ("0", "------"),
    ("3 yes, 3 no", "------"), ("3 maybe, rest no", "------"), ("rest no, rest unsure", "------"),
    ("", "------"), ("geen", "nnnnnn"), ("3 ja, overige nee", "nnynnn"),
  ])
  func `what is typed counts as it is written, and what is unclear counts as nothing`(
    typed: String, wanted: String
  )
    throws
  {
    #expect(try flags(try talk([typed], attended: nil).0) == wanted)
  }

  @Test func `without a person nothing is read back, and that is recorded`() throws {
    let (profile, said) = try talk(["none"], attended: nil)
    #expect(profile.together == ["red_flags": .no])
    #expect(!said.contains("Right?"))
  }

  @Test func `a person hears each flag by name, and confirms with who asked`() throws {
    let (profile, said) = try talk(["3 yes, rest no", "ja", "  Dr  A "], attended: .init(askedBy: nil))
    #expect(profile.together == ["red_flags": .yes(askedBy: "Dr A")])
    #expect(said.contains("  YES        Suspected fracture\n  NO         Cauda equina features\n"))
    #expect(try flags(profile) == "nnynnn")
  }

  @Test func `a stop is said as soon as it is true, before the next question, and once`() throws {
    let (_, said) = try talk(
      ["1 yes, rest no", "yes", "Dr A", "skip", "skip"], attended: .init(askedBy: nil))
    let stop = try #require(
      said.firstRange(of: "STOP  EMERGENCY  Possible cauda equina syndrome\n  DO NOW  "))
    let next = try #require(said.firstRange(of: "PHQ-9 item 9"))
    #expect(stop.upperBound < next.lowerBound)
    #expect(said.ranges(of: "STOP  EMERGENCY").count == 1)
  }

  @Test func `a stop that was taken back and is true again is said again`() throws {
    let (_, said) = try talk(["1 yes, rest no", "undo", "1 yes, rest no"], attended: nil)
    #expect(said.ranges(of: "STOP  EMERGENCY").count == 2)
  }

  @Test func `the answer can be had at any question`() throws {
    let (profile, said) = try talk(["1 yes, rest no", "answer", "0"], attended: nil)
    #expect(try flags(profile) == "ynnnnn")
    #expect(!said.contains("The input ended"))
  }

  @Test(arguments: [("", "nurse"), ("Dr A", "Dr A")])
  func `who is named already need not be named again`(typed: String, who: String) throws {
    let (profile, _) = try talk(["none", "yes", typed], attended: .init(askedBy: "nurse"))
    #expect(profile.together == ["red_flags": .yes(askedBy: who)])
  }

  @Test(arguments: [
    ["none", "no"], ["none", "nee", "Dr A"], ["none", "nope", "wrong, 1 is yes", "Dr A"], ["none", "yes"],
    ["none", "skip", "Dr A"], ["none", ""], ["none"], ["none", "Dr A"], ["none", "yes", "nee"],

    ["none", "yes", "answer"],
    ["none", "yes", "unsure"], ["none", "yes", String(repeating: "x", count: 201)],
    ["none", "yes", "\u{1B}[31m"],
  ])
  func `what is not confirmed does not count`(lines: [String]) throws {
    let (profile, _) = try talk(lines, attended: .init(askedBy: nil))
    #expect(try flags(profile) == "------")
    #expect(profile.together.isEmpty)
  }
}
