import PlumblineJSON
import PlumblineService

/// A record system that opens the console.
extension Issuer {
  /// Somebody whose record system names them.
  static let practitioner: JSONValue = ["sub": "p-7", "fhirUser": "Practitioner/7"]

  /// How the service knows it, beside another record system.
  func launching(_ changes: [String: JSONValue] = [:]) throws -> LaunchSettings {
    try Self.launching(changes.merging(["iss": .string(base)]) { first, _ in first })
  }

  static func launching(_ changes: [String: JSONValue], address: JSONValue = "https://plumbline.example")
    throws
    -> LaunchSettings
  {
    var record: JSONValue = [
      "name": "ehr", "iss": "https://ehr.example/fhir", "client_id": .string(client),
      "client_secret_file": "ehr.secret",
    ]
    for (member, value) in changes { record = record.with(member, value.unlessNull) }
    let file: JSONValue = [
      "schema": 1, "address": address,
      "records": [record, ["name": "other", "iss": "https://other.example/fhir", "client_id": "c"]],
    ]
    return try LaunchSettings(file.canonical, named: "launch.json") { _ in Array("\(secret)\n".utf8) }
  }

  /// Runs a test with a record system and a service that it opens.
  static func launch(
    _ changes: [String: JSONValue] = [:], setting: @escaping (inout ServiceLimits) -> Void = { _ in },
    _ test: (Issuer, Served) async throws -> Void
  ) async throws {
    try await run { issuer in
      try await Served.run(launch: issuer.launching(changes), seconds: now, setting: setting) {
        try await test(issuer, $0)
      }
    }
  }
}

extension Browser {
  /// Is led here from a patient's record, and goes where the page then leads.
  ///
  /// - Parameter launch: as what the record system knows it.
  func launch(from issuer: Issuer, _ launch: String = "a1", as person: JSONValue = Issuer.practitioner)
    async throws
  {
    try await arrive("/launch?iss=\(issuer.base)&launch=\(launch)")
    try await arrive(try issuer.confirm(left, person))
    if let next = headers["refresh"] { try await open(String(next.dropFirst("0;url=".count))) }
  }
}
