internal import HTTPTypes
internal import PlumblineAudit
internal import PlumblineConsole
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineHost
internal import PlumblineLedger

/// What the console asks of the service.
struct ServiceDesk: ConsoleDesk {
  let settings: ServiceSettings
  let counter: Counter
  let packs: PacksInForce
  let authority: Authority
  /// nil if nobody signs in at an issuer.
  let signIn: SignIn?
  /// nil if no record system may open the console.
  let launch: Launch?
  let explaining: WorkPool
  /// Where the ledger is read and verified for people, and books are made.
  let reporting: WorkPool
  let comparisons: Comparisons

  var evaluator: JointEvaluator { packs.current.desk.evaluator }
  var day: Day { settings.clock.day() }
  var time: String { settings.clock.time() }

  func person(holding token: String) -> ConsolePerson? {
    authority.client(holding: token).map { client in
      ConsolePerson(
        name: client.name, roles: Set(client.roles.compactMap { ConsoleRole(rawValue: $0.rawValue) }))
    }
  }

  func beginSignIn(resuming session: String?) async throws -> (address: String, kept: String) {
    guard let signIn else { throw ConsoleFault.notThere }
    return try await signIn.begin(resuming: session)
  }

  func endSignIn(_ given: SignInReturn, kept: String?) async throws -> (ConsolePerson, resumes: String?) {
    guard let signIn else { throw ConsoleFault.notThere }
    return try await signIn.end(given, kept: kept)
  }

  var signOutAddress: String? { signIn?.endAddress }

  func beginLaunch(_ server: String, _ launch: String?) async throws -> (address: String, kept: String) {
    guard let own = self.launch else { throw ConsoleFault.notThere }
    return try await own.begin(server, launch)
  }

  func endLaunch(_ given: SignInReturn, at record: String, kept: String?) async throws -> Launched {
    guard let launch else { throw ConsoleFault.notThere }
    return try await launch.end(given, at: record, kept: kept)
  }

  func answer(
    _ text: [UInt8], of patient: String?, by: String?, purpose: String?, arrival: ContinuousClock.Instant
  ) async throws -> ConsoleAnswer {
    let (packs, day) = (packs.current, day)
    let answer: Counter.Answer
    do {
      let checked = try await checked(text, of: patient, by: by, purpose: purpose, packs, day)
      answer = try await counter.answer(checked, arrival: arrival, form: .html)
    } catch let unreadable as Desk.Unreadable {
      throw ConsoleFault(422, "The record cannot be read", "Nothing was decided: \(unreadable.message)")
    } catch let problem as Problem {
      throw Self.fault(problem)
    }
    let shown: ConsoleAnswer.Shown =
      switch answer.shown {
      case .decided(let joint): .decided(joint)
      case .refused(let refusal, _): .refused(refusal)
      }
    return ConsoleAnswer(
      shown: shown, recording: answer.recording, later: answer.later, profile: answer.profile, day: day,
      intake: answer.intake, evaluator: packs.desk.evaluator)
  }

  func check(_ text: [UInt8], by: String?) async throws -> ConsoleCheck {
    do {
      let checked = try await checked(text, of: nil, by: by, purpose: nil, packs.current, day)
      if checked.mayStop { return .stop }
      guard let refusal = checked.refusal else { return .clear }
      return .unreadable(refusal.problems.map(\.message))
    } catch let unreadable as Desk.Unreadable {
      return .unreadable([unreadable.message])
    } catch let problem as Problem {
      throw Self.fault(problem)
    }
  }

  private func checked(
    _ text: [UInt8], of patient: String?, by: String?, purpose: String?, _ packs: PackSet, _ day: Day
  ) async throws -> Counter.Checked {
    try await counter.check(by: packs, asOf: day, for: .person(by), size: text.count) {
      Counter.Question(text: text, patient: patient, by: by, purpose: purpose)
    }
  }

  func work<Value: Sendable>(
    isUrgent: Bool, by: String?, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let lane = isUrgent ? counter.lanes.stops : counter.lanes.decisions
    return try await Self.within(lane, settings.limits, for: .person(by), work)
  }

  func study<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await Self.within(explaining, settings.limits, work)
  }

  func report<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await Self.within(reporting, settings.limits, work)
  }

  func ledger<Value: Sendable>(_ work: @escaping @Sendable (Ledger) throws -> Value) async throws -> Value {
    do {
      return try await counter.committer.perform(work)
    } catch let error as LedgerError {
      throw Self.fault(error)
    }
  }

  func reading<Value: Sendable>(_ work: @escaping @Sendable (LedgerPlace) throws -> Value) async throws
    -> Value
  {
    // The first record makes the ledger; until then there is nothing to read.
    try await ledger { _ in }
    let place = settings.ledger
    do {
      return try await report { try work(place) }
    } catch let error as LedgerError {
      throw Self.fault(error)
    }
  }

  private static func within<Value: Sendable>(
    _ pool: WorkPool, _ limits: ServiceLimits, for asker: Asker = .service,
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.run(for: asker, work)
    } catch is WorkPool.Full {
      throw fault(Problem.busy(limits))
    }
  }

  private static func fault(_ problem: Problem) -> ConsoleFault {
    ConsoleFault(problem.status.code, problem.title, problem.detail ?? "Go back and try again.")
  }

  private static func fault(_ error: LedgerError) -> ConsoleFault {
    switch error {
    case .noSuchRecord:
      ConsoleFault(404, "There is no such record in this ledger", "Find it in the list of records.")
    case .erased:
      ConsoleFault(
        410, "The payload of the record was erased", "The leaf, and every proof of it, remains valid.")
    default:
      ConsoleFault(503, "The ledger cannot be used now", "The service's log says why. Try again in a while.")
    }
  }
}

extension ConsoleSettings {
  init(_ settings: ServiceSettings) {
    let asksForToken = settings.token != nil || settings.clients != nil
    self.init(
      entry: settings.isDemo ? .demo : settings.signIn != nil ? .issuer : asksForToken ? .token : .here)
    sessions = settings.limits.sessions
    (idle, life) = (settings.limits.sessionIdle, settings.limits.sessionLife)
    isEncrypted = [
      settings.signIn?.isEncrypted, settings.launch?.isEncrypted, settings.clients?.isEncrypted,
    ].contains(true)
    records = (settings.launch?.records ?? []).map {
      ConsoleRecord(name: $0.name, address: $0.server.base, frame: $0.frame)
    }
  }
}
