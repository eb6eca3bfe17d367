import PlumblineJSON
import Testing

@testable import PlumblineConsole
@testable import PlumblineService

extension InTurn {
  /// What an attacker, or a second tab, tried on the console: no stop is lost, and nobody waits.
  struct ConsoleHostileTests {
    private static let yes = ("fact:red_flags.cauda_equina", "yes")
    private static let stop = "Possible cauda equina syndrome"

    @Test func `of two copies of a visit the older is not kept`() {
      var session = Session(ConsolePerson(name: "a", roles: [.clinician]), now: .now)
      let visit = Visit()
      let isFirstKept = session.keep(visit)
      #expect(isFirstKept)
      guard var one = session.visits[visit.id], var other = session.visits[visit.id] else {
        Issue.record("it was not kept")
        return
      }
      one.facts["red_flags.cauda_equina"] = "yes"
      other.facts["pain.intensity"] = "6"
      let isNewerKept = session.keep(one)
      let isOlderKept = session.keep(other)
      #expect(isNewerKept && !isOlderKept)
      #expect(session.visits[visit.id]?.facts["red_flags.cauda_equina"] == "yes")
      session.close(visit.id)
      let isClosedKept = session.keep(one)
      #expect(!isClosedKept, "what was closed stays closed")
    }

    @Test(arguments: ["PT#1", "a # b", "x\u{2028}y", " "])
    func `a patient id of any form hides no stop`(id: String) async throws {
      try await Served.demonstration { _, browser in
        let page = try await browser.enter([("patient", id), Self.yes])
        #expect(page.contains(Self.stop), "\(page.prefix(2000))")
      }
    }

    @Test func `a stop in the interview is not held back by what cannot be read beside it`() async throws {
      try await Served.demonstration { _, browser in
        _ = try await browser.enter([("fact:fear.tsk_17", "4x4")])
        let interview = browser.visitPath("interview")
        try await browser.open(interview)
        let page = try await browser.send(
          browser.visitPath("facts"), [("on", "interview"), ("asked", "red_flags.cauda_equina"), Self.yes])
        #expect(page.contains(Self.stop), "\(page.prefix(2000))")
      }
    }

    @Test(arguments: [
      ("fact:red_flags.vertebral_fracture", true), ("fact:red_flags.fracture\nid", false),
      ("fact:weight.now", false), ("fact:id", false), ("fact:instruments.phq_9", false),
      ("fact:notes", false),
    ])
    func `an answer that the guideline does not ask for is not dropped in silence`(name: String, isStop: Bool)
      async throws
    {
      try await Served.run(isDemo: true) { served in
        let browser = Browser(served)
        let page = try await browser.enter([(name, "yes"), ("fact:patient.age", "54")])
        #expect(page.contains("1 answer to look at again"))
        #expect(!page.contains("class=\"options\""))
        if isStop {
          #expect(page.contains("Stop: urgent"))
          // Until a clinician has signed the Dutch, a stop stands in English, too.
          let facts = browser.path
          let dutch = try await browser.send("/console/language", [("language", "nl"), ("back", facts)])
          #expect(dutch.contains("lang=\"nl\""))
          #expect(dutch.contains("Possible spinal fracture"))
          try await browser.send("/console/language", [("language", "en"), ("back", facts)])
        }
        // It stands in no field any more, so that the form can be sent again.
        let again = try await browser.send(browser.path, [("fact:patient.age", "55")])
        #expect(!again.contains("to look at again"))
      }
    }

    @Test func `a form that is sent twice at once is done once, and both get the same page`() async throws {
      try await Served.demonstration { served, browser in
        try await browser.open("/console/new")
        func body(_ id: String) -> String {
          "token=\(browser.token)&once=\(browser.value(of: "once"))&patient=\(id)&fact:red_flags.cauda_equina=yes"
        }
        let headers = [
          "Authorization": "", "Content-Type": "application/x-www-form-urlencoded", "Origin": "null",
          "Sec-Fetch-Site": "same-origin",
          "Cookie": browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "),
        ]
        let (first, second) = (body("A"), body("B"))
        async let one = served.post("/console/visits", first, headers: headers)
        async let same = served.post("/console/visits", first, headers: headers)
        let places = await [one, same].map { $0?.headers["location"] }
        #expect(places[0]?.hasPrefix("/console/visits/") == true)
        #expect(places[0] == places[1])
        #expect(await served.metric("plumbline_records_total") == 1)
        // Filled in otherwise, it is another form.
        let other = await served.post("/console/visits", second, headers: headers)
        #expect(other?.status == 303)
        #expect(other?.headers["location"] != places[0])
        #expect(await served.metric("plumbline_records_total") == 2)
      }
    }

