import Glibc
import PlumblineGuideline
import PlumblineJSON
import PlumblineLanguageServer

/// The language server: each request has one answer, whatever an editor sends, and messages are the same however they are chunked.
///
/// An input that begins with `Content` is a stream as it is. In others each line is a message that is framed here;
/// `file:///p/site/rules.lua` is the file that is open.
struct LSPTarget: Target {
  private let folders: [PackFolder]
  private let root: String

  /// A folder on disk while the packs are read, since the server asks for a file's place.
  init() throws {
    var template = Array("/tmp/plumbline-fuzz-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { fail("no folder") }
    root = String(cString: made)
    let site = """
      pack "site" { version = "1.0.0", title = "t", purpose = "p", authors = { "a" }, requires = { ["red-flags"] = "1" } }
      pairing "exercise+x" { title = "t", what = "w", for_patient = "f" }
      rule "r" { title = "t", when = fear.tsk_17 :above(37), recommend = "exercise+x", slot = "psychological", rank = 1,
        strength = "conditional", claims = {}, because = "b" }
      """
    var texts = PackTarget.ground.map { ("\($0.name)/all.lua", $0.files.first?.text ?? []) }
    texts.append(("site/rules.lua", Array(site.utf8)))
    for (name, text) in texts {
      mkdir("\(root)/\(name.prefix { $0 != "/" })", 0o700)
      guard let file = fopen("\(root)/\(name)", "w") else { fail("no file") }
      fwrite(text, 1, text.count, file)
      fclose(file)
    }
    folders = try PackFolder.find(in: root)
    for (name, _) in texts {
      unlink("\(root)/\(name)")
      rmdir("\(root)/\(name.prefix { $0 != "/" })")
    }
    rmdir(root)
  }

  func check(_ input: [UInt8]) {
    let whole = replaced(input)
    let isStream = whole.starts(with: "Content".utf8)
    let lines = whole.split(separator: 10).map { Array($0) }
    let stream = isStream ? whole : lines.flatMap { Array("Content-Length: \($0.count)\r\n\r\n".utf8) + $0 }
    let messages = Self.messages(stream, by: stream.count)
    var draw = Draw(input)
    law(
      "messages are the same however they are chunked",
      Self.messages(stream, by: 1 + draw.next(60)) == messages)
    if !isStream { law("as many messages as lines", messages.count == lines.count) }

    let (folders, root) = (folders, root)
    var server = Server(version: "fuzz", today: { ShippedPacks.day }) { path in
      path.hasPrefix(root) ? Workspace.Found(folders: folders, own: ["site"]) : nil
    }
    for case .message(let text) in [.message(Self.initialize)] + messages {
      guard let node = try? JSONReader.read(text) else { fail("a message was read once, but not again") }
      let answers = server.receive(node)
      Self.check(answers)
      if node["method"]?.stringValue != nil, let id = node["id"]?.value {
        let own = answers.filter { $0["method"] == nil }
        law(
          "a request has one answer, with its id", own.count == 1 && own.first?["id"] == id,
          "\(own.count) of \(text.text)")
      }
    }
    Self.check(server.flush())
    law("no work is left", !server.isPending)
  }

  private static let initialize = Array(#"{"id":0,"jsonrpc":"2.0","method":"initialize","params":{}}"#.utf8)

  private enum Taken: Equatable {
    case message([UInt8])
    case refused
    /// Anything after it is ignored.
    case header
  }

  private static func messages(_ bytes: [UInt8], by count: Int) -> [Taken] {
    var (stream, rest, taken): (MessageStream, ArraySlice<UInt8>, [Taken]) = (MessageStream(), bytes[...], [])
    while !rest.isEmpty {
      stream.append(rest.prefix(count))
      rest = rest.dropFirst(count)
      while true {
        do {
          guard let node = try stream.next() else { break }
          taken.append(.message(node.value.canonical))
        } catch .content {
          taken.append(.refused)
        } catch {
          return taken + [.header]
        }
      }
    }
    return taken
  }

  private static func check(_ messages: [JSONValue]) {
    for message in messages {
      let bytes = MessageStream.framed(message)
      var stream = MessageStream()
      stream.append(bytes)
      law("what the server sends can be read", (try? stream.next())?.value.canonical == message.canonical)
    }
  }

  /// An input with the folder's own address in it.
  private func replaced(_ input: [UInt8]) -> [UInt8] {
    var (output, rest): ([UInt8], ArraySlice<UInt8>) = ([], input[...])
    let sign = Array("file:///p/".utf8)
    while let range = rest.firstRange(of: sign) {
      output += rest[..<range.lowerBound] + Array("file://\(root)/".utf8)
      rest = rest[range.upperBound...]
    }
    return output + rest
  }
}
