import Glibc
import PlumblineCohort
import PlumblineEngine
import PlumblineHost
import PlumblineJSON
import PlumblineService
import Testing

extension InTurn {
  /// Many patients over HTTP: as the command answers them, in little memory, and in nobody's way.
  struct CohortTests {
    static let path = "/api/v1/cohort"

    /// Profiles, and lines that are none: not JSON, a value out of range, a stop beside it, blank, and longer than a line may be.
    static let lines: [String] = {
      let examples = ["high-fear", "red-flag", "little-known", "acute", "goal-pain"].map {
        Requests.json("\($0).json").canonicalText
      }
      let others = [
        "{", "", "  ", #"{"pain":{"intensity":77}}"#,
        #"{"pain":{"intensity":77},"red_flags":{"cauda_equina":true}}"#,
        #"{"notes":""# + String(repeating: "x", count: 3 << 20) + #""}"#, "[]",
      ]
      return (0..<40).flatMap { _ in examples } + others + examples
    }()

    /// What the command writes for them.
    private static func expected() throws -> [UInt8] {
      let evaluator = try #require(Served.evaluator)
      let compiled = try CompiledGuideline(evaluator.evaluators[0])
      var setting = CohortSetting(
        compiled, of: evaluator, asOf: Served.day, format: .ndjson,
        selection: try CohortSelection([], compiled), rejectsInPlace: true)
      setting.namesStops = true
      let team = CohortTeam([setting])
      var given = Array(lines.joined(separator: "\n").utf8)
      var cutter = LineCutter(isCSV: false)
      var rows: [UInt8] = []
      while let piece = cutter.next({ _ in
        defer { given = [] }
        return given
      }) {
        rows += team.answer(piece).rows
      }
      return rows
    }

    private static func head(_ more: String = "Connection: close\r\n", type: String = "application/x-ndjson")
      -> String
    {
      "POST \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(Served.token)\r\n"
        + "Content-Type: \(type)\r\n\(more)"
    }

    /// What was sent in chunks, put together; nil if its end is missing.
    private static func whole(_ bytes: [UInt8]) -> [UInt8]? {
      let text = bytes[...]
      guard let end = text.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
      var (rest, body) = (text[end.upperBound...], [UInt8]())
      while let line = rest.firstRange(of: Array("\r\n".utf8)) {
        guard let size = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16) else {
          return nil
        }
        if size == 0 { return body }
        body += rest[line.upperBound..<(line.upperBound + size)]
        rest = rest[(line.upperBound + size + 2)...]
      }
      return nil
    }

