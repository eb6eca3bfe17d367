internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
internal import PlumblineAudit
internal import PlumblineConsole
public import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineHost
internal import ServiceLifecycle
internal import Synchronization
public import UnixSignals

/// The service: packs in force behind HTTP.
public struct Service: Sendable {
  private let settings: ServiceSettings
  private let committer: Committer
  private let lanes: Lanes
  private let signatures: WorkPool
  private let reporting: WorkPool
  private let routes: Routes
  private let authority: Authority
  private let outbound: OutboundClient
  /// nil if nobody signs in at an issuer.
  private let signIn: SignIn?
  private let packs: PacksInForce
  private let logger: Logger

  /// - Parameters:
  ///   - evaluator: the guidelines in force.
  ///   - threads: how many threads decide.
  public init(_ evaluator: JointEvaluator, _ settings: ServiceSettings, threads: Int, logger: Logger) {
    let metrics = Metrics()
    let limits = settings.limits
    committer = Committer(
      settings.ledger, limits: limits, clock: settings.clock, metrics: metrics, logger: logger)
    lanes = Lanes(threads: threads, limits: limits)
    let counter = Counter(lanes: lanes, committer: committer, limits: limits, metrics: metrics)
    packs = PacksInForce(PackSet(evaluator, zone: settings.clock.zone))
    signatures = WorkPool(threads: 1, bound: limits.checking)
    let outbound = OutboundClient(patience: max(limits.fetching, limits.signInFetching))
    let keys = KeyCache(outbound, pool: signatures, limits: limits, metrics: metrics, logger: logger)
    let documents = IssuerDocuments(outbound, limits: limits, logger: logger)
    let seconds = settings.clock.seconds
    let flow = { [signatures] in
      CodeFlow(outbound, keys: keys, pool: signatures, limits: limits, seconds: seconds)
    }
    let signIn = settings.signIn.map {
      SignIn($0, flow(), documents: documents, metrics: metrics, logger: logger)
    }
    authority = Authority(settings, keys: keys, pool: signatures, metrics: metrics)
    let fetcher = RecordFetcher(
      settings.records, outbound, limits: limits, pool: lanes.checks, metrics: metrics)
    let launch = settings.launch.map { [packs] in
      Launch(
        $0, flow(), documents: documents, fetcher: fetcher, packs: packs, metrics: metrics, logger: logger)
    }
    let explaining = WorkPool(threads: 1, bound: limits.explaining)
    reporting = WorkPool(threads: 2, bound: limits.explaining)
    routes = Routes(
      settings: settings, counter: counter, packs: packs, authority: authority,
      repeated: RepeatedRequests(most: limits.repeated, life: limits.repeatable),
      fetcher: settings.records.isEmpty ? nil : fetcher,
      explaining: explaining, verifying: WorkPool(threads: 1, bound: 1),
      cohorts: Cohorts(most: limits.cohorts),
      console: Console(
        ConsoleSettings(settings),
        desk: ServiceDesk(
          settings: settings, counter: counter, packs: packs, authority: authority, signIn: signIn,
          launch: launch,
          explaining: explaining, reporting: reporting, comparisons: Comparisons(most: limits.comparing))),
      logger: logger)
    (self.settings, self.outbound, self.signIn, self.logger) = (settings, outbound, signIn, logger)
  }

  /// Puts other packs into force for every request that comes from now on; those that have begun keep theirs.
  public func putIntoForce(_ evaluator: JointEvaluator) {
    packs.replace(with: PackSet(evaluator, zone: settings.clock.zone))
    routes.counter.metrics.count(.reloads, #"of="packs",result="done""#)
    logger.info("other packs are in force", metadata: ["digest": "\(evaluator.guidelines.digest)"])
  }

  /// Takes another list of clients for every request that comes from now on. Tokens that were used stay used, and whoever is signed in
  /// gives their token again.
  public func putIntoForce(_ clients: ClientList) {
    authority.replace(with: clients)
    routes.console.lock()
    routes.counter.metrics.count(.reloads, #"of="clients",result="done""#)
    logger.info("another list of clients is in force")
  }

  /// Takes another way of signing in for everybody who signs in from now on; whoever is signed in does it again.
  public func putIntoForce(_ settings: SignInSettings) {
    signIn?.replace(with: settings)
    routes.console.lock()
    routes.counter.metrics.count(.reloads, #"of="sign-in",result="done""#)
    logger.info("another way of signing in is in force")
  }

  /// Counts and logs that what was to be put into force cannot be; what was in force stays.
  ///
  public func keep(_ what: Replaceable, because reason: String) {
    routes.counter.metrics.count(.reloads, "of=\"\(what.rawValue)\",result=\"refused\"")
    logger.error(
      "the \(what.words) in force stay, because the new ones are not fit",
      metadata: ["reason": "\(reason)"])
  }

  /// Answers a profile for today as `POST /api/v1/decide` does, without HTTP: to compare both.
  package func decide(_ profile: [UInt8]) async throws -> [UInt8] {
    let arrival = ContinuousClock.now
    let checked = try await routes.counter.check(
      by: packs.current, asOf: settings.clock.day(), for: .service, size: profile.count
    ) {
      Counter.Question(text: profile)
    }
    return try await routes.counter.answer(checked, arrival: arrival, form: .json).printed?.printed ?? []
  }

  /// What can be replaced while the service runs.
  public enum Replaceable: String, Sendable {
    case packs, clients
    case signIn = "sign-in"

    fileprivate var words: String { self == .signIn ? "settings of the sign-in" : rawValue }
  }

  /// Serves until the task is cancelled or one of these signals comes; then answers what has begun, and ends.
  ///
  /// - Parameter ready: called with the port once requests are taken.
  public func run(endingOn signals: [UnixSignal], ready: @escaping @Sendable (Int) -> Void) async throws {
    let limits = settings.limits
    let server = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [ConnectionGuard.Placing(limits)], idleTimeout: TimeAmount(limits.idle)))
    var quiet = logger
    quiet.logLevel = max(quiet.logLevel, .warning)
    let hasStarted = Mutex(false)
    let application = Application(
      router: routes.router(), server: server,
      configuration: .init(
        address: .hostname(settings.host, port: settings.port),
        availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
      onServerRunning: { channel in
        hasStarted.withLock { $0 = true }
        ready(channel.localAddress?.port ?? 0)
      }, logger: quiet)
    var configuration = ServiceGroupConfiguration(
      services: [.init(service: application)], gracefulShutdownSignals: signals, logger: quiet)
    configuration.maximumGracefulShutdownDuration = limits.ending
    let group = ServiceGroup(configuration: configuration)
    authority.warm()
    await committer.tryLedger()
    let trying = Task { [committer] in await committer.keepTrying() }
    var failure: (any Error)?
    do {
      try await group.run()
    } catch {
      failure = error
    }
    trying.cancel()
    await committer.shutDown()
    await outbound.shutDown()
    await lanes.shutDown()
    await signatures.shutDown()
    await reporting.shutDown()
    await routes.explaining.shutDown()
    await routes.verifying.shutDown()
    guard let failure else { return }
    // Once it took requests, only the longest time of ending ends it like this.
    guard hasStarted.withLock({ $0 }) else { throw failure }
    logger.warning("ended before every request was answered", metadata: ["kind": "\(type(of: failure))"])
  }
}
