import Dispatch
import Glibc
import PlumblineJSON
import Testing

extension InTurn {
  /// Connections that are old, slow, or in the way of an end.
  struct ConnectionTests {
    @Test func `HTTP 1.0 is answered and closed, and so is whoever asks for it`() async throws {
      try await Served.run { served in
        for text in [
          "GET /healthz HTTP/1.0\r\n\r\n", "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
          "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: Close\r\n\r\n",
          Served.request(Served.decide, "{}", version: "1.0"),
        ] {
          let wire = Wire(served.port)
          wire.send(text)
          #expect(await wire.reply()?.status == 200, "\(text)")
          #expect(await wire.ends(), "\(text)")
        }
      }
    }

    @Test(arguments: [
      "GET /healthz HTTP/1.1\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: other.example\r\n\r\n",
      "GET /healthz HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
    ])
    func `a request that names no host, or two, is refused and its connection closed`(text: String)
      async throws
    {
      try await Served.run { served in
        let wire = Wire(served.port)
        wire.send(text)
        #expect(await wire.reply()?.status == 400)
        #expect(await wire.ends())
      }
    }

    @Test func `whatever can be got can be asked for its head alone`() async throws {
      try await Served.run { served in
        for path in ["/healthz", "/readyz", "/cds-services", "/metrics"] {
          let wire = Wire(served.port)
          wire.send("HEAD \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
          let reply = String(decoding: await wire.read(), as: UTF8.self)
          #expect(reply.hasPrefix("HTTP/1.1 200 ") && reply.hasSuffix("\r\n\r\n"), "\(path): \(reply)")
        }
      }
    }

    @Test func `a connection serves one request after another`() async throws {
      try await Served.run { served in
        let wire = Wire(served.port)
        for _ in 0..<3 {
          wire.send(Served.request(Served.patientView, Requests.view.canonicalText))
          #expect(await wire.reply()?.status == 200)
        }
      }
    }

    @Test func `a client that waits to be asked for the body is asked, unless it is too large`() async throws
    {
      try await Served.run {
        $0.body = 10_000
      } _: { served in
        let wire = Wire(served.port)
        let text = Requests.file("high-fear.json")
        let length = ["Content-Length": "\(text.utf8.count)", "Expect": "100-continue"]
        wire.send(Served.request(Served.decide, "", headers: length))
        #expect(await wire.reply()?.status == 100)
        wire.send(text)
        #expect(await wire.reply()?.status == 200)
        let large = Wire(served.port)
        large.send(
          Served.request(Served.decide, "", headers: ["Content-Length": "20000", "Expect": "100-continue"]))
        #expect(await large.reply()?.status == 413)
      }
    }

    @Test(arguments: ["", "POST /api/v1/decide HTTP/1.1\r\nHost: loc"])
    func `a connection that is silent within a head is closed`(text: String) async throws {
      try await Served.run {
        $0.idle = .milliseconds(300)
      } _: { served in
        let wire = Wire(served.port)
        wire.send(text)
        #expect(await wire.ends())
      }
    }

    @Test func `a body that trickles in is cut off`() async throws {
      try await Served.run {
        $0.arriving = .milliseconds(500)
      } _: { served in
        let wire = Wire(served.port)
        wire.send(Served.request(Served.decide, "{", headers: ["Content-Length": "100"]))
        let began = ContinuousClock.now
        for _ in 0..<5 {
          try await Task.sleep(for: .milliseconds(50))
          wire.send(" ")
        }
        #expect(await wire.ends())
        #expect(ContinuousClock.now - began < .seconds(3))
      }
    }

    @Test(arguments: [
      "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "Content-Length: -1\r\n\r\n",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    ])
    func `a request whose length is said in two ways is refused and closed`(rest: String) async throws {
      try await Served.run { served in
        let head = Served.request(Served.decide, "", headers: ["Content-Length": ""]).dropLast()
        let wire = Wire(served.port)
        wire.send(head + rest + "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        let reply = await wire.reply()
        #expect(reply == nil || reply?.status == 400, "\(reply?.status ?? 0)")
        #expect(await wire.ends())
      }
    }

    @Test func `a half-sent request does not keep the service from ending`() async throws {
      try await Program.withFolder { folder in
        let process = await Program(folder)
        #expect(process.port > 0)
        let (half, head, silent) = (Wire(process.port), Wire(process.port), Wire(process.port))
        half.send(Served.request(Served.decide, "{", headers: ["Content-Length": "100"]))
        head.send("POST /api/v1/decide HTT")
        try await Task.sleep(for: .milliseconds(300))
        let end = await process.end()
        #expect(end.code == 0)
        #expect(end.time < .seconds(5), "\(end.time)")
        withExtendedLifetime((half, head, silent)) {}
      }
    }

    @Test func `the service ends at once if nothing is going on, and its record verifies`() async throws {
      await Program.withFolder { folder in
        let process = await Program(folder)
        let wire = Wire(process.port)
        wire.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(await wire.reply()?.status == 200)
        let end = await process.end()
        #expect(end.code == 0)
        #expect(end.time < .seconds(1), "\(end.time)")
      }
    }

    @Test(arguments: [
      ["--listen", "0.0.0.0:0"], ["--listen", "0.0.0.0:0", "--no-token"], ["--listen", "nowhere"],
      ["--listen", "0.0.0.0:0", "--demo"], ["--listen", "0.0.0.0:0", "--demo", "--token-file", "token"],
      ["--port", "70000"],
      ["--listen", "127.0.0.1:0", "--port", "0"], ["--as-of", "yesterday"],
      ["--sign-in", "file", "--demo"], ["--sign-in", "file", "--no-token"],
      ["--launch", "file", "--demo"],
    ])
    func `an address that others reach needs the file of a token, and options must be as they are said`(
      options: [String]
    ) async {
      let line = ([Program.path] + options).map { "'\($0)'" }.joined(separator: " ")
      let status = await Wire.beside { system("timeout 20 \(line) >/dev/null 2>&1") }
      #expect((status >> 8) & 0xFF == 64)
    }
  }
}
