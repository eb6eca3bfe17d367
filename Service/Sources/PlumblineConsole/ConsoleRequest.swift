/// A request for a page, as far as the console reads one.
public struct ConsoleRequest: Sendable {
  public var route: ConsoleRoute
  public var method: ConsoleRoute.Method
  /// What stands in the place of the route's parameter; empty if it has none.
  public var name: String
  /// What stands in the place of its second parameter.
  public var page: String
  /// The part of the address after `?`, still encoded.
  public var query: String
  /// The header `Cookie`.
  public var cookie: String?
  /// The name and port that were called.
  public var host: String?
  /// Whether that is this machine's own name.
  public var isForThisMachine: Bool
  /// The headers `Origin` and `Sec-Fetch-Site`, by which a browser says which page sends a form.
  public var origin: String?
  public var fetchSite: String?
  public var contentType: String?
  /// Nil if it is larger than it may be, and was not read.
  public var body: [UInt8]?
  /// When the whole request was there, by which a stop is answered in time.
  public var arrival: ContinuousClock.Instant

  public init(
    route: ConsoleRoute, method: ConsoleRoute.Method, name: String, page: String, query: String,
    cookie: String?, host: String?, isForThisMachine: Bool,
    origin: String?, fetchSite: String?, contentType: String?, body: [UInt8]?,
    arrival: ContinuousClock.Instant
  ) {
    (self.route, self.method, self.name, self.page, self.query) = (route, method, name, page, query)
    (self.cookie, self.host, self.isForThisMachine) = (cookie, host, isForThisMachine)
    (self.origin, self.fetchSite) = (origin, fetchSite)
    (self.contentType, self.body, self.arrival) = (contentType, body, arrival)
  }
}

extension ConsoleRequest {
  /// The page's address, to come back to it; the start's where the page only answers a form.
  var address: String {
    guard route.methods.contains(.get) else { return ConsoleRoute.start.path() }
    return route == .bookPage ? "\(ConsoleRoute.book.rawValue)/\(name)/\(page)" : route.path(name)
  }
}

/// What is sent back, whole.
public struct ConsoleReply: Sendable {
  public var status: Int
  public var type: String
  /// Headers beside those of every answer, in order.
  public var headers: [(name: String, value: String)]
  public var body: [UInt8]
  /// With which the page's own script is marked; nil if it has none.
  var nonce: String?
  /// The origin whose pages may show it; nil if none may.
  var frame: String?

  init(_ body: [UInt8], type: String = "text/html; charset=utf-8", status: Int = 200) {
    (self.body, self.type, self.status, headers) = (body, type, status, [])
  }

  /// To another page, which is then asked with GET.
  static func to(_ path: String) -> ConsoleReply {
    var reply = ConsoleReply([], status: 303)
    reply.headers = [("Location", path)]
    return reply
  }

  /// A file to keep.
  static func file(_ body: [UInt8], named name: String, type: String) -> ConsoleReply {
    var reply = ConsoleReply(body, type: type)
    reply.headers = [("Content-Disposition", "attachment; filename=\"\(name)\"")]
    return reply
  }
}

/// Why a page cannot be shown, for a person. Nothing of a patient is in it.
public struct ConsoleFault: Error, Sendable {
  public var status: Int
  public var title: String
  public var detail: String

  public init(_ status: Int, _ title: String, _ detail: String) {
    (self.status, self.title, self.detail) = (status, title, detail)
  }

  public static let notThere = ConsoleFault(
    404, "There is nothing at this address", "The page may have been closed. Go back to the start.")
  static let otherPatient = ConsoleFault(
    403, "This session is for one patient",
    "It was opened from a record system for one patient, and no other can be opened in it. Open the other patient's record there."
  )
  static let changedElsewhere = ConsoleFault(
    409, "This visit was changed elsewhere meanwhile",
    "What is kept there counts. Open the visit, and look at it again before you go on.")
  static let closed = ConsoleFault(
    404, "This visit is no longer open",
    "Visits are kept in memory while you are signed in. What was answered is in the ledger; begin the visit again to go on."
  )
}
