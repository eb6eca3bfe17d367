import Glibc
import Plumbline
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import Testing

extension InTurn {
  /// What a page must not carry further, and what must not run in it.
  struct ConsolePrivacyTests {
    private static let script = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"

    @Test func `nothing of a patient is in an address or in the log`() async throws {
      try await Served.run(isDemo: true) { served in
        let browser = Browser(served)
        _ = try await browser.enter(
          Browser.highFear.map { $0.0 == "patient" ? ("patient", "Zebedee-Quux") : $0 })
        let visit = browser.visit
        #expect(visit.count == 32)
        try await browser.send(browser.visitPath("what-if"), [("fact:fear.tsk_17", "43")])
        try await browser.send(
          browser.visitPath("report"),
          [("kind", "override"), ("reason", "patient-refuses"), ("note", "Xylophone")])
        try await browser.open(browser.visitPath("history"))
        try await browser.open("/console/records")
        try await browser.send("/console/records", [("patient", "Zebedee-Quux")])
        #expect(browser.page.contains("<td>decision</td>"))
        #expect(!browser.addresses.isEmpty)
        for text in browser.addresses + [served.logged] {
          for value in ["Zebedee", "Quux", "Xylophone", "tsk_17", "patient-refuses"] {
            #expect(!text.contains(value), "\(value)")
          }
        }
        // The log names the pattern of a page, never the page.
        #expect(served.logged.contains("/console/visits/{visit}/what-if"))
        #expect(!served.logged.contains(visit))
      }
    }

    @Test func `scripts in every field are shown as text`() async throws {
      try await Served.run(isDemo: true) { served in
        let browser = Browser(served)
        let vocabulary = try #require(Served.evaluator?.vocabulary)
        let facts = vocabulary.givenFacts.map { ("fact:\(vocabulary[$0].name)", Self.script) }
        func check() {
          #expect(!browser.page.contains("<script>alert"), "\(browser.path)")
          #expect(!browser.page.contains("<img src=x"), "\(browser.path)")
        }
        _ = try await browser.enter([("patient", Self.script)] + facts)
        #expect(browser.page.contains("&lt;script&gt;"))
        check()
        _ = try await browser.enter(
          Browser.highFear.map { $0.0 == "patient" ? ("patient", Self.script) : $0 })
        check()
        let visit = browser.visit
        for name in ["facts", "letter", "patient-page", "aid", "explanation", "what-if", "report", "history"]
        {
          try await browser.open("/console/visits/\(visit)/\(name)")
          check()
        }
        try await browser.open("/console/visits/\(visit)/report")
        for name in ["note", "instead", "chosen", "done"] {
          try await browser.send(
            "/console/visits/\(visit)/report",
            [
              ("kind", name == "note" || name == "instead" ? "override" : "outcome"),
              ("reason", "patient-refuses"),
              ("outcome", "alternative-chosen"), ("chosen", Self.script), (name, Self.script),
            ])
          check()
          try await browser.open("/console/visits/\(visit)/report")
        }
        try await browser.open(
          "/console/records?rule=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&person=%3Cscript%3Ealert(1)")
        check()
        for index in 0..<4 {
          try await browser.open("/console/records/\(index)")
          check()
        }
      }
    }

    @Test func `scripts in the packs' own words are shown as text`() async throws {
      try await Program.withFolder { folder in
        let rules = "\(folder)/Rules"
        system("cp -r '\(Served.root)/Rules' '\(rules)'")
        // Every label, question, title, reason and action, in whatever file it stands; the catalogues then no longer fit.
        let tag = "<script>alert(1)</script>"
        system(
          "cd '\(rules)' && rm -rf */languages */tests && find . -name '*.lua' | xargs sed -i -E "
            + #"'s~^( *(label|title|because|action|question|says) *= ")~\1"# + "\(tag)~'")
        let guidelines = try DecisionSupport(packs: [rules]).guidelines
        let changed = try JointEvaluator(guidelines) { Evaluator(withScriptsOf: $0) }
        #expect(changed.vocabulary.facts.contains { $0.label.hasPrefix(tag) })
        try await Served.run(isDemo: true) { served in
          served.service.putIntoForce(changed)
          let browser = Browser(served)
          func check() {
            #expect(browser.status == 200, "\(browser.path)")
            #expect(!browser.page.contains("<script>alert"), "\(browser.path)")
          }
          try await browser.open("/console/new")
          #expect(browser.page.contains("&lt;script&gt;alert(1)"))
          check()
          _ = try await browser.enter(Browser.highFear)
          #expect(browser.page.contains("&lt;script&gt;alert(1)"))
          check()
          let visit = browser.visit
          for name in [
            "facts", "letter", "patient-page", "aid", "explanation", "what-if", "report", "interview",
          ] {
            try await browser.open("/console/visits/\(visit)/\(name)")
            check()
          }
          _ = try await browser.enter([("fact:red_flags.fracture", "yes")])
          check()
          for path in ["/console/form", "/console/packs", "/console/records/0", "/console/statistics"] {
            try await browser.open(path)
            check()
          }
        }
      }
    }

    @Test func `a patient's value never becomes another line or a comment of the profile`() async throws {
      try await Served.run(isDemo: true) { served in
        let browser = Browser(served)
        let page = try await browser.enter([
          ("fact:pain.intensity", "5 # 6"), ("fact:patient.age", "47\nred_flags = none"),
        ])
        #expect(page.contains("id=\"f-pain.intensity-problem\""))
        #expect(page.contains("id=\"f-patient.age-problem\""))
        _ = try await browser.enter([("fact:goal.primary", "#")])
        #expect(browser.page.contains("id=\"f-goal.primary-problem\""))
      }
    }

    @Test func `a form that is too large is refused`() async throws {
      try await Served.run(isDemo: true) {
        $0.body = 20_000
      } _: { served in
        let browser = Browser(served)
        try await browser.open("/console/new")
        try await browser.send(
          "/console/visits", [("how", "paste"), ("text", String(repeating: "x", count: 30_000))])
        #expect(browser.status == 413)
      }
    }

    @Test func `what another session has open cannot be opened`() async throws {
      try await Served.run(isDemo: true) { served in
        let (one, other) = (Browser(served), Browser(served))
        _ = try await one.enter(Browser.highFear)
        try await other.open("/")
        let page = try await other.open("/console/visits/\(one.visit)")
        #expect(other.status == 404)
        #expect(!page.contains("EX-01"))
      }
    }
  }
}
