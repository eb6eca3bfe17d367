import Glibc
import PlumblineJSON
import Testing

/// A person's browser, as far as forms and cookies go, without JavaScript.
final class Browser {
  private let served: Served
  private(set) var cookies: [String: String] = [:]
  /// The names of those that do not come along from another site.
  private var strict: Set<String> = []
  /// The address and the answer of the last page, after redirects.
  private(set) var path = ""
  private(set) var page = ""
  private(set) var status = 0
  private(set) var headers: [String: String] = [:]
  /// Every address that a redirect named.
  private(set) var addresses: [String] = []

  init(_ served: Served) { self.served = served }

  /// The page of another site to which the last one led; empty if it led to none.
  private(set) var left = ""

  /// Opens a page to which another site leads, so that strict cookies do not come along.
  @discardableResult
  func arrive(_ path: String) async throws -> String {
    let lax = ["Cookie": Self.line(cookies.filter { !strict.contains($0.key) })]
    return try await take(try #require(await served.get(path, headers: lax)), path)
  }

  /// Opens a page, and follows redirects.
  @discardableResult
  func open(_ path: String) async throws -> String {
    let reply = try #require(await served.get(path, headers: cookieHeader))
    return try await take(reply, path)
  }

  /// Sends a form of the page that is open, with its token.
  ///
  /// - Parameters:
  ///   - fields: its fields, in order.
  ///   - headers: these replace those that a browser sends.
  @discardableResult
  func send(_ action: String, _ fields: [(String, String)], headers: [String: String] = [:]) async throws
    -> String
  {
    try await sendAsIs(action, [("token", token)] + fields, headers: headers)
  }

  @discardableResult
  func sendAsIs(_ action: String, _ fields: [(String, String)], headers: [String: String] = [:]) async throws
    -> String
  {
    let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    let all = cookieHeader.merging([
      "Authorization": "", "Content-Type": "application/x-www-form-urlencoded", "Origin": "null",
      "Sec-Fetch-Site": "same-origin",
    ]) { $1 }.merging(headers) { $1 }
    let reply = try #require(await served.post(action, body, headers: all))
    return try await take(reply, action)
  }

  /// Goes back to the cookies that it had.
  func takeBack(_ cookies: [String: String]) { self.cookies = cookies }

  /// Gets a cookie from somebody else.
  func plant(_ name: String, _ value: String) { cookies[name] = value }

  /// What a form sends back so that no other page can send it.
  var token: String { value(of: "token") }

  /// The value of the first field with a name.
  func value(of name: String) -> String {
    guard let mark = page.firstRange(of: "name=\"\(name)\" value=\"") else { return "" }
    return String(page[mark.upperBound...].prefix { $0 != "\"" })
  }

  /// The part of the address that names the open visit.
  var visit: String { path.split(separator: "/").dropFirst(2).first.map(String.init) ?? "" }

  func visitPath(_ page: String) -> String { "/console/visits/\(visit)/\(page)" }

  private var cookieHeader: [String: String] {
    ["Cookie": Self.line(cookies)]
  }

  private static func line(_ cookies: [String: String]) -> String {
    cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
  }

  private func take(_ reply: Reply, _ path: String) async throws -> String {
    (status, headers) = (reply.status, reply.headers)
    for given in reply.cookies {
      let pair = given.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
      if pair.count == 2 { cookies[pair[0]] = pair[1] } else if let name = pair.first { cookies[name] = nil }
      if given.contains("SameSite=Strict"), let name = pair.first { strict.insert(name) }
    }
    left = ""
    if reply.status == 303, let next = reply.headers["location"] {
      addresses.append(next)
      if next.hasPrefix("http") {
        (left, self.path, page) = (next, path, reply.text)
        return page
      }
      return try await open(next)
    }
    (self.path, page) = (path, reply.text)
    return page
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }

  // MARK: a patient

  /// The facts of an example as a form sends them.
  static func facts(_ profile: JSONValue) -> [(String, String)] {
    (profile.objectValue ?? []).flatMap { group -> [(String, String)] in
      guard let facts = group.value.objectValue, group.key != "instruments" else {
        return group.key == "id" ? [("patient", group.value.stringValue ?? "")] : []
      }
      return facts.map { fact in
        let value =
          fact.value.boolValue.map { $0 ? "yes" : "no" } ?? fact.value.stringValue ?? fact.value.canonicalText
        return ("fact:\(group.key).\(fact.key)", value)
      }
    }
  }

  static let highFear = facts(Requests.json("high-fear.json"))

  /// Enters the patient of an example, and gets the answer.
  func enter(_ facts: [(String, String)]) async throws -> String {
    try await open("/console/new")
    return try await send("/console/visits", facts)
  }
}

extension Served {
  /// Runs a test with a console that needs no sign-in, and a browser on its start page.
  static func demonstration(_ test: (Served, Browser) async throws -> Void) async throws {
    try await run(isDemo: true) { served in
      let browser = Browser(served)
      try await browser.open("/")
      try await test(served, browser)
    }
  }
}
