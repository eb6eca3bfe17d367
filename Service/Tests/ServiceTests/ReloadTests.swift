import Glibc
import Plumbline
import PlumblineEngine
import PlumblineGuideline
import PlumblineHost
import PlumblineInterchange
import PlumblineJSON
import Testing

extension InTurn {
  /// Packs and clients that are exchanged while the service runs.
  struct ReloadTests {
    /// A copy of the packs in a folder, with another cut-off for fear, so that the example is answered differently.
    private func copy(to folder: String, changed: Bool) -> String {
      let rules = "\(folder)/Rules"
      system("rm -rf '\(rules)' && cp -r '\(Served.root)/Rules' '\(rules)'")
      if changed {
        let file = "\(rules)/psychological-pairing/rules.lua"
        system("sed -i 's/tsk_17 *:above(37)/tsk_17 :above(38)/' '\(file)'")
      }
      return rules
    }

    private func digests(_ reply: Reply?) -> [String: String] {
      let packs = reply?.json["packs"]?.arrayValue ?? reply?.json["guideline"]?["packs"]?.arrayValue ?? []
      return packs.reduce(into: [:]) { all, pack in
        if let id = pack["id"]?.stringValue { all[id] = pack["digest"]?.stringValue }
      }
    }

    @Test func `packs that are put into force answer from then on, and a request keeps those it began with`()
      async throws
    {
      try await Program.withFolder { folder in
        let changed = try DecisionSupport(packs: [copy(to: folder, changed: true)]).guidelines
        let evaluator = try JointEvaluator(changed) { Evaluator(withScriptsOf: $0) }
        try await Served.run { served in
          let body = Requests.file("high-fear.json")
          let before = digests(await served.post(Served.decide, body))
          #expect(before["psychological-pairing"] != nil)
          // The head of a request is here, its body is not.
          let wire = Wire(served.port)
          wire.send(String(Served.request(Served.decide, body).dropLast(10)))
          try await Task.sleep(for: .milliseconds(200))
          served.service.putIntoForce(evaluator)
          let after = digests(await served.post(Served.decide, body))
          #expect(after["psychological-pairing"] != before["psychological-pairing"])
          #expect(after["red-flags"] == before["red-flags"])
          #expect(digests(await served.get("/readyz")) == after)
          wire.send(String(body.suffix(10)))
          #expect(digests(await wire.reply()) == before)
          #expect(try served.payload(2)?["decision"]?["guideline"]?["packs"] != nil)
          #expect(await served.metric(#"plumbline_reloads_total{of="packs",result="done"}"#) == 1)
        }
      }
    }

    @Test func `SIGHUP exchanges packs that load, and leaves the old in force if they do not`() async throws {
      await Program.withFolder { folder in
        let rules = copy(to: folder, changed: false)
        let program = await Program(folder, rules: rules)
        let before = digests(await program.get("/readyz"))
        #expect(!before.isEmpty)
        // Does not load.
        system("echo 'rule \"x\" {' >> '\(rules)/psychological-pairing/rules.lua'")
        program.signal(SIGHUP)
        #expect(await program.logs("the packs in force stay"))
        #expect(program.logged.contains("psychological-pairing/rules.lua"))
        #expect(digests(await program.get("/readyz")) == before)
        // Never ends by itself.
        _ = copy(to: folder, changed: true)
        system("echo 'while true do end' >> '\(rules)/psychological-pairing/rules.lua'")
        program.signal(SIGHUP)
        #expect(await program.logs("the packs in force stay", times: 2))
        #expect(digests(await program.get("/readyz")) == before)
        // Loads.
        _ = copy(to: folder, changed: true)
        program.signal(SIGHUP)
        #expect(await program.logs("other packs are in force"))
        let after = digests(await program.get("/readyz"))
        #expect(after["psychological-pairing"] != before["psychological-pairing"])
        #expect(await program.end().code == 0)
      }
    }

    @Test func `SIGHUP takes another list of clients, and keeps the old one if that is not fit`() async throws
    {
      await Program.withFolder { folder in
        let path = "\(folder)/clients.json"
        func write(_ value: JSONValue) {
          let file = fopen(path, "w")
          fputs(value.canonicalText, file)
          fclose(file)
          chmod(path, 0o600)
        }
        let list = Tokens.clients.with("issuers", nil)
        write(list)
        let program = await Program(folder, access: ["--clients", path])
        let headers = ["Authorization": "Bearer \(Tokens.of("clinician"))"]
        #expect(await program.post(Served.decide, "{}", headers: headers)?.status == 200)
        write(list.with("clients", [["name": "x"]]))
        program.signal(SIGHUP)
        #expect(await program.logs("the clients in force stay"))
        #expect(await program.post(Served.decide, "{}", headers: headers)?.status == 200)
        write(list.with("clients", .array(Array((list["clients"]?.arrayValue ?? []).dropFirst()))))
        program.signal(SIGHUP)
        #expect(await program.logs("another list of clients is in force"))
        #expect(await program.post(Served.decide, "{}", headers: headers)?.status == 401)
        #expect(await program.end().code == 0)
      }
    }

    @Test func `a file of clients that others can read is refused at the start`() async {
      await Program.withFolder { folder in
        let path = "\(folder)/clients.json"
        let file = fopen(path, "w")
        fputs(Tokens.clients.with("issuers", nil).canonicalText, file)
        fclose(file)
        for (mode, code) in [(0o644, 65), (0o666, 65)] {
          chmod(path, mode_t(mode))
          let line =
            "timeout 20 '\(Program.path)' --port 0 --rules '\(Served.root)/Rules' --clients '\(path)'"
          let status = await Wire.beside {
            system("\(line) --ledger '\(folder)/ledger.sqlite' >/dev/null 2>&1")
          }
          #expect((status >> 8) & 0xFF == Int32(code))
        }
      }
    }
  }
}
