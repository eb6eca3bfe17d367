import Glibc
import PlumblineHost
import PlumblineJSON
import Testing

extension InTurn {
  /// Who may ask, and what a request may be.
  struct AccessTests {
    @Test(arguments: [
      "", "Bearer", "Bearer ", "Bearer wrong", "Basic \(Served.token)", "\(Served.token)",
      "Bearer \(Served.token)x",
      "Bearer  \(Served.token)", "Bearer " + String(repeating: "T", count: 40),
    ])
    func `without the token nothing is decided`(header: String) async throws {
      try await Served.run { served in
        for path in [Served.patientView, Served.feedback, Served.decide] {
          let reply = try #require(
            await served.post(path, Requests.view.canonicalText, headers: ["Authorization": header]))
          #expect(reply.status == 401)
          #expect(reply.headers["www-authenticate"] == "Bearer")
        }
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    @Test func `what is offered, and whether it is ready, needs no token`() async throws {
      try await Served.run { served in
        for path in ["/healthz", "/readyz", "/metrics", "/cds-services"] {
          #expect(await served.get(path)?.status == 200, "\(path)")
        }
        #expect(await served.get("/nowhere")?.status == 404)
      }
    }

    @Test func `without a token only this machine's own names are answered`() async throws {
      try await Served.run(needsToken: false) { served in
        let view = Requests.view.canonicalText
        for (host, status) in [
          ("localhost", 200), ("127.0.0.1:8750", 200), ("plumbline.example", 421), ("localhost.example", 421),
        ] {
          let headers = ["Authorization": "", "Host": host]
          #expect(await served.post(Served.patientView, view, headers: headers)?.status == status, "\(host)")
        }
      }
    }

    @Test func `parameters of a media type may stand after blanks, and a compressed body is not unpacked`()
      async throws
    {
      try await Served.run { served in
        let text = Requests.file("high-fear.json")
        for type in ["application/json ; charset=utf-8", "Application/JSON;charset=utf-8"] {
          #expect(
            await served.post(Served.decide, text, headers: ["Content-Type": type])?.status == 200, "\(type)")
        }
        for coding in ["gzip", "identity, br"] {
          let reply = await served.post(Served.decide, text, headers: ["Content-Encoding": coding])
          #expect(reply?.status == 415 && reply?.json["type"] == "urn:plumbline:problem:content-encoding")
        }
        #expect(
          await served.post(Served.decide, text, headers: ["Content-Encoding": "identity"])?.status == 200)
      }
    }

    @Test(arguments: ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonx"])
    func `a body that is not declared as JSON is refused`(type: String) async throws {
      try await Served.run { served in
        let reply = await served.post(Served.decide, "{}", headers: ["Content-Type": type])
        #expect(reply?.status == 415)
      }
    }

    @Test func `a body that is too large is refused, declared or not, and the next request is answered`()
      async throws
    {
      try await Served.run {
        $0.body = 10_000
      } _: { served in
        let large = "{\"notes\":\"\(String(repeating: "x", count: 12_000))\"}"
        #expect(await served.post(Served.decide, large)?.status == 413)
        let chunked = "Transfer-Encoding: chunked"
        let head = Served.request(Served.decide, "", headers: ["Content-Length": ""])
          .replacing("\r\n\r\n", with: "\r\n\(chunked)\r\n\r\n")
        let size = String(large.utf8.count, radix: 16)
        #expect(await served.ask("\(head)\(size)\r\n\(large)\r\n0\r\n\r\n")?.status == 413)
        #expect(await served.post(Served.decide, "{}")?.status == 200)
      }
    }

    @Test func `an endless body ends the connection`() async throws {
      try await Served.run {
        $0.body = 10_000
      } _: { served in
        let wire = Wire(served.port)
        wire.send(Served.request(Served.decide, "", headers: ["Content-Length": "999999999"]))
        #expect(await wire.reply()?.status == 413)
        wire.send([UInt8](repeating: 0x20, count: 400_000))
        #expect(await wire.ends())
      }
    }

    // MARK: the token's file

    private func withFolder(_ test: (String) throws -> Void) rethrows {
      var template = Array("/tmp/plumbline-token-XXXXXX".utf8CString)
      let folder = template.withUnsafeMutableBufferPointer {
        $0.baseAddress.flatMap(mkdtemp).map { String(cString: $0) } ?? "/tmp"
      }
      try test(folder)
      system("rm -rf '\(folder)'")
    }

    @Test func `a token is made once, in a file for its owner alone`() throws {
      try withFolder { folder in
        let path = "\(folder)/a/b/token"
        let made = try AccessToken.inFile(path, makes: true)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let again = try AccessToken.inFile(path, makes: true)
        let line = try #require(
          fopen(path, "r").map { file -> String in
            var buffer = [UInt8](repeating: 0, count: 100)
            let count = fread(&buffer, 1, buffer.count, file)
            fclose(file)
            return String(decoding: buffer.prefix(count).dropLast(), as: UTF8.self)
          })
        #expect(line.utf8.count == 64)
        #expect(made.matches(line))
        #expect(again.matches(line))
      }
    }

    @Test func `a token's file that others can read, or that holds none, is refused`() throws {
      withFolder { folder in
        let path = "\(folder)/token"
        for (text, mode) in [
          (Served.token, 0o644), ("short", 0o600), ("", 0o600), ("two words " + Served.token, 0o600),
        ] {
          unlink(path)
          let file = fopen(path, "w")
          fputs(text, file)
          fclose(file)
          chmod(path, mode_t(mode))
          #expect(throws: CheckedFile.Fault.self, "\(text.count) \(mode)") {
            try AccessToken.inFile(path, makes: true)
          }
        }
        #expect(throws: CheckedFile.Fault.self) { try AccessToken.inFile("\(folder)/none", makes: false) }
        symlink(path, "\(folder)/link")
        #expect(throws: CheckedFile.Fault.self) { try AccessToken.inFile("\(folder)/link", makes: true) }
      }
    }
  }
}
