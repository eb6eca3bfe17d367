import Testing

@testable import PlumblineService

/// The service's options in a file.
struct OptionFileTests {
  private static func arguments(_ text: String, beside given: [String] = []) throws -> [String] {
    try OptionFile(Array(text.utf8), named: "/etc/plumbline/serve.json").arguments(beside: given)
  }

  @Test func `every option is as on the command line, and files are beside it`() throws {
    #expect(
      try Self.arguments(
        #"{"schema": 1, "listen": "127.0.0.1:1", "rules": ["packs", "/b"], "clients": "c.json", "no_token": false, "origin": ["https://a", "https://b"], "max_body": 2048}"#
      ) == [
        "--listen", "127.0.0.1:1", "--rules", "/etc/plumbline/packs", "--rules", "/b", "--clients",
        "/etc/plumbline/c.json", "--origin", "https://a", "--origin", "https://b", "--max-body", "2048",
      ])
    #expect(try Self.arguments(#"{"schema": 1, "no_token": true}"#) == ["--no-token"])
  }

  @Test(arguments: [
    (["--listen=127.0.0.1:2"], ["--token-file", "/t", "--origin", "https://a"]),
    (["--port", "2"], ["--token-file", "/t", "--origin", "https://a"]),
    (["--clients", "c"], ["--listen", "127.0.0.1:1", "--origin", "https://a"]),
    (["--origin", "https://b"], ["--listen", "127.0.0.1:1", "--token-file", "/t"]),
  ])
  func `what is given on the command line stands instead`(given: [String], left: [String]) throws {
    let text = #"{"schema": 1, "listen": "127.0.0.1:1", "token_file": "/t", "origin": ["https://a"]}"#
    #expect(try Self.arguments(text, beside: given) == left + given)
  }

  @Test func `everything that is wrong is said, and no value`() {
    let text =
      #"{"schema": 2, "lissen": "secret", "rules": "secret", "origin": [], "ledger": 7, "max_body": "secret", "no_token": "secret", "as_of": "secret"}"#
    let fault = #expect(throws: FileFault.self) { try Self.arguments(text) }
    let lines = fault?.description.split(separator: "\n") ?? []
    #expect(lines.count == 8, "\(lines)")
    #expect(fault?.description.contains("secret") == false)
    #expect(fault?.description.contains("lissen is no member; there are schema, listen, rules") == true)
  }
}
