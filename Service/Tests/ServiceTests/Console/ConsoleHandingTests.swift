import PlumblineJSON
import Testing

extension InTurn {
  /// What is done with an answer: handed over, reported back, read later, in the language of the reader.
  struct ConsoleHandingTests {
    @Test func `an override and an outcome are recorded beside the answer`() async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(Browser.highFear)
        let report = browser.visitPath("report")
        let empty = try await browser.send(report, [("kind", "override"), ("reason", "")])
        #expect(empty.contains("Choose the reason"))
        let page = try await browser.send(
          report, [("kind", "override"), ("reason", "patient-refuses"), ("note", "<b>note</b>")])
        #expect(page.contains("Recorded: not followed"))
        try await browser.send(
          report, [("kind", "outcome"), ("outcome", "alternative-chosen"), ("chosen", "exercise")])
        let override = try served.payload(1)
        #expect(override?["about"]?.numberValue?.intValue == 0)
        #expect(override?["reason_code"] == "patient-refuses")
        #expect(try served.payload(2)?["outcome"] == "alternative-chosen")
      }
    }

    @Test func `the history of a patient with an id is shown, and the reading is recorded`() async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(Browser.highFear)
        let page = try await browser.open(browser.visitPath("history"))
        #expect(page.contains("TSK-17"))
        #expect(try served.payload(1)?["command"] == "history")
      }
    }

    @Test(arguments: ["letter", "patient-page", "aid", "explanation"])
    func `what is handed over is a sheet of the visit`(name: String) async throws {
      try await Served.demonstration { served, browser in
        _ = try await browser.enter(Browser.highFear)
        let page = try await browser.open(browser.visitPath(name))
        #expect(browser.status == 200)
        #expect(page.contains("EX-01"), "the banner")
        #expect(page.lowercased().contains("exercise"))
      }
    }

    @Test func `the answer and what is handed over speak Dutch`() async throws {
      try await Served.demonstration { served, browser in
        try await browser.open("/console/new")
        try await browser.send(
          "/console/language", [("language", "nl"), ("back", browser.value(of: "back"))])
        #expect(browser.path == "/console/new")
        // It leads nowhere else.
        for elsewhere in [
          "https://elsewhere.example", "//elsewhere.example", "/console/\r\nx: y", "/api/v1/verify",
        ] {
          try await browser.send("/console/language", [("language", "nl"), ("back", elsewhere)])
          #expect(browser.path == "/")
        }
        #expect(browser.page.contains("<html lang=\"nl\">"))
        let page = try await browser.enter(Browser.highFear)
        #expect(page.contains("Aanbevolen"))
        // What is recorded, and the decision itself, stay in the language of the packs.
        let decision = try await browser.open(browser.visitPath("decision.json"))
        #expect(decision.contains("Exercise with pain education"))
      }
    }
  }
}
