import Glibc
import Plumbline
import PlumblineEngine
import PlumblineGuideline
import PlumblineHost
import PlumblineService
import Synchronization
import Testing

extension InTurn {
  /// Versions of the packs by whose answers they change, for their authors.
  struct ConsoleVersionsTests {
    private static let packs = "\(Served.root)/Examples/guidelines/osteoarthritis"
    private static let inForce: JointEvaluator? = try? JointEvaluator(
      DecisionSupport(packs: [packs]).guidelines
    ) { Evaluator(withScriptsOf: $0) }

    /// A copy of the packs in force in which somebody of 45 is too young.
    private static func other(in folder: String) async -> String {
      let path = "\(folder)/other"
      await Wire.beside {
        _ = system(
          "cp -r '\(packs)' '\(path)' && sed -i 's/below(45)/below(46)/' '\(path)/oa-stops/stops.lua'")
      }
      return path
    }

    private static func digests() throws -> Set<String> { Set(try PackFolder.all(in: [packs]).map(\.digest)) }

    /// Compares in this process, as the other one does.
    private static func settings(
      _ named: [String], digests: @escaping @Sendable () throws -> Set<String> = digests,
      comparing: @escaping @Sendable ([UInt8]) async throws -> [UInt8] = { request in
        try VersionComparison.made(request) { try PackFolder.all(in: $0) }
      }
    ) -> VersionSettings {
      VersionSettings(rules: [packs], named: named, digests: digests, comparing: comparing)
    }

    private static func enter(age: String, _ browser: Browser) async throws {
      var facts = Browser.facts(Requests.json("guidelines/osteoarthritis.json"))
      facts.removeAll { $0.0 == "fact:patient.age" }
      _ = try await browser.enter(facts + [("fact:patient.age", age)])
    }

    // MARK: choosing

    @Test func `the versions are led to from the packs, and two different ones are chosen`() async throws {
      let settings = Self.settings(["/srv/packs/2026-09/", "/srv/packs/a/Rules", "/srv/packs/b/Rules"])
      try await Served.run(packs: Self.inForce, versions: settings, isDemo: true) { served in
        let browser = Browser(served)
        #expect(try await browser.open("/console/packs").contains("href=\"/console/versions\""))
        let page = try await browser.open("/console/versions")
        for name in [">in force<", ">on the disk, for the next reload<", ">2026-09<"] {
          #expect(page.contains(name))
        }
        #expect(page.contains(">/srv/packs/a/Rules<"), "a name that would stand for two is written out")
        #expect(page.contains("none wait for a reload"))
        #expect(try await browser.open("/console/versions?from=1&to=1").contains("Choose two different"))
        for path in [
          "/console/versions/0-9", "/console/versions/1", "/console/versions/a-b", "/console/versions/0-0",
        ] {
          try await browser.open(path)
          #expect(browser.status == 404, "\(path)")
        }
      }
    }

    @Test func `without packs to compare there is no such page, and nothing leads to it`() async throws {
      try await Served.run(packs: Self.inForce, isDemo: true) { served in
        let browser = Browser(served)
        let packs = try await browser.open("/console/packs")
        #expect(!packs.contains("/console/versions"))
        for path in ["/console/versions", "/console/versions/1-0"] {
          try await browser.open(path)
          #expect(browser.status == 404)
        }
      }
    }

    @Test func `packs that wait on the disk for a reload are said to`() async throws {
      let settings = Self.settings([], digests: { ["sha256:other"] })
      try await Served.run(packs: Self.inForce, versions: settings, isDemo: true) { served in
        let page = try await Browser(served).open("/console/versions")
        #expect(page.contains("they wait for the next reload"))
      }
    }

    // MARK: the comparison

