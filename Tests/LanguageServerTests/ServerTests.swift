import PlumblineGuideline
import PlumblineJSON
import PlumblineLanguageServer
import PlumblineTestSupport
import Testing

/// The server as an editor uses it, message by message.
struct ServerTests {
  /// An editor with the shipped psychological pack open, and one file changed only in the editor.
  private struct Editor {
    var server: Server
    static let root = Shipped.rules + "/psychological-pairing"
    static let file = root + "/rules.lua"

    init() {
      server = Server(version: "test", today: { "2026-11-20" }) { path in
        guard path.hasPrefix(Self.root), let folders = try? Shipped.folders() else { return nil }
        return Workspace.Found(folders: folders, own: ["psychological-pairing"])
      }
      _ = ask("initialize", "{}")
    }

    mutating func send(_ text: String) -> [JSONValue] {
      (try? JSONReader.read(text)).map { server.receive($0) } ?? []
    }

    mutating func ask(_ method: String, _ parameters: String) -> JSONValue? {
      send(#"{"jsonrpc":"2.0","id":7,"method":"\#(method)","params":\#(parameters)}"#).first { $0["id"] == 7 }
    }

    mutating func open(_ text: String) -> [JSONValue] {
      let document: JSONValue = [
        "jsonrpc": "2.0", "method": "textDocument/didOpen",
        "params": ["textDocument": ["uri": .string("file://" + Self.file), "text": .string(text)]],
      ]
      _ = send(document.canonicalText)
      return server.flush()
    }

    /// Asks about the first place of these words in the open text, some characters into them.
    mutating func ask(_ method: String, at words: String, plus offset: Int = 1, in text: String) -> JSONValue?
    {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      guard let line = lines.firstIndex(where: { $0.contains(words) }),
        let range = lines[line].firstRange(of: words)
      else { return nil }
      let column = lines[line][..<range.lowerBound].utf16.count + offset
      return ask(
        method,
        #"{"textDocument":{"uri":"file://\#(Self.file)"},"position":{"line":\#(line),"character":\#(column)}}"#
      )?[
        "result"]
    }
  }

  private static let text = Command.contents(Editor.file)

  @Test func `a fact is shown with its question, range and every cut-off that is used`() throws {
    var editor = Editor()
    _ = editor.open(Self.text)
    let hover = editor.ask("textDocument/hover", at: "fear.tsk_17 ", plus: 7, in: Self.text)
    let words = try #require(hover?["contents"]?["value"]?.stringValue)
    #expect(words.hasPrefix("**TSK-17** `fear.tsk_17`\n"))
    #expect(words.contains("a whole number from 17 to 68"))
    #expect(
      words.contains("- `fear.tsk_17 :above(37)`: caution ")
        && words.contains("conflict psychological-pairing/fear-scales-differ"))
    let inText = editor.ask("textDocument/hover", at: "{cognition.pcs}", plus: 4, in: Self.text)
    #expect(inText?["contents"]?["value"]?.stringValue?.hasPrefix("**PCS**") == true)
  }

  @Test func `a group is shown with its facts`() throws {
    var editor = Editor()
    _ = editor.open(Self.text)
    let hover = editor.ask("textDocument/hover", at: "fear.tsk_17 ", plus: 2, in: Self.text)
    let words = try #require(hover?["contents"]?["value"]?.stringValue)
    #expect(words.hasPrefix("Facts of the group `fear`:\n"))
    #expect(words.contains("- `fear.tsk_17`: TSK-17"))
    #expect(words.split(separator: "\n").count == 5)
  }

  @Test func `an evidence item is shown with its effect, its certainty and what is recalled`() throws {
    var editor = Editor()
    _ = editor.open(Self.text)
    let hover = editor.ask(
      "textDocument/hover", at: "ho-2022/pain-education/function/mid-term", plus: 3, in: Self.text)
    let words = try #require(hover?["contents"]?["value"]?.stringValue)
    #expect(words.contains("certainty low, recalled and not confirmed"))
    #expect(words.contains("SMD 0.63 (0.25 to 1)"))
  }