    @Test func `a stop that was recorded after it was shown says so once its page is loaded again`()
      async throws
    {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter([Self.yes])
        let held = await RecordingTests.Held(served.ledger)
        let page = try await browser.enter([Self.yes, ("patient", "late")])
        #expect(page.contains("NOT RECORDED"))
        let path = browser.path
        await held.letGo()
        for _ in 0..<100 where await served.metric("plumbline_records_total") != 2 {
          try await Task.sleep(for: .milliseconds(100))
        }
        let again = try await browser.open(path)
        #expect(!again.contains("NOT RECORDED"))
        #expect(again.contains("It was shown before it was recorded."))
        #expect(again.contains(Self.stop))
      }
    }

    @Test func `looking at an interview that is at its end records nothing`() async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter([Self.yes])
        #expect(try served.payload(0) != nil)
        try await browser.open(browser.visitPath("interview"))
        try await browser.open(browser.visitPath("interview"))
        #expect(((try? served.payload(1)) ?? nil) == nil)
      }
    }

    @Test(arguments: ["x", "--", "-----x", "ab-ab-abc"])
    func `parts are found whatever they repeat`(boundary: String) {
      for content in [
        "", "--", "\r\n--", "\r\n-\r\n--\(boundary.dropLast())", "-----\r\n-----", "ab-ab-ab-ab",
      ] {
        if content.contains("\r\n--\(boundary)") { continue }
        let part = "Content-Disposition: form-data; name=\"text\"\r\n\r\n\(content)"
        let body = "--\(boundary)\r\n\(part)\r\n--\(boundary)--\r\n"
        let form = Multipart(Array(body.utf8), type: "multipart/form-data; boundary=\(boundary)")
        #expect(form?.fields.map(\.value) == [content], "\(boundary) \(content)")
      }
      #expect(
        Multipart(
          Array("--x".utf8), type: "multipart/form-data; boundary=" + String(repeating: "-", count: 71))
          == nil)
    }

    @Test func `one person does not take the room of the others, and an open visit goes last`() throws {
      let sessions = Sessions(most: 20, idle: .seconds(900), life: .seconds(9_000))
      let other = try sessions.begin(
        ConsolePerson(name: "other", roles: []), after: nil, makingRoom: false, now: .now)
      for _ in 0..<100 {
        _ = try sessions.begin(
          ConsolePerson(name: "one", roles: []), after: nil, makingRoom: false, now: .now)
      }
      guard case .open = sessions.find(other.id, now: .now) else {
        Issue.record("the other person's session is gone")
        return
      }
      let crowd = Sessions(most: 4, idle: .seconds(900), life: .seconds(9_000))
      let nobody = ConsolePerson(name: nil, roles: [])
      let working = try crowd.begin(nobody, after: nil, makingRoom: true, now: .now)
      crowd.change(working.id) { _ = $0.keep(Visit()) }
      for _ in 0..<50 { _ = try crowd.begin(nobody, after: nil, makingRoom: true, now: .now) }
      guard case .open = crowd.find(working.id, now: .now) else {
        Issue.record("a session with an open visit gave way")
        return
      }
    }

    @Test func `no way of writing the console's address lets another origin read it`() async throws {
      try await Served.run(origins: ["https://ehr.example"], isDemo: true) { served in
        for path in ["/console/records", "//console/records", "/", "//", "/console//records"] {
          let reply = try #require(await served.get(path, headers: ["Origin": "https://ehr.example"]))
          #expect(reply.headers["access-control-allow-origin"] == nil, "\(path)")
        }
      }
    }

    @Test(arguments: ["%2e%2e/evil", "%2F..%2Fevil", "a%0d%0ab", "x%5Cy", "../evil"])
    func `a further page leads out of no server`(link: String) throws {
      let server = try #require(RecordServer("https://ehr.example/fhir"))
      #expect(server.next("https://ehr.example/fhir/\(link)") == nil)
      #expect(server.next("https://ehr.example/fhir/Observation?page=2") != nil)
      #expect(server.next("https://ehr.example/fhirs") == nil)
    }
  }
}
