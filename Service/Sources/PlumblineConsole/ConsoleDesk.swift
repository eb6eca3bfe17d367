public import PlumblineEngine
public import PlumblineFHIR
public import PlumblineGuideline
public import PlumblineLedger
public import PlumblinePresentation

/// What the console asks of the service: it decides nothing, and writes nothing, by itself.
public protocol ConsoleDesk: Sendable {
  /// Whose token it is; nil if it is nobody's.
  func person(holding token: String) -> ConsolePerson?
  /// The guidelines in force.
  var evaluator: JointEvaluator { get }
  /// The day for which answers hold.
  var day: Day { get }
  /// The time in UTC, as records have it.
  var time: String { get }
  /// Reads, decides and records, as `plumbline recommend` does.
  ///
  /// - Parameters:
  ///   - text: a profile, or a record in FHIR R4.
  ///   - by: who asks.
  /// - Throws: ``ConsoleFault``.
  func answer(_ text: [UInt8], by: String?, arrival: ContinuousClock.Instant) async throws -> ConsoleAnswer
  /// Reads a profile and looks for stops, ahead of everything that is decided.
  ///
  /// - Parameters:
  ///   - text: a profile, or a record in FHIR R4.
  ///   - by: who asks.
  /// - Throws: ``ConsoleFault``.
  func check(_ text: [UInt8], by: String?) async throws -> ConsoleCheck
  /// Does work for the processor where decisions are made; something about a stop ahead of everything else.
  ///
  /// - Parameter by: who asks.
  /// - Throws: ``ConsoleFault`` if too much waits, or what the work throws.
  func work<Value: Sendable>(isUrgent: Bool, by: String?, _ work: @escaping @Sendable () throws -> Value)
    async throws -> Value
  /// Explains, so that no decision waits for it.
  func study<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
  /// Does what may take seconds, such as making a book, beside everything else.
  func report<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
  /// Works with the ledger, in turn with everything that writes to it.
  func ledger<Value: Sendable>(_ work: @escaping @Sendable (Ledger) throws -> Value) async throws -> Value
  /// Reads the ledger on a connection of its own, beside what is being written.
  func reading<Value: Sendable>(_ work: @escaping @Sendable (LedgerPlace) throws -> Value) async throws
    -> Value
}

/// What is found in a profile before anything is decided.
public enum ConsoleCheck: Sendable {
  /// A stop is true, or may be.
  case stop
  /// It cannot be read, for these reasons, and no stop is seen in what can be.
  case unreadable([String])
  case clear
}

/// Somebody who is signed in.
public struct ConsolePerson: Sendable, Hashable {
  /// As which what is asked is recorded; nil for whoever holds the one token, which names nobody.
  public var name: String?
  public var roles: Set<ConsoleRole>

  public init(name: String?, roles: Set<ConsoleRole>) { (self.name, self.roles) = (name, roles) }

  func has(_ role: ConsoleRole) -> Bool { role == .any || roles.contains(role) }
}

/// An answer, what it says of its record, and what it was made of.
public struct ConsoleAnswer: Sendable {
  public enum Shown: Sendable {
    case decided(JointDecision)
    case refused(Refusal)
  }

  public var shown: Shown
  public private(set) var recording: Recording
  /// Whether it was shown before it was recorded.
  private(set) var wasLate = false
  /// The name of the record that was made later; nil while there is none.
  private let later: @Sendable () -> String?
  /// What was decided for; of a refusal, what could be read.
  public var profile: Profile
  public var day: Day
  /// How a record was read; nil for a profile.
  public var intake: Intake?
  /// The guidelines that decided.
  public var evaluator: JointEvaluator

  public init(
    shown: Shown, recording: Recording, later: @escaping @Sendable () -> String?, profile: Profile, day: Day,
    intake: Intake?, evaluator: JointEvaluator
  ) {
    (self.shown, self.recording, self.profile, self.day) = (shown, recording, profile, day)
    (self.later, self.intake, self.evaluator) = (later, intake, evaluator)
  }

  /// Says under which name it is recorded, if that was done since it was shown.
  mutating func lookForRecord() {
    guard case .failed = recording, let name = later() else { return }
    (recording, wasLate) = (.recorded(name), true)
  }

  var decided: JointDecision? { if case .decided(let joint) = shown { joint } else { nil } }
  var refused: Refusal? { if case .refused(let refusal) = shown { refusal } else { nil } }
}
