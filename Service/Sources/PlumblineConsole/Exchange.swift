internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// One request of somebody who is signed in and may see the page.
struct Exchange: Sendable {
  let console: Console
  let session: Session
  let request: ConsoleRequest
  /// Of a form that was sent; empty otherwise.
  let fields: FormFields
  let nonce: String

  var language: Language { session.language }
  var desk: any ConsoleDesk { console.desk }

  func reply() async throws -> ConsoleReply {
    switch request.route {
    case .style, .signIn, .signInBegin, .signInEnd, .launch, .launchEnd: .to(ConsoleRoute.start.path())
    case .start: start()
    case .signOut: console.leave(session, nonce)
    case .language: try speak()
    case .alive: ConsoleReply([], status: 204)
    case .newVisit: try await newVisit()
    case .paperForm: paperForm()
    case .earlier: try await beginFromEarlier()
    case .visits: try await begin()
    case .visit: try await showVisit()
    case .facts: try await showFacts()
    case .readBack: try await readBack()
    case .interview: try await interview()
    case .whatIf: try await whatIf()
    case .explanation: try await explanation()
    case .letter: try await sheet(.letter)
    case .patientPage: try await sheet(.patientPage)
    case .aid: try await sheet(.aid)
    case .decision: try await decisionFile()
    case .report: try await report()
    case .history: try await history()
    case .closeVisit: try closeVisit()
    case .records: try await records()
    case .record: try await record()
    case .receipt: try await receipt()
    case .replay: try await replay()
    case .verify: try await verify()
    case .statistics: try await statistics()
    case .packs: packs()
    case .versions: try await versions()
    case .versionPair: try await versionPair()
    case .book, .bookPage: try await book()
    }
  }

  // MARK: pages

  func show(
    _ title: String, _ body: HTML, of visit: Visit? = nil, width: Screen.Width = .text, status: Int = 200
  )
    -> ConsoleReply
  {
    var screen = Screen(
      title: title, session: session, visit: visit, isDemo: console.isDemo, body: body, width: width)
    (screen.status, screen.address) = (status, request.address)
    screen.idle = console.asksWho ? console.settings.idle : nil
    return console.page(screen, nonce)
  }

  private func start() -> ConsoleReply {
    let doors: [HTML] = StartPage.doors(session)
    return show(language("Start"), StartPage(session: session, doors: doors).body, width: .wide)
  }

  private func speak() throws -> ConsoleReply {
    guard let language = Language.named(fields["language"]) else { throw ConsoleFault.notThere }
    console.sessions.change(session.id) { $0.language = language }
    let back = fields["back"]
    let isOwn = back.hasPrefix("/console/") && back.utf8.allSatisfy(Self.isOfAddress)
    return .to(isOwn ? back : ConsoleRoute.start.path())
  }

  private static func isOfAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "/-._".utf8.contains(byte)
    }
  }

  // MARK: visits

  /// The visit that the address names.
  func visit() throws -> Visit {
    guard var visit = session.visits[request.name] else { throw ConsoleFault.closed }
    visit.answer?.lookForRecord()
    return visit
  }

  /// Keeps a visit as it is now.
  ///
  /// - Throws: ``ConsoleFault`` if another request kept it meanwhile, or closed it: then what is kept there counts.
  func keep(_ visit: inout Visit) throws {
    var isKept = false
    console.sessions.change(session.id) { isKept = $0.keep(visit) }
    guard isKept else { throw ConsoleFault.changedElsewhere }
    visit.revision += 1
  }

  private func closeVisit() throws -> ConsoleReply {
    let visit = try visit()
    console.sessions.change(session.id) { $0.close(visit.id) }
    return .to(ConsoleRoute.start.path())
  }

  // MARK: work

  /// - Parameter isUrgent: whether it is about a stop.
  func work<Value: Sendable>(
    isUrgent: Bool = false, _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await desk.work(isUrgent: isUrgent, by: session.person.name, work)
  }

  /// The guidelines in the language of the session.
  func spoken(_ evaluator: JointEvaluator, isUrgent: Bool = false) async throws -> JointEvaluator {
    try await view(of: evaluator, isUrgent: isUrgent)?.evaluator ?? evaluator
  }

  /// Says something in the language of the session. What is about a stop is said in the source language where too much waits.
  func said<Value: Sendable>(
    isUrgent: Bool, else own: Value, _ saying: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    do {
      return try await work(isUrgent: isUrgent, saying)
    } catch is ConsoleFault where isUrgent {
      return own
    }
  }

  /// Nil if the session speaks the language of the guidelines' source.
  func view(of evaluator: JointEvaluator, isUrgent: Bool = false) async throws -> LanguageView? {
    let (views, language) = (console.views, language)
    if language.code == Language.english.code { return nil }
    if let known = views.known(evaluator, in: language) { return known }
    // It is made once for a set of packs, beside the decisions: only a stop's own page does not wait for that.
    guard isUrgent else { return try await desk.study { views.make(evaluator, in: language) } }
    return try await said(isUrgent: true, else: nil) { views.make(evaluator, in: language) }
  }
}
