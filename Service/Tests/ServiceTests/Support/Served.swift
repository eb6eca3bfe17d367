import Glibc
import Logging
import Plumbline
import PlumblineEngine
import PlumblineFHIR
import PlumblineGuideline
import PlumblineHost
import PlumblineInterchange
import PlumblineJSON
import PlumblineLedger
import PlumblineService
import Synchronization

/// A service on a free port of this machine, with a ledger of its own, which ends with the test.
final class Served: Sendable {
  static let token = String(repeating: "t", count: 40)
  static let day = Day(year: 2026, month: 11, day: 20) ?? .last

  /// The repository's folder.
  static let root: String = {
    let file = #filePath
    return file.split(separator: "/").dropLast(5).reduce(into: "") { $0 += "/" + $1 }
  }()

  static let evaluator: JointEvaluator? = try? JointEvaluator(
    DecisionSupport(packs: ["\(root)/Rules"]).guidelines
  ) { Evaluator(withScriptsOf: $0) }

  let port: Int
  let ledger: LedgerPlace
  /// The service itself, to put other packs and clients into force.
  let service: Service
  private let log: Log

  /// Everything that was logged.
  var logged: String { log.text.withLock { $0 } }

  private final class Log: Sendable {
    let text = Mutex("")
  }

  private init(port: Int, ledger: LedgerPlace, service: Service, log: Log) {
    (self.port, self.ledger, self.service, self.log) = (port, ledger, service, log)
  }

  struct NotStarted: Error {}

  /// A time that a test moves on.
  final class Clock: Sendable {
    let seconds: Mutex<Int>
    init(_ seconds: Int) { self.seconds = Mutex(seconds) }
  }

  /// Runs a test with a service.
  ///
  /// - Parameters:
  ///   - packs: other packs than the repository's.
  ///   - ledger: the ledger's path in a new folder.
  ///   - needsToken: whether requests must send ``token``.
  ///   - clients: who may ask instead.
  ///   - signIn: how people sign in at an issuer.
  ///   - launch: which record systems open the console.
  ///   - origins: the origins of pages that may ask.
  ///   - records: the FHIR servers that may be asked.
  ///   - versions: the packs that authors compare.
  ///   - isDemo: whether the console needs no sign-in.
  ///   - seconds: the time in seconds since 1970; the machine's if it is nil.
  ///   - clock: the same, where it goes on.
  ///   - started: when it started; an hour before if it is nil.
  ///   - writing: how many microseconds it takes to write a record.
  static func run(
    packs: JointEvaluator? = evaluator, ledger: String = "ledger.sqlite", needsToken: Bool = true,
    clients: ClientList? = nil, signIn: SignInSettings? = nil, launch: LaunchSettings? = nil,
    origins: Set<String> = [], records: Set<RecordServer> = [],
    seconds: Int? = nil, clock: Clock? = nil, started: Int? = nil, writing: UInt32 = 0,
    versions: VersionSettings? = nil, isDemo: Bool = false,
    setting: (inout ServiceLimits) -> Void = { _ in },
    _ test: (Served) async throws -> Void
  ) async throws {
    guard let packs else { throw NotStarted() }
    var template = Array("/tmp/plumbline-service-XXXXXX".utf8CString)
    let folder = template.withUnsafeMutableBufferPointer {
      $0.baseAddress.flatMap(mkdtemp).map { String(cString: $0) } ?? "/tmp"
    }
    let tokenFile = "\(folder)/token"
    if let file = fopen(tokenFile, "w") {
      fputs(token, file)
      fclose(file)
      chmod(tokenFile, 0o600)
    }
    let place = LedgerPlace("\(folder)/\(ledger)")
    var settings = ServiceSettings(
      host: "127.0.0.1", port: 0, ledger: place,
      token: needsToken ? try AccessToken.inFile(tokenFile, makes: false) : nil)
    settings.clock = .fixed(on: day)
    if let seconds { settings.clock.seconds = { seconds } }
    if let clock { settings.clock.seconds = { clock.seconds.withLock { $0 } } }
    settings.started = started ?? settings.clock.seconds() - 3_600
    if writing > 0 {
      // The time is asked for while a record is written.
      settings.clock.time = {
        usleep(writing)
        return ServiceClock.machine.time()
      }
    }
    settings.signIn = signIn
    settings.launch = launch
    settings.clients = clients
    settings.origins = origins
    settings.records = records
    settings.versions = versions
    settings.isDemo = isDemo
    setting(&settings.limits)
    let log = Log()
    let logger = Logger(label: "test") { _ in
      LogLines(time: ServiceClock.machine.time) { line in
        log.text.withLock { $0 += String(decoding: line, as: UTF8.self) }
      }
    }
    let service = Service(packs, settings, threads: 2, logger: logger)
    let (ports, started) = AsyncStream.makeStream(of: Int.self)
    let running = Task {
      defer { started.finish() }
      try await service.run(endingOn: []) { started.yield($0) }
    }
    var iterator = ports.makeAsyncIterator()
    let port = await iterator.next()
    if let port { try await test(Served(port: port, ledger: place, service: service, log: log)) }
    running.cancel()
    _ = await running.result
    _ = await Wire.beside { system("rm -rf '\(folder)'") }
    if port == nil { throw NotStarted() }
  }

  // MARK: asking

  func ask(_ text: String) async -> Reply? {
    let wire = Wire(port)
    wire.send(text)
    return await wire.reply()
  }

  func get(_ path: String, headers: [String: String] = [:]) async -> Reply? {
    let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
    return await ask("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(lines)\r\n")
  }

  func post(_ path: String, _ body: String, headers: [String: String] = [:]) async -> Reply? {
    await ask(Self.request(path, body, headers: headers))
  }

  func post(_ path: String, _ body: JSONValue) async -> Reply? { await post(path, body.canonicalText) }

  /// Asks for a patient's card.
  func view(_ request: JSONValue) async -> Reply? { await post(Self.patientView, request) }

  static let patientView = "/cds-services/plumbline-patient-view"
  static let feedback = "\(patientView)/feedback"
  static let decide = "/api/v1/decide"

  /// - Parameter headers: these replace those that are sent otherwise; an empty one is left out.
  static func request(
    _ path: String, _ body: String, headers: [String: String] = [:], version: String = "1.1"
  ) -> String {
    let all = [
      "Host": "localhost", "Authorization": "Bearer \(token)", "Content-Type": "application/json",
      "Content-Length": "\(body.utf8.count)",
    ].merging(headers) { $1 }
    let lines = all.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map {
      "\($0.key): \($0.value)\r\n"
    }
    return "POST \(path) HTTP/\(version)\r\n\(lines.joined())\r\n\(body)"
  }

  /// What Prometheus reads for a series; nil if there is none.
  func metric(_ series: String) async -> Int? {
    let lines = await get("/metrics")?.text.split(separator: "\n") ?? []
    return lines.first { $0.hasPrefix("\(series) ") }.flatMap { Int($0.dropFirst(series.count + 1)) }
  }

  /// A record's payload.
  func payload(_ index: Int) throws -> JSONValue? {
    try Ledger.open(ledger, for: .reading).record(index).payload
  }
}
