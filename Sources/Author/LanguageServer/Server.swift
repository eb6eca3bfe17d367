internal import PlumblineChecker
public import PlumblineGuideline
public import PlumblineJSON

/// A language server for packs: diagnostics while typing, hover, completion, definitions, references and lenses.
///
/// A state machine: messages in, messages out. A function that is passed in finds what it reads.
///
/// Source: Language Server Protocol 3.17.
public struct Server {
  private enum State { case new, ready, ended }

  var workspace: Workspace
  private let today: () -> Day
  private let version: String
  private var state = State.new
  /// The file whose packs have changed since they were last checked.
  private var pending: String?
  /// The files for which findings were published, so that these can be withdrawn.
  private var reported: Set<String> = []

  /// The program's exit code: 0 after `shutdown`, 1 without.
  public private(set) var exitCode: Int32?

  public init(
    version: String, today: @escaping () -> Day, find: @escaping (String) -> Workspace.Found?
  ) {
    self.version = version
    self.today = today
    workspace = Workspace(find: find)
  }

  /// Whether there is something to check once no more messages arrive.
  public var isPending: Bool { pending != nil }

  /// Answers one message.
  public mutating func receive(_ message: JSONNode) -> [JSONValue] {
    guard let method = message["method"]?.stringValue else {
      // An answer to a request that was never sent, or nonsense.
      return message["id"] == nil || message["result"] != nil || message["error"] != nil
        ? [] : [Self.failure(message["id"], -32600, "a request needs a method")]
    }
    let parameters = message["params"]
    guard let id = message["id"] else { return notified(method, parameters) }
    switch (method, state) {
    case ("initialize", .new):
      state = .ready
      return [Self.success(id, capabilities)]
    case ("initialize", _): return [Self.failure(id, -32600, "initialize may be sent only once")]
    case (_, .new): return [Self.failure(id, -32002, "send initialize first")]
    case ("shutdown", .ready):
      state = .ended
      return [Self.success(id, .null)]
    case (_, .ended): return [Self.failure(id, -32600, "the server has been shut down")]
    case (_, .ready):
      let reported = flush()
      guard let answer = answer(method, parameters) else {
        return reported + [Self.failure(id, -32601, "there is no method '\(method.prefix(60))' here")]
      }
      return reported + [Self.success(id, answer.result)] + answer.more
    }
  }

  /// Returns the findings in the packs that have changed; called when no more messages arrive.
  public mutating func flush() -> [JSONValue] {
    guard let path = pending else { return [] }
    pending = nil
    workspace.read(for: path, asOf: today())
    return diagnostics()
  }

  // MARK: notifications

  private mutating func notified(_ method: String, _ parameters: JSONNode?) -> [JSONValue] {
    if method == "exit" {
      exitCode = state == .ended ? 0 : 1
      return []
    }
    guard state == .ready, let path = path(parameters) else { return [] }
    switch method {
    case "textDocument/didOpen":
      guard let text = parameters?["textDocument"]?["text"]?.stringValue else { return [] }
      workspace.set(path, Array(text.utf8))
    case "textDocument/didChange":
      guard let text = parameters?["contentChanges"]?.arrayValue?.last?["text"]?.stringValue else {
        return []
      }
      workspace.set(path, Array(text.utf8))
    case "textDocument/didClose": workspace.set(path, nil)
    case "textDocument/didSave": break
    default: return []
    }
    pending = path
    return []
  }

  func path(_ parameters: JSONNode?) -> String? {
    parameters?["textDocument"]?["uri"]?.stringValue.flatMap(FileAddress.path)
  }

  // MARK: diagnostics

  private mutating func diagnostics() -> [JSONValue] {
    guard let checking = workspace.checking else { return [] }
    var found: [String: [JSONValue]] = [:]
    for finding in checking.findings {
      guard let path = workspace.paths[finding.location.file], let text = workspace.texts[path] else {
        continue
      }
      found[path, default: []].append(Diagnostic(finding, workspace).value(TextLines(text)))
    }
    let files = reported.union(found.keys).union(workspace.open.keys.filter(workspace.ownPaths.contains))
    reported = Set(found.keys)
    return files.sorted().map { path in
      [
        "jsonrpc": "2.0", "method": "textDocument/publishDiagnostics",
        "params": ["uri": .string(FileAddress.uri(path)), "diagnostics": .array(found[path] ?? [])],
      ]
    }
  }

  // MARK: requests

  struct Answered {
    var result: JSONValue
    /// Messages that follow the answer.
    var more: [JSONValue] = []
  }

  private func answer(_ method: String, _ parameters: JSONNode?) -> Answered? {
    switch method {
    case "textDocument/hover": Answered(result: asked(parameters, Hover.answer) ?? .null)
    case "textDocument/completion": Answered(result: asked(parameters, Completion.answer) ?? .array([]))
    case "textDocument/definition": Answered(result: asked(parameters, Navigation.definition) ?? .null)
    case "textDocument/references": Answered(result: asked(parameters, Navigation.references) ?? .array([]))
    case "textDocument/codeLens":
      Answered(result: path(parameters).map { Lenses(workspace).all(in: $0) } ?? .array([]))
    case "workspace/executeCommand": Lenses(workspace).run(parameters, on: today())
    default: nil
    }
  }

  /// Answers a request about a place in a file.
  private func asked(
    _ parameters: JSONNode?, _ answer: (Workspace, String, TextLines, PackText.Position) -> JSONValue?
  ) -> JSONValue? {
    guard let path = path(parameters), let bytes = workspace.text(path) else { return nil }
    let lines = TextLines(bytes)
    guard let place = lines.place(parameters?["position"]) else { return nil }
    return answer(workspace, path, lines, place)
  }

  private var capabilities: JSONValue {
    [
      "capabilities": [
        "positionEncoding": "utf-16",
        "textDocumentSync": ["openClose": true, "change": 1, "save": true],
        "hoverProvider": true,
        "completionProvider": ["triggerCharacters": [".", ":", "\"", "{"]],
        "definitionProvider": true, "referencesProvider": true,
        "codeLensProvider": ["resolveProvider": false],
        "executeCommandProvider": ["commands": [.string(Lenses.runTests)]],
      ],
      "serverInfo": ["name": "plumbline", "version": .string(version)],
    ]
  }

  static func success(_ id: JSONNode, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id.value, "result": result]
  }

  public static func failure(_ id: JSONNode?, _ code: Int, _ message: String) -> JSONValue {
    [
      "jsonrpc": "2.0", "id": id?.value ?? .null,
      "error": ["code": .number(code), "message": .string(message)],
    ]
  }
}
