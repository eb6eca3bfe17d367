import HTTPTypes
import Hummingbird
import NIOCore
import PlumblineCryptography
import PlumblineJSON
import PlumblineService
import Synchronization
import Testing

/// An issuer at which people sign in (OpenID Connect), and a record system that opens the console (SMART App Launch), on a free port of this
/// machine, which ends with the test.
final class Issuer: Sendable {
  /// How it answers for one of its pages.
  enum Manner: Sendable, Hashable, CaseIterable { case whole, failing, redirecting, slow, huge, noJSON }

  /// What it gives for a code.
  private struct Grant {
    var challenge: String
    var redirect: String
    var token: String
    /// What a record system gives besides.
    var more: [JSONMember] = []
  }

  private struct State {
    var port = 0
    var keys: [SigningKey] = [key]
    var document: [String: JSONValue] = [:]
    var manners: [String: Manner] = [:]
    var provesCodes = true
    var grants: [String: Grant] = [:]
    var asked: [(path: String, authorization: String?, form: [String: String])] = []
    /// What its record has besides the example's, by type.
    var record: [String: [JSONValue]] = [:]
    var launches: Set<String> = []
    var context: [String: JSONValue] = [:]
  }
  private let state = Mutex(State())

  static let key = SigningKey("issuer")
  static let client = "plumbline-console"
  static let secret = "a/secret+of=the:client"
  static let now = Tokens.now

  /// Somebody who may ask for answers.
  static let clinician: JSONValue = [
    "sub": "7f3a", "preferred_username": "j.devries", "realm_access": ["roles": ["physio", "staff"]],
  ]

  var name: String { "http://127.0.0.1:\(state.withLock { $0.port })/realm" }

  /// What it was asked, in order.
  var asked: [(path: String, authorization: String?, form: [String: String])] { state.withLock { $0.asked } }

  func count(_ path: String) -> Int { asked.count { $0.path == "/realm\(path)" } }
  func publish(_ keys: SigningKey...) { state.withLock { $0.keys = keys } }
  func says(_ member: String, _ value: JSONValue) { state.withLock { $0.document[member] = value } }
  func answers(_ path: String, _ manner: Manner) { state.withLock { $0.manners["/realm\(path)"] = manner } }
  /// From now on it gives a token for a code whoever exchanges it.
  func provesNoCodes() { state.withLock { $0.provesCodes = false } }

  static let document = "/.well-known/openid-configuration"

  static func run(_ test: (Issuer) async throws -> Void) async throws {
    let issuer = Issuer()
    let router = Router()
    router.get("**") { request, _ in try await issuer.answer(request, form: "") }
    router.post("**") { request, _ in
      let form = String(buffer: try await request.body.collect(upTo: 1 << 16))
      return try await issuer.answer(request, form: form)
    }
    try await LocalServer.run(router) { port in
      issuer.state.withLock { $0.port = port }
      try await test(issuer)
    }
  }

  // MARK: its pages

  private func answer(_ request: Request, form text: String) async throws -> Response {
    let (path, form) = (request.uri.path, Self.fields(text))
    let manner = state.withLock { state in
      state.asked.append((path, request.headers[.authorization], form))
      return state.manners[path] ?? .whole
    }
    switch manner {
    case .failing: return Response(status: .internalServerError)
    case .redirecting: return Response(status: .temporaryRedirect, headers: [.location: "\(name)/elsewhere"])
    case .slow: try await Task.sleep(for: .seconds(60))
    case .huge: return LocalServer.json(Array(repeating: UInt8(ascii: " "), count: 1 << 20))
    case .noJSON: return LocalServer.json(Array("<html>It works</html>".utf8))
    case .whole: break
    }
    switch path {
    case "/realm\(Self.document)": return LocalServer.json(documentText())
    case "/realm/jwks": return LocalServer.json(SigningKey.set(state.withLock { $0.keys }))
    case "/realm/token": return exchange(form, request.headers[.authorization])
    case "/realm/fhir/.well-known/smart-configuration": return LocalServer.json(documentText())
    case let path where path.hasPrefix("/realm/fhir/"): return resources(request)
    default: return Response(status: .notFound)
    }
  }

  private func documentText() -> JSONValue {
    var document: JSONValue = [
      "issuer": .string(name), "authorization_endpoint": .string("\(name)/authorize?kc=1"),
      "token_endpoint": .string("\(name)/token"), "jwks_uri": .string("\(name)/jwks"),
      "end_session_endpoint": .string("\(name)/logout"),
      "code_challenge_methods_supported": ["plain", "S256"],
    ]
    for (member, value) in state.withLock({ $0.document }) {
      document = document.with(member, value.unlessNull)
    }
    return document
  }

  private func exchange(_ form: [String: String], _ authorization: String?) -> Response {
    let pair = "\(Self.client):a%2Fsecret%2Bof%3Dthe%3Aclient"
    let digest = SigningKey.base64(SHA256.hash(Array((form["code_verifier"] ?? "").utf8)))
    let grant = state.withLock { state -> Grant? in
      guard let grant = state.grants.removeValue(forKey: form["code"] ?? "") else { return nil }
      let isProved = grant.challenge == digest && grant.redirect == form["redirect_uri"]
      return isProved || !state.provesCodes ? grant : nil
    }
    guard authorization == "Basic \(Self.basic(pair))", form["grant_type"] == "authorization_code", let grant
    else {
      return LocalServer.json(["error": "invalid_grant"], status: .badRequest)
    }
    var answer: JSONValue = [
      "access_token": .string(Self.access), "token_type": "Bearer", "id_token": .string(grant.token),
    ]
    for member in grant.more { answer = answer.with(member.key, member.value.unlessNull) }
    return LocalServer.json(answer)
  }

