public import PlumblineGuideline

/// A part of a resource, reported beneath it.
public struct IntakePart: Sendable, Hashable {
  /// `component` or `item`.
  public var name: String
  /// The facts that it is about, or the item of a questionnaire.
  public var facts: [String] = []
  /// Why it was not used; nil if it was.
  public var because: String?
}

/// A diagnosis that raises a question and answers nothing.
public struct IntakeCaution: Sendable, Hashable {
  public var source: String
  public var fact: String
  public var says: String
}

/// Resources that contradict each other: what they are about is absent.
public struct IntakeConflict: Sendable, Hashable {
  /// The facts, by name.
  public var facts: [String]
  /// The resources, sorted.
  public var sources: [String]
  public var because: String
  /// What was said, for stops, which must not be hidden by a contradiction.
  public var claims: [Claim]

  public struct Claim: Sendable, Hashable {
    public var fact: Fact.Index
    public var value: FactValue
  }
}

/// What became of every resource: each stands once, and the counts add up.
public struct IntakeReport: Sendable, Hashable {
  public struct Used: Sendable, Hashable {
    public var resource: String
    /// The facts that it gave, by name, sorted.
    public var facts: [String]
    public var parts: [IntakePart]
    /// Codes by which it was read, and which nobody has confirmed.
    public var unconfirmed: [String]
  }

  public struct Ignored: Sendable, Hashable {
    public var resource: String
    public var because: String
    public var parts: [IntakePart]
  }

  /// By resource.
  public var used: [Used] = []
  public var ignored: [Ignored] = []
  public var cautions: [IntakeCaution] = []
  /// What is known of the input as a whole: that it is one page of several, say.
  public var notes: [String] = []

  public var count: Int { used.count + ignored.count }
}

/// A profile that was read from FHIR, and how.
public struct Intake: Sendable {
  public var profile: Profile
  public var report: IntakeReport
  public var conflicts: [IntakeConflict]
  /// Whether the record says that the patient has died: then nothing is recommended.
  public var hasDied: Bool
  /// Why the lines that became this record are refused, of several patients' lines; nil if they are not.
  public var fault: IntakeFailure?

  /// The names of facts about which the record contradicts itself.
  public var contradicted: [String] { Set(conflicts.flatMap(\.facts)).sorted() }
  /// The names of facts of which it raises a question that it does not answer.
  public var asked: [String] { Set(report.cautions.map(\.fact)).sorted() }

  /// What must be said before an answer, without a value: what the record contradicts itself about, and what to ask.
  public var words: [String] {
    let (contradicted, asked) = (contradicted, asked)
    var words: [String] = []
    if !contradicted.isEmpty {
      words.append(
        "the record contradicts itself about \(contradicted.joined(separator: ", ")), so that counts as unknown; see `plumbline profile`"
      )
    }
    if !asked.isEmpty {
      words.append(
        "the record raises a question that it does not answer: \(asked.joined(separator: ", ")); see `plumbline profile`"
      )
    }
    return words
  }
}

/// The input cannot be read as one patient's record. Nothing of a patient is in its description.
public struct IntakeFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    /// It is not JSON, or no resource.
    case unreadable(String)
    case severalPatients(Int)
    case noSuchPatient
    case hasDied
    case contradicted([String])
    /// The lines cannot be put together as records.
    case lines(RecordGrouping.Fault)
  }

  public let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  /// The record says that the patient has died.
  public static let ofTheDead = IntakeFailure(.hasDied)

  /// The record contradicts itself about facts of a stop.
  public static func contradicted(_ facts: [String]) -> IntakeFailure { IntakeFailure(.contradicted(facts)) }

  public var description: String {
    switch reason {
    case .unreadable(let why): "the input is not FHIR R4 in JSON: \(why)"
    case .severalPatients(let count):
      "the input is about \(count) patients; choose one with --patient -, and write the id on standard input"
    case .noSuchPatient:
      "the input has no patient with that id or identifier; check the id, or leave --patient out"
    case .lines(.seenAgain):
      "its patient came before: the lines are not grouped by patient; sort them by patient"
    case .lines(.lateQuestions):
      "this Questionnaire comes after answers to it, which were read without its questions; put Questionnaires first, and answer the file again"
    case .lines(.tooManyQuestions):
      "the Questionnaires up to here are larger than \(SharedQuestions.limit) bytes; leave out those that nobody answered"
    case .contradicted(let facts):
      "the record contradicts itself about \(facts.joined(separator: ", ")), and by one side of it a stop is true; assess the patient, then correct the record"
    case .hasDied:
      "the record says that the patient has died, so nothing is recommended; correct the record if it is wrong"
    }
  }
}