  @Test func `a mistake is reported at its place, counted in UTF-16, and withdrawn when it is fixed`() throws
  {
    var editor = Editor()
    let wrong = Self.text.replacing(
      "local work_goal = goal.primary", with: "local note = \"𝄞\" local work_goal = goal.primry")
    let found = editor.open(wrong)
    let reported = try #require(
      found.first { $0["params"]?["uri"]?.stringValue?.hasSuffix("/rules.lua") == true })
    let diagnostics = try #require(reported["params"]?["diagnostics"]?.arrayValue)
    let unknown = try #require(diagnostics.first { $0["code"] == "unknown-fact" })
    #expect(unknown["message"] == "unknown fact 'goal.primry'; did you mean 'goal.primary'?")
    #expect(unknown["range"]?["start"] == ["line": 18, "character": 36])
    let fixed = editor.open(Self.text)
    let after = fixed.first { $0["params"]?["uri"]?.stringValue?.hasSuffix("/rules.lua") == true }
    #expect(after?["params"]?["diagnostics"]?.arrayValue?.contains { $0["code"] == "unknown-fact" } == false)
  }

  @Test(
    arguments: [
      ("fear.ts", "fear.tsk_11", "fear.tsk_17"), ("x = fear.tsk_17 :at_", "at_least", "at_most"),
      ("x = goal.primary :is \"return", "return-to-work", nil),
      ("x = work.status :is_one_of { \"retired\", \"st", "student", nil),
      ("claims = { \"ho-2022/behavioural-therapy/pain/m", "ho-2022/behavioural-therapy/pain/mid-term", nil),
      ("recommend = \"exercise+c", "exercise+cognitive-behavioural-therapy", nil),
      ("because = \"PCS {cogn", "cognition.pcs", nil), ("strength = \"", "strong", "conditional"),
      ("any_", "any_known", nil),
    ] as [(String, String, String?)])
  func `what can be written is offered`(line: String, first: String, second: String?) throws {
    var editor = Editor()
    let text = Self.text + "\n" + line
    _ = editor.open(Self.text)
    _ = editor.open(text)
    let offered =
      editor.ask("textDocument/completion", at: line, plus: line.utf16.count, in: text)?.arrayValue ?? []
    let labels = offered.compactMap { $0["label"]?.stringValue }
    #expect(labels.contains(first))
    if let second { #expect(labels.contains(second)) }
    #expect(!labels.contains("patient.age") || line == "any_")
  }

  @Test func `codes are not ordered, so at_least and its like are not offered for them`() {
    var editor = Editor()
    let line = "x = goal.primary :"
    let text = Self.text + "\n" + line
    _ = editor.open(Self.text)
    _ = editor.open(text)
    let offered =
      editor.ask("textDocument/completion", at: line, plus: line.utf16.count, in: text)?.arrayValue ?? []
    #expect(
      offered.compactMap { $0["label"]?.stringValue } == [
        "is", "is_not", "is_one_of", "was_declined", "was_a_range",
      ])
  }

  @Test(arguments: [
    ("fear.tsk_17 ", "/vocabulary/facts_fear_and_mood.lua"),
    ("high_fear, goal", "/psychological-pairing/rules.lua"),
    ("ho-2022/pain-education/function/mid-term", "/psychological-pairing/evidence_ho_2022.lua"),
    ("exercise+pain-education", "/psychological-pairing/pairings.lua"),
    ("hill-2008", "/psychological-pairing/sources_cut_offs.lua"),
  ])
  func `a name leads to where it is declared`(words: String, file: String) throws {
    var editor = Editor()
    _ = editor.open(Self.text)
    let place = editor.ask("textDocument/definition", at: words, plus: 6, in: Self.text)
    #expect(place?["uri"]?.stringValue?.hasSuffix(file) == true)
    let line = try #require(place?["range"]?["start"]?["line"]?.numberValue.map { Int($0.doubleValue) })
    let path = Shipped.rules + file
    let declared = Command.contents(path).split(separator: "\n", omittingEmptySubsequences: false)[line]
    #expect(declared.contains(words.split { ", ".contains($0) }[0].split(separator: ".").last ?? ""))
  }

  @Test func `references are found in every file, in sentences too`() {
    var editor = Editor()
    _ = editor.open(Self.text)
    let found =
      editor.ask("textDocument/references", at: "fear.tsk_17 ", plus: 7, in: Self.text)?.arrayValue ?? []
    let files = Set(found.compactMap { $0["uri"]?.stringValue?.split(separator: "/").last })
    #expect(files.isSuperset(of: ["rules.lua", "conflicts.lua", "facts_fear_and_mood.lua"]))
    #expect(found.count > 8)
  }

  @Test func `a lens shows which patients a rule reaches, and its tests can be run`() throws {
    var editor = Editor()
    _ = editor.open(Self.text)
    let lenses =
      editor.ask("textDocument/codeLens", #"{"textDocument":{"uri":"file://\#(Editor.file)"}}"#)?["result"]?
      .arrayValue ?? []
    let titles = lenses.compactMap { $0["command"]?["title"]?.stringValue }
    #expect(titles.contains("reaches, for example: goal.primary = \"pain\""))
    let run = editor.send(
      #"{"jsonrpc":"2.0","id":9,"method":"workspace/executeCommand","params":{"command":"plumbline.runTests","arguments":["psychological-pairing/behavioural-therapy-for-a-pain-goal"]}}"#
    )
    #expect(run.first { $0["id"] == 9 }?["result"]?["failed"] == 0)
    #expect(run.contains { $0["params"]?["message"]?.stringValue?.contains(": 0 of ") == true })
  }

  @Test func `the protocol's order is kept`() {
    var server = Server(version: "test", today: { "2026-11-20" }) { _ in nil }
    func send(_ text: String) -> JSONValue? {
      (try? JSONReader.read(text)).flatMap { server.receive($0).first }
    }
    #expect(send(#"{"id":1,"method":"textDocument/hover"}"#)?["error"]?["code"] == -32002)
    #expect(
      send(#"{"id":2,"method":"initialize","params":{}}"#)?["result"]?["capabilities"]?["hoverProvider"]
        == true)
    #expect(send(#"{"id":3,"method":"initialize"}"#)?["error"]?["code"] == -32600)
    #expect(send(#"{"id":4,"method":"no/such"}"#)?["error"]?["code"] == -32601)
    #expect(send(#"{"method":"$/cancelRequest","params":{"id":4}}"#) == nil)
    #expect(
      send(
        #"{"id":5,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///x"},"position":{"line":-1,"character":99999999}}}"#
      )?["result"] == .null)
    #expect(send(#"{"id":6,"method":"shutdown"}"#)?["result"] == .null)
    #expect(send(#"{"id":7,"method":"textDocument/hover"}"#)?["error"]?["code"] == -32600)
    _ = send(#"{"method":"exit"}"#)
    #expect(server.exitCode == 0)
  }

  @Test(arguments: ["Content-Length: 2\r\n\r\n{}", "content-length:2\r\nX: y\r\n\r\n{}"])
  func `messages are read from a stream byte by byte`(text: String) throws {
    var stream = MessageStream()
    for byte in text.utf8.dropLast() {
      stream.append([byte])
      #expect(try stream.next() == nil)
    }
    stream.append(text.utf8.suffix(1))
    #expect(try stream.next()?.value == [:] as JSONValue)
  }

  @Test(arguments: [
    "Content-Length: 999999999999\r\n\r\n", "Content-Length: -1\r\n\r\n", "Length: 3\r\n\r\n",
    String(repeating: "x", count: 5000),
  ])
  func `a stream that is something else is refused, not waited for`(text: String) {
    var stream = MessageStream()
    stream.append(text.utf8)
    #expect(throws: MessageStream.Fault.header) { try stream.next() }
  }
}
