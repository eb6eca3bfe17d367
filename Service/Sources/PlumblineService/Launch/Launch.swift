internal import Logging
internal import PlumblineConsole
internal import PlumblineGuideline
internal import PlumblineJSON

/// Opens the console for one patient of a record system: SMART App Launch 2, from the record or standalone.
///
/// Only the operator's record systems are known. What opens a record is sent to its server alone, and is thrown away once the record was read.
final class Launch: Sendable {
  private let records: [LaunchSettings.Record]
  private let flow: CodeFlow
  private let documents: IssuerDocuments
  private let fetcher: RecordFetcher
  private let packs: PacksInForce
  private let metrics: Metrics
  private let logger: Logger

  private static let longestLaunch = 2_000
  private static let longestToken = 8_192

  init(
    _ settings: LaunchSettings, _ flow: CodeFlow, documents: IssuerDocuments, fetcher: RecordFetcher,
    packs: PacksInForce, metrics: Metrics, logger: Logger
  ) {
    records = settings.records
    (self.flow, self.documents, self.fetcher, self.packs) = (flow, documents, fetcher, packs)
    (self.metrics, self.logger) = (metrics, logger)
  }

  /// Begins a launch.
  ///
  /// - Parameters:
  ///   - server: the FHIR server that is named as `iss`.
  ///   - launch: what the record system knows this launch by; nil to choose a patient there.
  /// - Returns: where the browser goes, and what it keeps meanwhile.
  /// - Throws: ``ConsoleFault``.
  func begin(_ server: String, _ launch: String?) async throws(ConsoleFault) -> (
    address: String, kept: String
  ) {
    let base = server.hasSuffix("/") ? String(server.dropLast()) : server
    guard let record = records.first(where: { $0.server.base == base }) else {
      metrics.count(.signIns, #"at="record",result="refused""#)
      logger.warning(
        "a launch was refused", metadata: ["reason": "iss is no record system of the operator's"])
      throw ConsoleFault(
        403, "This record system is not known here",
        "The console is opened only from record systems that its operator named. Nothing was asked of this one."
      )
    }
    if let launch, !Self.isVisible(launch, most: Self.longestLaunch) {
      throw ConsoleFault(400, "The launch cannot be read", "Open the console from the record again.")
    }
    guard let document = await documents.document(.record(record.server.base)) else { throw .unreachable }
    var more: [(name: String, value: String)] = [("aud", record.server.base)]
    if let launch { more.append(("launch", launch)) }
    return flow.begin(
      record.name, record.client, at: document,
      scopes: [launch == nil ? "launch/patient" : "launch", "openid", "fhirUser"] + resources, more)
  }

  /// What of the record the guidelines in force read: `patient/Observation.rs`, and no other kind of resource.
  private var resources: [String] {
    let types = packs.current.prefetch.map { String($0.template.prefix { $0 != "/" && $0 != "?" }) }
    return Set(types).sorted().map { "patient/\($0).rs" }
  }

  /// Ends a launch, and reads the patient's record.
  ///
  /// - Parameters:
  ///   - given: what the record system sent back.
  ///   - name: to which record system's address it came back.
  ///   - kept: what the browser kept.
  /// - Throws: ``ConsoleFault``. What exactly is wrong is logged, without a value.
  func end(_ given: SignInReturn, at name: String, kept: String?) async throws(ConsoleFault) -> Launched {
    do {
      let launched = try await launched(given, name, kept)
      metrics.count(.signIns, #"at="record",result="done""#)
      return launched
    } catch {
      metrics.count(.signIns, "at=\"record\",result=\"\(error.result)\"")
      logger.warning("a launch was refused", metadata: ["reason": "\(error.reason)"])
      throw error.shown
    }
  }

  private func launched(_ given: SignInReturn, _ name: String, _ kept: String?) async throws(SignInRefusal)
    -> Launched
  {
    let pending = try flow.pending(given, kept: kept)
    guard pending.about == name, let record = records.first(where: { $0.name == name }) else {
      throw .foreign("it came back to the address of another record system")
    }
    guard let document = await documents.document(.record(record.server.base)) else {
      throw .failed("the document of the record system cannot be used", .unreachable)
    }
    let tokens = try await flow.exchange(given, pending, record.client, at: document)
    let identity = try await flow.identity(tokens, pending, record.client, at: document, since: nil)
    let person = try Self.person(identity, of: record)
    guard let token = tokens["access_token"]?.stringValue, Self.isVisible(token, most: Self.longestToken),
      tokens["token_type"]?.stringValue?.lowercased() == "bearer"
    else { throw .failed("there is no token that opens the record", .notSignedIn) }
    guard let patient = tokens["patient"]?.stringValue, RecordServer.isID(patient) else {
      throw .failed("the record system named no patient", Self.patientless)
    }
    var read = HookRequest(opening: patient, with: token)
    let wanted = packs.current.prefetch
    read = await fetcher.complete(read, wanted, from: record.server, for: .launch(record.name))
    guard read.fetching == .asked else { throw .failed("as many records are read as may", .unreachable) }
    return Launched(
      person: person, patient: patient, text: read.record.canonical, gaps: read.gaps(wanted.map(\.name)))
  }

  /// Who has opened the record. Patients and their relatives have no role here.
  private static func person(_ token: IdentityToken, of record: LaunchSettings.Record) throws(SignInRefusal)
    -> ConsolePerson
  {
    let users = token.texts(at: ["fhirUser"])
    guard users.count == 1, let user = users.first else {
      throw .failed("fhirUser is missing", .nameless)
    }
    let base = record.server.base + "/"
    let name = user.hasPrefix(base) ? String(user.dropFirst(base.count)) : user
    guard ConsolePerson.isName(name) else { throw .failed("fhirUser is no name", .nameless) }
    let type = user.split(separator: "/").dropLast().last
    guard type == "Practitioner" || type == "PractitionerRole" else {
      throw .without("fhirUser is no Practitioner")
    }
    return ConsolePerson(
      name: name, roles: [.clinician], subject: "\(record.name) \(token.issuer) \(token.subject)")
  }

  private static func isVisible(_ text: String, most: Int) -> Bool {
    (1...most).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  private static let patientless = ConsoleFault(
    403, "The record system named no patient",
    "The console opens for one patient. Open the patient's record, and the console from there.")
}
