internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import PlumblineConsole
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// Which request is answered by what.
struct Routes: Sendable {
  let settings: ServiceSettings
  let counter: Counter
  let packs: PacksInForce
  let authority: Authority
  let repeated: RepeatedRequests
  /// nil if no record's server may be asked.
  let fetcher: RecordFetcher?
  /// Where explanations are computed, so that no decision waits for one.
  let explaining: WorkPool
  /// Where ledgers are verified, one at a time.
  let verifying: WorkPool
  let cohorts: Cohorts
  /// The pages for people.
  let console: Console
  let logger: Logger

  func router() -> Router<RequestContext> {
    let router = Router(context: RequestContext.self, options: .autoGenerateHeadEndpoints)
    let pages = Pages()
    router.add(middleware: Watching(pages: pages, metrics: counter.metrics, logger: logger))
    router.add(middleware: CrossOrigin(origins: settings.origins, pages: pages))
    router.get("/healthz") { _, _ in Response.text("ok\n") }
    router.get("/readyz") { _, _ in ready() }
    router.get("/metrics") { _, _ in Response.text(counter.metrics.text(gauges), "text/plain; version=0.0.4")
    }
    for path in ["/openapi.json", "/api/v1/openapi.json"] {
      router.get("\(path)") { _, _ in Response.json(packs.current.described) }
    }
    let clinicians = closed(router, for: [.clinician])
    addHooks(to: router, clinicians)
    addDecisions(to: clinicians)
    addInterview(to: clinicians)
    addReports(to: clinicians)
    addCohorts(to: closed(router, for: [.clinician, .auditor]))
    addExplanations(to: closed(router, for: [.clinician, .author]))
    addRecords(to: closed(router, for: [.auditor]))
    addConsole(to: router)
    pages.list(router)
    return router
  }

  /// Pages for clients with one of these roles.
  private func closed(_ router: Router<RequestContext>, for roles: Set<Client.Role>) -> RouterGroup<
    RequestContext
  > {
    router.group().add(middleware: Access(authority: authority, roles: roles))
  }

  private func ready() -> Response {
    let fault = counter.committer.fault
    let packs = packs.current.guidelines.packs.map { pack -> JSONValue in
      ["id": .string(pack.id), "version": .string("\(pack.version)"), "digest": .string(pack.digest)]
    }
    let value: JSONValue = [
      "ready": .bool(fault == nil),
      "ledger": .string(fault == nil ? "ok" : "cannot be used: the log says why"),
      "engine": .string(Evaluator.version), "packs": .array(packs),
    ]
    return Response.json(value.canonical + [0x0A], status: fault == nil ? .ok : .serviceUnavailable)
  }

  private var gauges: [Metrics.Gauge] {
    let counts = counter.committer.counts
    return [
      Metrics.Gauge(
        name: "plumbline_checking", help: "Requests that are looked through for stops, or wait for that.",
        value: counter.lanes.checks.count),
      Metrics.Gauge(
        name: "plumbline_stopping", help: "Requests with a stop that are answered, or wait for that.",
        value: counter.lanes.stops.count),
      Metrics.Gauge(
        name: "plumbline_deciding", help: "Other requests that are decided, or wait for that.",
        value: counter.lanes.decisions.count),
      Metrics.Gauge(
        name: "plumbline_recording", help: "Answers that wait for their record.", value: counts.waiting),
      Metrics.Gauge(
        name: "plumbline_stops_to_record", help: "Stops that were shown and whose record is still tried.",
        value: counts.late),
      Metrics.Gauge(
        name: "plumbline_ready", help: "1 if answers can be recorded.",
        value: counter.committer.fault == nil ? 1 : 0),
    ]
  }

  /// The body of a request, which must say that it is JSON.
  func body(_ request: Request) async throws -> [UInt8] {
    guard try ["application/json", "application/fhir+json"].contains(request.mediaType()) else {
      throw Problem(
        "media-type", .unsupportedMediaType, "The body is not declared as JSON",
        detail: "Send the header Content-Type: application/json.")
    }
    let limit = settings.limits.body
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Problem.tooLarge(settings.limits)
    }
    do {
      return Array(try await request.body.collect(upTo: limit).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw Problem.tooLarge(settings.limits)
    }
  }
}

extension Request {
  /// What its body is declared as, in lower case; empty if it does not say.
  ///
  /// - Throws: ``Problem`` for a body that is compressed, which is never unpacked here: a small one can be of any size.
  func mediaType() throws -> String {
    let codings = headers[values: .contentEncoding].flatMap { $0.split { $0 == "," || $0.isWhitespace } }
    guard codings.allSatisfy({ $0.lowercased() == "identity" }) else {
      throw Problem(
        "content-encoding", .unsupportedMediaType, "The body is compressed",
        detail: "Send it as it is, without Content-Encoding.")
    }
    let words = (headers[.contentType] ?? "").prefix { $0 != ";" }.split(whereSeparator: \.isWhitespace)
    return words.count == 1 ? words[0].lowercased() : ""
  }

  /// The value of a header for which there is no constant.
  ///
  /// - Parameter name: in lower case.
  func header(_ name: String) -> String? { headers.first { $0.name.canonicalName == name }?.value }
}

/// A request on its way.
struct RequestContext: Hummingbird.RequestContext {
  var coreContext: CoreRequestContextStorage
  /// When its head had been read.
  let began = ContinuousClock.now
  /// Who asks; until that is known, somebody without a right.
  var client = Client(name: nil, roles: [])

  init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}

/// Counts and logs every request, and answers what went wrong as a problem. Nothing of what was sent is logged.
struct Watching: RouterMiddleware {
  let pages: Pages
  let metrics: Metrics
  let logger: Logger

  func handle(
    _ request: Request, context: RequestContext, next: (Request, RequestContext) async throws -> Response
  ) async throws -> Response {
    let trace = TraceContext(request.header("traceparent"))
    var response: Response
    do {
      response = try await next(request, context)
    } catch let problem as Problem {
      response = problem.response
    } catch let error as HTTPError {
      response = pages.problem(of: error, request).response
    } catch let error as HTTPParserError {
      // Hummingbird refuses it and closes the connection.
      throw error
    } catch {
      logger.error("a request failed", metadata: ["kind": "\(type(of: error))", "request": "\(context.id)"])
      response = Problem("internal", .internalServerError, "The request failed; nothing was decided").response
    }
    response.headers[.xContentTypeOptions] = "nosniff"
    let time = ContinuousClock.now - context.began
    let route = context.endpointPath ?? "none"
    metrics.count(.requests, "route=\"\(route)\",status=\"\(response.status.code)\"")
    metrics.observe(.requestSeconds, time)
    var line: Logger.Metadata = [
      "request": "\(context.id)", "method": "\(request.method.rawValue.prefix(16))", "route": "\(route)",
      "status": "\(response.status.code)", "ms": "\(time.milliseconds)",
    ]
    if let trace { line.merge(trace.logged) { $1 } }
    logger.info("request", metadata: line)
    return response
  }
}

extension Duration {
  fileprivate var milliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
