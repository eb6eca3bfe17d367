public import PlumblineEngine
public import PlumblineFHIR
public import PlumblineGuideline
public import PlumblineJSON
public import PlumblineLedger
public import PlumblinePresentation

/// What the console asks of the service: it decides nothing, and writes nothing, by itself.
public protocol ConsoleDesk: Sendable {
  /// Whose token it is; nil if it is nobody's.
  func person(holding token: String) -> ConsolePerson?
  /// Begins signing in at the issuer.
  ///
  /// - Parameter session: the locked session that goes on with it.
  /// - Returns: where the browser goes, and what it keeps until it comes back.
  /// - Throws: ``ConsoleFault``.
  func beginSignIn(resuming session: String?) async throws -> (address: String, kept: String)
  /// Ends signing in at the issuer.
  ///
  /// - Returns: who it is, and the locked session that goes on if it is theirs.
  /// - Throws: ``ConsoleFault``.
  func endSignIn(_ given: SignInReturn, kept: String?) async throws -> (ConsolePerson, resumes: String?)
  /// Where a person ends their session at the issuer too; nil if there is no such page.
  var signOutAddress: String? { get }
  /// Begins opening the console for a patient of a record system.
  ///
  /// - Parameters:
  ///   - server: the FHIR server that is named.
  ///   - launch: what the record system knows this by; nil to choose a patient there.
  /// - Returns: where the browser goes, and what it keeps until it comes back.
  /// - Throws: ``ConsoleFault``.
  func beginLaunch(_ server: String, _ launch: String?) async throws -> (address: String, kept: String)
  /// Ends that, and reads the patient's record.
  ///
  /// - Parameter record: the name of the record system to whose address it came back.
  /// - Throws: ``ConsoleFault``.
  func endLaunch(_ given: SignInReturn, at record: String, kept: String?) async throws -> Launched
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
  ///   - patient: of a record, the patient it is about; nil if there is only one.
  ///   - by: who asks.
  ///   - purpose: why it is asked, where something besides the person says so.
  /// - Throws: ``ConsoleFault``.
  func answer(
    _ text: [UInt8], of patient: String?, by: String?, purpose: String?, arrival: ContinuousClock.Instant
  ) async throws -> ConsoleAnswer
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
  /// The packs that can be compared: those in force first; none if nothing can be compared here.
  var versions: [ConsoleVersion] { get }
  /// Whether the packs in the folders of those in force are others now, which wait for a reload; nil if they cannot be read.
  func waits() async throws -> Bool?
  /// Compares two of ``versions``, in a process of its own, for as long as a page may wait.
  ///
  /// - Parameters:
  ///   - old: the place of the packs as they were.
  ///   - new: the place of the packs as they will be.
  ///   - again: whether it is made once more though it is known.
  /// - Throws: ``ConsoleFault`` if there are no such packs, or too many comparisons are being made.
  func comparison(from old: Int, to new: Int, again: Bool) async throws -> ConsoleComparison
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

/// Packs that can be compared with others.
public enum ConsoleVersion: Sendable, Hashable {
  case inForce
  /// What stands in the folders of the packs in force, and is put into force by the next reload.
  case onDisk
  /// What the operator named.
  case named(String)
}

/// What is known of a comparison of packs.
public enum ConsoleComparison: Sendable {
  /// `old` and `new`: the digests of the packs; `comparison`: as `plumbline diff --format json` prints it; `recorded`: the number of the latest
  /// recorded `answers` and the records that are `changed`, or null if the ledger could not be read.
  case made(JSONValue, at: String)
  /// It is being made, or waits for another, for so long already.
  case running(Duration)
  /// Why it could not be made.
  case failed(String)
}

/// Somebody who is signed in.
public struct ConsolePerson: Sendable, Hashable {
  /// As which what is asked is recorded; nil for whoever holds the one token, which names nobody.
  public var name: String?
  public var roles: Set<ConsoleRole>
  /// Who it is to the issuer at which they signed in, whatever their name is; nil without one.
  public var subject: String?

  public init(name: String?, roles: Set<ConsoleRole>, subject: String? = nil) {
    (self.name, self.roles, self.subject) = (name, roles, subject)
  }

  func has(_ role: ConsoleRole) -> Bool { role == .any || roles.contains(role) }

  /// Whether a text can be a name in a record: 1 to 200 bytes without controls.
  public static func isName(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
  }
}

/// What an issuer sends back with a browser. A part that is missing is nil; one that comes more than once is empty.
public struct SignInReturn: Sendable {
  public var state: String?
  public var code: String?
  public var issuer: String?
  public var error: String?
}

/// A patient of a record system for whom the console is opened.
public struct Launched: Sendable {
  public var person: ConsolePerson
  public var patient: String
  /// The record in FHIR R4, as far as it could be read.
  public var text: [UInt8]
  /// What is not known of it, sentence by sentence.
  public var gaps: [String]

  public init(person: ConsolePerson, patient: String, text: [UInt8], gaps: [String]) {
    (self.person, self.patient, self.text, self.gaps) = (person, patient, text, gaps)
  }
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
