import Glibc
import PlumblineJSON
import PlumblineService
import Testing

extension InTurn {
  /// Record systems that open the console for one of their patients.
  struct LaunchTests {
    /// A finding of one patient that stops.
    private static func flag(of patient: String) -> JSONValue {
      (Requests.stop["prefetch"]?["flags"] ?? .null).with(
        "subject", ["reference": .string("Patient/\(patient)")])
    }

    /// A finding that decides by itself which exercise is recommended.
    private static func score(of patient: String) -> JSONValue {
      [
        "resourceType": "Observation", "id": "another", "status": "final",
        "code": ["coding": [["system": "http://loinc.org", "code": "44261-6"]]],
        "subject": ["reference": .string("Patient/\(patient)")], "effectiveDateTime": "2026-11-19",
        "valueQuantity": ["value": 26, "system": "http://unitsofmeasure.org", "code": "{score}"],
      ]
    }

    /// What stops, by the decision of the visit that is open.
    private static func alerts(_ browser: Browser) async throws -> [String] {
      let page = browser.page
      let decision = try JSONReader.read(
        Array(try await browser.open(browser.visitPath("decision.json")).utf8)
      ).value
      #expect(page.contains("Exercise with pain education") == (decision["decision"] == "recommend"))
      return (decision["alerts"]?.arrayValue ?? []).compactMap { $0["gate"]?.stringValue ?? $0.canonicalText }
    }

    @Test func `a launch from a record opens the console for its patient, with what the record has`()
      async throws
    {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        #expect(browser.path.hasPrefix("/console/visits/"))
        for words in ["EX-09", "Exercise with pain education", "How the record was read", "Observation"] {
          #expect(browser.page.contains(words), "\(words)")
        }
        let payload = try served.payload(0)
        #expect(payload?["by"] == "Practitioner/7")
        #expect(payload?["purpose"] == "SMART App Launch from ehr")
        let asked = issuer.asked.filter {
          $0.path.hasPrefix("/realm/fhir/") && !$0.path.hasSuffix("configuration")
        }
        #expect(asked.contains { $0.path == "/realm/fhir/Patient/EX-09" })
        #expect(asked.allSatisfy { $0.authorization == "Bearer \(Issuer.access)" })
        #expect(await served.metric(#"plumbline_sign_ins_total{at="record",result="done"}"#) == 1)
      }
    }