    @Test func `a comparison says whose answers change, why, at which line, and which version follows`()
      async throws
    {
      try await Program.withFolder { folder in
        let other = await Self.other(in: folder)
        try await Served.run(packs: Self.inForce, versions: Self.settings([other]), isDemo: true) { served in
          let browser = Browser(served)
          let page = try await browser.open("/console/versions?from=2&to=0")
          #expect(browser.path == "/console/versions/2-0")
          for words in [
            "From other to in force.", "Answers change in ", "Age 45", "oa-stops/stops.lua:44",
            "patient.age :below(46)", "patient.age :below(45)", ">TOO SMALL<", ">1.0.0 <", "class=\"stop\"",
            "No answer is recorded yet.",
          ] {
            #expect(page.contains(words), "\(words) \(page)")
          }
          try await browser.send("/console/language", [("language", "nl"), ("back", browser.path)])
          #expect(browser.page.contains("Wiens antwoorden veranderen"))
          #expect(browser.page.contains("lang=\"en\""))
        }
      }
    }

    @Test func `of several guidelines each is compared with its own, and one that is gone is said to be`()
      async throws
    {
      let both = [Self.packs, "\(Served.root)/Examples/guidelines/hypertension"]
      let inForce = try JointEvaluator(DecisionSupport(packs: both).guidelines) {
        Evaluator(withScriptsOf: $0)
      }
      try await Served.run(packs: inForce, versions: Self.settings([Self.packs]), isDemo: true) { served in
        let page = try await Browser(served).open("/console/versions/0-2")
        #expect(page.contains("hypertension is gone: no patient gets its answer, nor its stops."))
        #expect(page.contains("<h2>What is proved: osteoarthritis</h2>"))
        #expect(page.contains("No patient’s answer changes: this is proved for every legal profile."))
      }
    }

    @Test func `the same packs are said to be the same, also of a pack whose others are those in force`()
      async throws
    {
      let settings = Self.settings(["\(Self.packs)/oa"])
      try await Served.run(packs: Self.inForce, versions: settings, isDemo: true) { served in
        for path in ["/console/versions/0-1", "/console/versions/2-0"] {
          let page = try await Browser(served).open(path)
          #expect(page.contains("the same packs, byte for byte"), "\(page)")
        }
      }
    }

    @Test func `recorded answers are decided again, by number and without anything of the patients`()
      async throws
    {
      try await Program.withFolder { folder in
        let other = await Self.other(in: folder)
        try await Served.run(packs: Self.inForce, versions: Self.settings([other]), isDemo: true) { served in
          let browser = Browser(served)
          try await Self.enter(age: "63", browser)
          try await Self.enter(age: "45", browser)
          let page = try await browser.open("/console/versions/0-2")
          #expect(page.contains("Of the 2 latest recorded answers, 1 would be another answer."))
          #expect(page.contains("<a href=\"/console/records/1\">1</a>"))
          #expect(!page.contains("/console/records/0"))
          #expect(page.contains("The answer changes</th><td>1</td>"))
          #expect(page.contains("The answer stays</th><td>1</td>"))
          #expect(!page.contains("OA-1"), "the patient's id")
        }
      }
    }

    @Test func `an author who may not open records sees their numbers without links`() async throws {
      try await Program.withFolder { folder in
        let other = await Self.other(in: folder)
        try await Served.run(
          packs: Self.inForce, clients: try Tokens.list(), versions: Self.settings([other])
        ) { served in
          for role in ["clinician", "author"] {
            let browser = Browser(served)
            try await browser.open("/")
            try await browser.send("/console/sign-in", [("access", Tokens.of(role))])
            if role == "clinician" {
              try await Self.enter(age: "45", browser)
            } else {
              let page = try await browser.open("/console/versions/0-2")
              #expect(page.contains("<li>0</li>") && !page.contains("/console/records"))
            }
          }
        }
      }
    }

    // MARK: once, and in time

    @Test func `a comparison is made once, and again where somebody asks for it`() async throws {
      let count = Mutex(0)
      let settings = Self.settings(
        [],
        comparing: { request in
          count.withLock { $0 += 1 }
          return try VersionComparison.made(request) { try PackFolder.all(in: $0) }
        })
      try await Served.run(packs: Self.inForce, versions: settings, isDemo: true) { served in
        let browser = Browser(served)
        for _ in 0..<2 { try await browser.open("/console/versions/0-1") }
        #expect(count.withLock { $0 } == 1)
        try await browser.send("/console/versions/0-1", [])
        #expect(browser.status == 200 && browser.page.contains("byte for byte"))
        #expect(count.withLock { $0 } == 2)
      }
    }

