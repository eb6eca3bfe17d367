import PlumblineJSON
import Testing

@testable import PlumblineService

extension InTurn {
  /// The API as it describes itself; who may ask from a browser; traces.
  struct DescriptionTests {
    /// Every reference in it.
    private func references(_ value: JSONValue) -> [String] {
      switch value {
      case .object(let members):
        members.flatMap { member in
          let own = member.key == "$ref" ? member.value.stringValue.map { [$0] } ?? [] : []
          return own + references(member.value)
        }
      case .array(let items): items.flatMap(references)
      default: []
      }
    }

    @Test func `the API describes itself, without a token, and every reference leads somewhere`() async throws
    {
      try await Served.run { served in
        let reply = try #require(await served.get("/openapi.json"))
        let again = await served.get("/api/v1/openapi.json")
        #expect(reply.status == 200)
        #expect(again?.body == reply.body)
        let document = reply.json
        #expect(document["openapi"] == "3.1.0")
        #expect(document["info"]?["x-packs"] == .string(try #require(Served.evaluator).guidelines.digest))
        let found = Set(references(document))
        #expect(found.count > 20)
        for reference in found {
          var place: JSONValue? = document
          for part in reference.dropFirst(2).split(separator: "/") { place = place?[String(part)] }
          #expect(place != nil && reference.hasPrefix("#/components/"), "\(reference)")
        }
        for member in document["components"]?["schemas"]?.objectValue ?? [] {
          #expect(member.key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
        }
      }
    }

    @Test func `every operation that is described is there, and none is left out`() async throws {
      try await Served.run { served in
        let paths = try #require(await served.get("/openapi.json")?.json["paths"]?.objectValue)
        #expect(paths.count == 11)
        for path in paths {
          let address = path.key.replacing("{index}", with: "0")
          let isGet = path.value["get"] != nil
          let headers = ["Authorization": "Bearer \(Served.token)"]
          let reply = isGet ? await served.get(address, headers: headers) : await served.post(address, "[")
          #expect(reply?.status != 401, "\(path.key)")
          #expect(reply?.json["type"] != "urn:plumbline:problem:no-such-page", "\(path.key)")
          // Without the token it is closed.
          let closed =
            isGet
            ? await served.get(address) : await served.post(address, "{}", headers: ["Authorization": ""])
          #expect(closed?.status == 401, "\(path.key)")
        }
      }
    }

    @Test func `a page that is asked with another method says which there are`() async throws {
      try await Served.run { served in
        for (line, allowed) in [
          ("DELETE /api/v1/decide", "POST"), ("GET /api/v1/explain", "POST"),
          ("PUT /api/v1/records/0", "GET, HEAD"),
          ("TRACE /cds-services/plumbline-patient-view", "POST"), ("POST /readyz", "GET, HEAD"),
          ("QUERY /api/v1/verify", "GET, HEAD"),
        ] {
          let head = "\(line) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0"
          let reply = await served.ask("\(head)\r\n\r\n")
          #expect(reply?.status == 405, "\(line)")
          #expect(reply?.headers["allow"] == allowed, "\(line)")
        }
      }
    }

    // MARK: browsers

    @Test func `pages of origins that are named may ask, and of no other`() async throws {
      let origin = "https://ehr.example"
      try await Served.run(origins: [origin]) { served in
        let asked = await served.ask(
          "OPTIONS \(Served.decide) HTTP/1.1\r\nHost: localhost\r\nOrigin: \(origin)\r\nAccess-Control-Request-Method: POST\r\n\r\n"
        )
        #expect(asked?.status == 204)
        #expect(asked?.headers["access-control-allow-origin"] == origin)
        #expect(asked?.headers["access-control-allow-headers"]?.contains("Authorization") == true)
        let reply = await served.post(Served.decide, "{}", headers: ["Origin": origin])
        #expect(reply?.status == 200)
        #expect(reply?.headers["access-control-allow-origin"] == origin)
        #expect(reply?.headers["vary"] == "Origin")
        #expect(reply?.headers["access-control-allow-credentials"] == nil)
        // A refusal can be read by the page, too.
        let refused = await served.post(Served.decide, "[", headers: ["Origin": origin])
        #expect(refused?.headers["access-control-allow-origin"] == origin)
        let other = await served.post("/api/v1/no-such-page", "{}", headers: ["Origin": origin])
        #expect(other?.status == 404 && other?.headers["access-control-allow-origin"] == origin)
        for other in [
          "https://evil.example", "\(origin).evil", "null", "\(origin):444", "http://ehr.example",
        ] {
          let reply = await served.post(Served.decide, "{}", headers: ["Origin": other])
          #expect(reply?.status == 403, "\(other)")
          #expect(reply?.headers["access-control-allow-origin"] == nil, "\(other)")
        }
        #expect(await served.metric("plumbline_records_total") == 2)
      }
    }

    @Test func `no page may ask if no origin is named`() async throws {
      try await Served.run(needsToken: false) { served in
        let reply = await served.post(
          Served.decide, "{}", headers: ["Origin": "http://localhost:3000", "Authorization": ""])
        #expect(reply?.status == 403)
        #expect(await served.metric("plumbline_records_total") == 0)
      }
    }

    // MARK: traces

    @Test func `the trace of a request is in its line of the log`() async throws {
      try await Served.run { served in
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        let headers = ["traceparent": "00-\(trace)-00f067aa0ba902b7-01"]
        _ = await served.get("/readyz", headers: headers)
        #expect(served.logged.contains(#""trace":"\#(trace)""#))
        #expect(served.logged.contains(#""parent":"00f067aa0ba902b7""#))
      }
    }

    @Test(arguments: [
      "", "x", "00-x-y-01", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
      "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
    ])
    func `a header that is no trace is passed over`(header: String) {
      #expect(TraceContext(header) == nil)
      #expect(TraceContext("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more") != nil)
    }
  }
}