    @Test(arguments: ["&launch=a1", ""])
    func `what is asked for is what the guidelines read of one patient, and nothing else`(launch: String)
      async throws
    {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        try await browser.arrive("/launch?iss=\(issuer.base)\(launch)")
        let asked = Issuer.fields(String(browser.left.split(separator: "?")[1]))
        let scopes = (asked["scope"] ?? "").split(separator: " ").map(String.init)
        #expect(scopes.prefix(3) == [launch.isEmpty ? "launch/patient" : "launch", "openid", "fhirUser"])
        #expect(scopes.contains("patient/Observation.rs") && scopes.contains("patient/Patient.rs"))
        let prefetch = try #require(
          await served.get("/cds-services")?.json["services"]?[0]?["prefetch"]?.objectValue)
        let types = Set(prefetch.compactMap { $0.value.stringValue?.prefix { $0 != "/" && $0 != "?" } })
        #expect(Set(scopes.dropFirst(3)) == Set(types.map { "patient/\($0).rs" }))
        #expect(asked["aud"] == issuer.base)
        #expect(asked["launch"] == (launch.isEmpty ? nil : "a1"))
        #expect(asked["redirect_uri"] == "https://plumbline.example/launch/end/ehr")
        #expect(asked["code_challenge"]?.count == 43 && asked["code_challenge_method"] == "S256")
      }
    }

    @Test func `a patient can be chosen in the record system, from the page for signing in`() async throws {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        let page = try await browser.open("/")
        let link = "/launch?iss=\(issuer.base.replacing(":", with: "%3A").replacing("/", with: "%2F"))"
        #expect(page.contains("href=\"\(link)\""))
        try await browser.open(link)
        try await browser.arrive(try issuer.confirm(browser.left, Issuer.practitioner))
        try await browser.open(String((browser.headers["refresh"] ?? "").dropFirst("0;url=".count)))
        #expect(browser.page.contains("EX-09"))
      }
    }

    @Test func `the session opens no other patient`() async throws {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        let (visit, page) = (browser.visit, browser.page)
        #expect(!page.contains("/console/new"))
        try await browser.open("/console/new")
        #expect(browser.status == 403 && browser.page.contains("This session is for one patient"))
        try await browser.open("/console/visits/\(visit)/facts")
        try await browser.send("/console/earlier", [("seen", "SOMEBODY")])
        #expect(browser.status == 403)
        try await browser.open("/console/visits/\(visit)/facts")
        for how in ["", "paste", "interview"] {
          try await browser.send(
            "/console/visits", [("how", how), ("text", "id = SOMEBODY"), ("patient", "SOMEBODY")])
          #expect(browser.status == 403)
          try await browser.open("/console/visits/\(visit)/facts")
        }
        #expect(!browser.page.contains("name=\"patient\""))
        try await browser.send(
          "/console/visits/\(visit)/facts", [("patient", "SOMEBODY"), ("fact:fear.tsk_17", "44")])
        #expect(browser.page.contains("EX-09") && !browser.page.contains("SOMEBODY"))
        for path in ["/console/records", "/console/book"] {
          try await browser.open(path)
          #expect(browser.status == 403)
        }
        try await browser.open("/")
        #expect(browser.page.contains("one patient of ehr") && browser.page.contains("EX-09"))
        #expect(try served.payload(1)?.canonicalText.contains("SOMEBODY") == false)
      }
    }

    @Test(arguments: ["id", "notes", "visits", "form.answer", "pain.unheard_of"])
    func `no field of a form makes a bound session decide for somebody else`(name: String) async throws {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        try await browser.send("/console/visits/\(browser.visit)/facts", [("fact:\(name)", "SOMEBODY")])
        #expect(browser.page.contains("1 answer to look at again") && browser.page.contains("EX-09"))
        let records = try (0..<2).compactMap { try served.payload($0) }
        #expect(records.count == 2)
        for record in records {
          #expect(record["patient"] != "SOMEBODY" && record["profile"]?["id"] != "SOMEBODY")
        }
      }
    }

    @Test func `a session that nobody used is closed once, and keeps nobody else out of the browser`()
      async throws
    {
      try await Issuer.launch(setting: { $0.sessionIdle = .milliseconds(300) }) { issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        try await Task.sleep(for: .milliseconds(400))
        #expect(try await browser.open("/").contains("This was opened from ehr"))
        #expect(try await browser.open("/").contains("Access token"))
      }
    }

    @Test func `a second launch in a browser does not reach the first one's patient`() async throws {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        let (first, token) = (browser.path, browser.token)
        issuer.gives("patient", "OTHER")
        try await browser.launch(from: issuer, "a2")
        #expect(browser.page.contains("<strong>OTHER</strong>"))
        #expect(!browser.page.contains("Exercise with pain education"))
        try await browser.open(first)
        #expect(browser.status == 404)
        try await browser.sendAsIs("\(first)/facts", [("token", token), ("fact:fear.tsk_17", "44")])
        #expect(browser.status == 403)
      }
    }

    @Test func `a stop in the record is the first thing that is shown`() async throws {
      try await Issuer.launch { issuer, served in
        issuer.has(Self.flag(of: "EX-09"))
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        let alerts = try await Self.alerts(browser)
        #expect(alerts.count == 1 && alerts[0].contains("cauda"), "\(alerts)")
        #expect(!browser.page.contains("Exercise with pain education"))
      }
    }

    @Test func `what another patient's resources say is not used, and said to be another's`() async throws {
      try await Issuer.launch { issuer, served in
        issuer.has(Self.flag(of: "SOMEBODY"))
        issuer.has(Self.score(of: "SOMEBODY"))
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        #expect(browser.page.contains("Exercise with pain education"))
        #expect(
          browser.page.contains(
            "it is about another patient\n      Observation/another, QuestionnaireResponse/flags"))
        #expect(try await Self.alerts(browser).isEmpty)
        // Who counts is the patient of the launch, whomever the server hands out.
        issuer.has(["resourceType": "Patient", "id": "SOMEBODY", "birthDate": "1950-01-01"])
        try await browser.launch(from: issuer, "a2")
        #expect(browser.page.contains("it is another patient"))
        #expect(!browser.page.contains("1950-"))
      }
    }

    @Test(arguments: [nil, "", "../Patient/2", 7, ["EX-09"], "EX 09"] as [JSONValue?])
    func `without a patient nothing is opened`(patient: JSONValue?) async throws {
      try await Issuer.launch { issuer, served in
        issuer.gives("patient", patient ?? .null)
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        #expect(browser.status == 403 && browser.page.contains("named no patient"))
        #expect(browser.cookies["__Host-plumbline"] == nil)
        #expect(!issuer.asked.contains { $0.path.hasPrefix("/realm/fhir/Patient") })
      }
    }

    @Test(
      arguments: [
        "Patient/EX-09", "RelatedPerson/1", "Practitioner", "", "https://ehr.example/fhir/Patient/1",
      ] + [nil] as [String?])
    func `only practitioners open the console`(user: String?) async throws {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        let person = Issuer.practitioner.with("fhirUser", user.map { .string($0) } ?? .null)
        try await browser.launch(from: issuer, as: person)
        #expect(browser.status == 403 && browser.cookies["__Host-plumbline"] == nil)
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test func `whoever is named by a whole address is recorded as the record system's own`() async throws {
      try await Issuer.launch { issuer, served in
        let browser = Browser(served)
        let user = "\(issuer.base)/PractitionerRole/9"
        try await browser.launch(from: issuer, as: Issuer.practitioner.with("fhirUser", .string(user)))
        #expect(try served.payload(0)?["by"] == "PractitionerRole/9")
      }
    }

    @Test func `when as many records are read as may, nothing is opened instead of an answer about nothing`()
      async throws
    {
      try await Issuer.launch(setting: { $0.askingRecords = 0 }) { issuer, served in
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        #expect(browser.status == 503 && browser.cookies["__Host-plumbline"] == nil)
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test func `what cannot be read of the record stays unknown, and is said`() async throws {
      try await Issuer.launch(setting: { $0.fetching = .milliseconds(600) }) { issuer, served in
        issuer.answers("/fhir/Observation", .slow)
        let browser = Browser(served)
        try await browser.launch(from: issuer)
        #expect(
          browser.page.contains("Could not be fetched, so what stands there is not known: observations."))
      }
    }
  }
}