  // MARK: its record

  /// What opens the record.
  static let access = "not-to-be-kept"
  static let smart = "/fhir/.well-known/smart-configuration"

  /// Its FHIR server.
  var base: String { "\(name)/fhir" }

  /// Adds a resource to the record that it has.
  func has(_ resource: JSONValue) {
    state.withLock { $0.record[resource["resourceType"]?.stringValue ?? "", default: []].append(resource) }
  }
  /// From now on a member of what it gives for a code is this one.
  func gives(_ member: String, _ value: JSONValue) { state.withLock { $0.context[member] = value } }

  private func resources(_ request: Request) -> Response {
    guard request.headers[.authorization] == "Bearer \(Self.access)" else {
      return Response(status: .unauthorized)
    }
    let parts = request.uri.path.split(separator: "/").dropFirst(2).map(String.init)
    let own = state.withLock { $0.record[parts[0]] ?? [] }
    let known = Requests.view["prefetch"]?[Chart.keys[parts[0]] ?? ""] ?? .null
    if parts.count == 2 { return LocalServer.json(own.last ?? known) }
    let entries = (known["entry"]?.arrayValue ?? []) + own.map { ["resource": $0] }
    return LocalServer.json(["resourceType": "Bundle", "type": "searchset", "entry": .array(entries)])
  }

  // MARK: what a person does there

  /// Somebody who was led to the issuer signs in there.
  ///
  /// - Parameters:
  ///   - address: where the service led them.
  ///   - person: what the issuer says of them; these members replace what is true of the token.
  ///   - sign: signs the claims.
  /// - Returns: what the service's page is asked with then.
  func confirm(
    _ address: String, _ person: JSONValue = clinician, sign: (JSONValue) -> String = { key.token($0) }
  ) throws -> String {
    let asked = Self.fields(address.split(separator: "?", maxSplits: 1).last.map(String.init) ?? "")
    try #require(asked["response_type"] == "code" && asked["client_id"] == Self.client && asked["kc"] == "1")
    try #require(asked["code_challenge_method"] == "S256")
    let back = String((asked["redirect_uri"] ?? "").dropFirst("https://plumbline.example".count))
    if let launch = asked["launch"], !state.withLock({ $0.launches.insert(launch).inserted }) {
      return "\(back)?error=invalid_request&state=\(asked["state"] ?? "")"
    }
    var claims: JSONValue = [
      "iss": .string(name), "aud": .string(Self.client), "iat": .number(ExactNumber(Self.now)),
      "exp": .number(ExactNumber(Self.now + 300)), "auth_time": .number(ExactNumber(Self.now)),
      "nonce": .string(asked["nonce"] ?? ""),
    ]
    for member in person.objectValue ?? [] {
      claims = claims.with(member.key, member.value.unlessNull)
    }
    let code = Hex.encode(Randomness.bytes(16))
    let grant = Grant(
      challenge: asked["code_challenge"] ?? "", redirect: asked["redirect_uri"] ?? "", token: sign(claims),
      more: asked["aud"] == nil ? [] : context())
    state.withLock { $0.grants[code] = grant }
    return "\(back)?code=\(code)&state=\(asked["state"] ?? "")"
  }

  private func context() -> [JSONMember] {
    let given = state.withLock { $0.context }
    return [JSONMember("patient", "EX-09"), JSONMember("need_patient_banner", true)]
      + given.map { JSONMember($0.key, $0.value) }
  }

  /// How the service knows it.
  func settings(_ changes: [String: JSONValue] = [:]) throws -> SignInSettings {
    try Self.settings(changes.merging(["issuer": .string(name)]) { first, _ in first })
  }

  static func settings(_ changes: [String: JSONValue]) throws -> SignInSettings {
    var file: JSONValue = [
      "schema": 1, "address": "https://plumbline.example", "issuer": "https://login.example",
      "client_id": .string(client), "client_secret_file": "sign-in.secret", "scopes": ["openid", "profile"],
      "name": "preferred_username", "role_claim": ["realm_access", "roles"],
      "roles": ["clinician": ["physio", "gp"], "auditor": "quality"],
    ]
    for (member, value) in changes { file = file.with(member, value.unlessNull) }
    return try SignInSettings(file.canonical, named: "sign-in.json") { _ in Array("\(secret)\n".utf8) }
  }

  /// Runs a test with an issuer and a service at which people sign in with it.
  static func serve(
    _ changes: [String: JSONValue] = [:], clock: Served.Clock? = nil,
    setting: @escaping (inout ServiceLimits) -> Void = { _ in }, _ test: (Issuer, Served) async throws -> Void
  ) async throws {
    try await run { issuer in
      try await Served.run(
        signIn: issuer.settings(changes), seconds: now, clock: clock, setting: setting
      ) { try await test(issuer, $0) }
    }
  }

  // MARK: text

  static func fields(_ text: String) -> [String: String] {
    text.split(separator: "&").reduce(into: [:]) { fields, pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map { decoded(String($0)) }
      fields[parts[0]] = parts.count > 1 ? parts[1] : ""
    }
  }

  private static func decoded(_ text: String) -> String {
    var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func basic(_ text: String) -> String {
    let plain = SigningKey.base64(Array(text.utf8)).replacing("-", with: "+").replacing("_", with: "/")
    return plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)
  }
}

extension Browser {
  /// Signs in at an issuer, and goes to the start.
  func signIn(
    at issuer: Issuer, as person: JSONValue = Issuer.clinician,
    sign: (JSONValue) -> String = { Issuer.key.token($0) }
  )
    async throws
  {
    try await open("/console/sign-in/begin")
    try await arrive(try issuer.confirm(left, person, sign: sign))
    if headers["refresh"] == "0;url=/" { try await open("/") }
  }
}