    @Test func `what takes long is said not to be finished, holds nobody up, and is there later`()
      async throws
    {
      let isOpen = Mutex(false)
      let settings = Self.settings(
        ["/a/one", "/a/two", "/a/three"],
        comparing: { request in
          while !isOpen.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
          return try VersionComparison.made(request) { _ in try PackFolder.all(in: [Self.packs]) }
        })
      try await Served.run(
        packs: Self.inForce, versions: settings, isDemo: true,
        setting: { ($0.comparison, $0.comparing) = (.milliseconds(60), 2) }
      ) { served in
        let browser = Browser(served)
        #expect(try await browser.open("/console/versions/0-1").contains("Not finished yet."))
        #expect(browser.page.contains("Look again"))
        #expect(try await browser.open("/console/versions/2-0").contains("Not finished yet."))
        try await browser.open("/console/versions/3-0")
        #expect(browser.status == 503, "as many are being made as may be")
        try await Self.enter(age: "63", browser)
        #expect(browser.status == 200)
        isOpen.withLock { $0 = true }
        for path in ["/console/versions/0-1", "/console/versions/2-0", "/console/versions/3-0"] {
          for _ in 0..<200 where try await !browser.open(path).contains("byte for byte") {
            try await Task.sleep(for: .milliseconds(20))
          }
          #expect(browser.page.contains("byte for byte"), "\(path)")
        }
      }
    }

    @Test func `what cannot be compared is said, as text`() async throws {
      let settings = Self.settings(
        [], comparing: { _ in throw PackTrial.Fault("line 3: <script>x</script>") })
      try await Served.run(packs: Self.inForce, versions: settings, isDemo: true) { served in
        let browser = Browser(served)
        let page = try await browser.open("/console/versions/0-1")
        #expect(browser.status == 422 && page.contains("line 3: &lt;script&gt;x"))
      }
    }

    // MARK: the process

    @Test func `the service compares in a process of its own, and packs that do not load are said not to`()
      async throws
    {
      await Program.withFolder { folder in
        let (other, bad) = (await Self.other(in: folder), "\(folder)/bad")
        await Wire.beside {
          _ = system("cp -r '\(other)' '\(bad)' && echo 'while true do end' >> '\(bad)/oa/rules.lua'")
        }
        let program = await Program(
          folder, rules: Self.packs,
          access: ["--demo", "--compare", other, "--compare", bad])
        let page = await Self.finished("/console/versions/2-0", program)
        #expect(page?.status == 200)
        #expect(page?.text.contains("oa-stops/stops.lua:44") == true)
        let refused = await Self.finished("/console/versions/3-0", program)
        #expect(refused?.status == 422)
        #expect(refused?.text.contains("oa/rules.lua") == true)
        #expect(await program.end().code == 0)
      }
    }

    private static func finished(_ path: String, _ program: Program) async -> Reply? {
      for _ in 0..<20 {
        guard let reply = await program.get(path) else { return nil }
        if !reply.text.contains("Not finished yet.") { return reply }
      }
      return nil
    }

    @Test(arguments: [
      ("/bin/false", "too much memory"), ("/bin/true", "nothing"), ("/nowhere", "process of its own"),
    ])
    func `a process that ends before it has read what is asked ends alone, and that is said`(
      program: String, words: String
    ) async {
      let request = [UInt8](repeating: 0x20, count: 1 << 20)
      let fault = await #expect(throws: PackTrial.Fault.self) {
        let said = try await PackTrial.comparison(request, program: program)
        guard !said.isEmpty else { throw PackTrial.Fault("nothing was said") }
      }
      #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test func `what is asked of the process and cannot be read is said`() async {
      let fault = await #expect(throws: PackTrial.Fault.self) {
        try await PackTrial.comparison(Array("{}".utf8), program: Program.path)
      }
      #expect(fault?.description.contains("cannot be read") == true)
    }
  }
}
