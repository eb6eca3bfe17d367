internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineInterchange

/// A small guideline with declarations of facts, and one rule with a condition over them.
public struct FactClinic: Sendable {
  public let guideline: Guideline
  private let when: Condition?

  /// - Parameters:
  ///   - facts: declarations of its vocabulary.
  ///   - when: the condition of its rule, in Lua.
  ///   - more: further declarations of its pack of rules.
  public init(_ facts: String, when: String = "back.flag :is(true)", more: String = "") throws {
    var clinic = SmallClinic.plain("back")
    clinic.facts += facts
    clinic.rules += SmallClinic.pairing("rest") + SmallClinic.rule("rest", when) + more
    guideline = try GuidelineLoader.load(clinic.folders)
    self.when = guideline.rules.first { $0.id == "back/rest-1" }?.when
  }

  public var vocabulary: Vocabulary { guideline.vocabulary }

  /// Returns what a profile says, read as of a day.
  public func read(_ profile: String, asOf day: Day = today) throws -> Profile {
    try ProfileReader(vocabulary, asOf: day).read(Array(profile.utf8))
  }

  /// Returns what a profile says of a fact.
  public func state(_ fact: String, _ profile: String, asOf day: Day = today) throws -> FactState? {
    try vocabulary.index(of: fact).map { try read(profile, asOf: day)[$0] }
  }

  /// Returns the truth of the rule's condition for a profile.
  public func truth(_ profile: String, asOf day: Day = today) throws -> Truth? {
    try when.map { try Shipped.evaluator(guideline).reading(read(profile, asOf: day)).truth($0) }
  }

  /// Returns the messages with which a profile is refused.
  public func problems(_ profile: String) -> [String] {
    do {
      _ = try read(profile)
      return []
    } catch let failure as ProfileFailure {
      return failure.problems.map(\.message)
    } catch {
      return ["\(error)"]
    }
  }

  /// Returns the messages with which declarations are refused.
  public static func problems(
    _ facts: String, when: String = "back.flag :is(true)", more: String = ""
  ) -> [String] {
    do {
      _ = try FactClinic(facts, when: when, more: more)
      return []
    } catch let failure as PackFailure {
      return failure.problems.map(\.message)
    } catch {
      return ["\(error)"]
    }
  }

  public static let today: Day = "2026-11-20"
}