    @Test(arguments: [1 << 10, 1 << 15])
    func `every line is answered as the command answers it, byte for byte, however it is cut`(piece: Int)
      async throws
    {
      let expected = try Self.expected()
      try await Served.run {
        $0.cohortPiece = piece
      } _: { served in
        let text = Self.lines.joined(separator: "\n")
        let wire = Wire(served.port)
        async let answer = wire.read()
        await Wire.beside {
          wire.send(Self.head("Content-Length: \(text.utf8.count)\r\nConnection: close\r\n") + "\r\n")
          wire.send(text)
        }
        let rows = try #require(Self.whole(await answer))
        #expect(rows == expected)
        #expect(await served.metric(#"plumbline_cohort_rows_total{result="refused"}"#) == 5)
        // Nothing of it is recorded.
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    static let command = DecisionTests.command

    @Test(.enabled(if: access(command, X_OK) == 0, "the command is built with `make build`"))
    func `the command itself writes the same bytes`() async throws {
      let expected = try Self.expected()
      await Program.withFolder { folder in
        let input = "\(folder)/in.ndjson"
        let file = fopen(input, "w")
        fputs(Self.lines.joined(separator: "\n"), file)
        fclose(file)
        let line =
          "'\(Self.command)' cohort '\(input)' --rules '\(Served.root)/Rules' --as-of 2026-11-20 --rejects - 2>/dev/null >'\(folder)/out'"
        _ = await Wire.beside { system(line) }
        var bytes: [UInt8] = []
        if let out = fopen("\(folder)/out", "r") {
          var buffer = [UInt8](repeating: 0, count: 1 << 20)
          while case let count = fread(&buffer, 1, buffer.count, out), count > 0 {
            bytes += buffer.prefix(count)
          }
          fclose(out)
        }
        #expect(bytes == expected)
      }
    }

    @Test func `a row comes before the next line is sent`()
      async throws
    {
      try await Served.run { served in
        let line = Requests.json("high-fear.json").canonicalText + "\n"
        let chunk = String(line.utf8.count, radix: 16) + "\r\n\(line)\r\n"
        let wire = Wire(served.port)
        wire.send(Self.head("Transfer-Encoding: chunked\r\n") + "\r\n" + chunk)
        let first = await wire.read(until: #""line":1,"#)
        #expect(String(decoding: first, as: UTF8.self).contains(#""line":1,"#))
        wire.send(chunk + "0\r\n\r\n")
        let rest = await wire.read(until: "0\r\n\r\n")
        #expect(Self.whole(first + rest) != nil)
        #expect(String(decoding: rest, as: UTF8.self).contains(#""line":2,"#))
        #expect(await served.metric(#"plumbline_cohort_rows_total{result="answered"}"#) == 2)
      }
    }

    @Test func `whoever does not read is not read from, and is cut off`() async throws {
      try await Served.run {
        $0.arriving = .seconds(4)
        $0.cohorts = 1
      } _: { served in
        let wire = Wire(served.port)
        wire.send(Self.head("Content-Length: 1000000000\r\n") + "\r\n")
        // A row is much longer than its line, so what is not read is soon more than the system holds.
        let lines = Array(String(repeating: "{}\n", count: 1_000).utf8)
        let sent = await wire.fill(with: lines, upTo: 100 << 20)
        #expect(sent > 1 << 16)
        #expect(sent < 32 << 20, "\(sent) bytes were taken")
        // Then its place is free again.
        let asLines = ["Content-Type": "application/x-ndjson"]
        var status = 503
        for _ in 0..<100 where status == 503 {
          status = try #require(await served.post(Self.path, "{}", headers: asLines)).status
          try await Task.sleep(for: .milliseconds(100))
        }
        #expect(status == 200)
      }
    }

    @Test func `a cohort that sends nothing is cut off, and one that goes on is not`() async throws {
      try await Served.run {
        $0.arriving = .milliseconds(600)
      } _: { served in
        let going = Wire(served.port)
        going.send(Self.head("Transfer-Encoding: chunked\r\n") + "\r\n")
        for _ in 0..<8 {
          going.send("3\r\n{}\n\r\n")
          try await Task.sleep(for: .milliseconds(150))
        }
        going.send("0\r\n\r\n")
        #expect(Self.whole(await going.read(until: "0\r\n\r\n")) != nil)
        let silent = Wire(served.port)
        silent.send(Self.head("Transfer-Encoding: chunked\r\n") + "\r\n3\r\n{}\n\r\n")
        let row = await silent.read(until: "\"line\":1,")
        #expect(Self.whole(row) == nil)
        #expect(await silent.ends(), "it was not cut off")
      }
    }

    @Test func `as many cohorts as may are answered, and each must be declared as lines`() async throws {
      try await Served.run {
        $0.cohorts = 0
      } _: { served in
        let full = try #require(
          await served.post(Self.path, "{}", headers: ["Content-Type": "application/x-ndjson"]))
        #expect(full.status == 503)
        #expect(full.headers["retry-after"] == "1")
        #expect(await served.post(Self.path, "{}")?.status == 415)
      }
    }

    @Test func `clinicians and auditors may ask, and authors may not`() async throws {
      try await Served.run(clients: Tokens.list()) { served in
        for (name, status) in [("clinician", 200), ("auditor", 200), ("author", 403)] {
          let headers = [
            "Authorization": "Bearer \(Tokens.of(name))", "Content-Type": "application/x-ndjson",
          ]
          #expect(await served.post(Self.path, "{}", headers: headers)?.status == status, "\(name)")
        }
      }
    }

    @Test func `a decision does not wait for a cohort`() async throws {
      try await Served.run { served in
        let wire = Wire(served.port)
        wire.send(Self.head("Content-Length: 1000000000\r\n") + "\r\n")
        let text = Array((Requests.json("high-fear.json").canonicalText + "\n").utf8)
        async let sent = wire.fill(with: text, upTo: 4 << 20)
        for _ in 0..<5 {
          #expect(await served.post(Served.decide, Requests.file("high-fear.json"))?.status == 200)
        }
        // It is still going on, or waits for its reader.
        #expect(await sent > 0)
      }
    }
  }
}
