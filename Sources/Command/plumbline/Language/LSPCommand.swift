import ArgumentParser
import Glibc
import PlumblineEngine
import PlumblineGuideline
import PlumblineJSON
import PlumblineLanguageServer

/// `plumbline lsp`: a language server over standard input and output, for editors.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serve an editor: findings while typing, hover, completion, definitions.",
    discussion: """
      Speaks the Language Server Protocol over standard input and output. What a pack requires but its folder does not hold \
      comes from the packs in force. Documentation/Editors.md has the settings for Neovim and others.

      Examples:
        plumbline lsp < /dev/null
        plumbline lsp --rules Rules < /dev/null
      """)

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  /// How long the editor must be silent before packs are checked, in milliseconds.
  private static let quiet: Int32 = 150

  func run() throws {
    try reporting {
      let packs = packs
      var server = Server(version: Evaluator.version, today: today) { path in Self.find(path, packs) }
      var stream = MessageStream()
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        if poll(&waiting, 1, server.isPending ? Self.quiet : -1) == 0 {
          try send(server.flush())
          continue
        }
        let count = buffer.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        // The editor closed the input: it has ended.
        if count <= 0 { return .success }
        stream.append(buffer.prefix(count))
        try take(&stream, &server)
        if let code = server.exitCode { return ExitCode(code) }
      }
    }
  }

  private func take(_ stream: inout MessageStream, _ server: inout Server) throws {
    while server.exitCode == nil {
      do {
        guard let message = try stream.next() else { return }
        try send(server.receive(message))
      } catch MessageStream.Fault.content {
        try send([Server.failure(nil, -32700, "the message is not JSON")])
      } catch MessageStream.Fault.header {
        throw Fault(
          .badInput,
          "the input is not the Language Server Protocol: a header must give the length of each message")
      }
    }
  }

  private func send(_ messages: [JSONValue]) throws {
    for message in messages { try Output.answer(MessageStream.framed(message)) }
  }

  /// Returns the packs of a file: the nearest folder above it that is a pack, and what that requires, from the packs beside it
  /// or else from those in force.
  private static func find(_ path: String, _ packs: PacksInForce) -> Workspace.Found? {
    var folder = path
    while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      folder = String(folder[..<slash])
      guard access("\(folder)/pack.lua", R_OK) == 0 else { continue }
      guard let own = try? PackFolder.find(in: folder) else { return nil }
      let above = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ""
      var folders = own + packs.required(by: own, among: (try? PackFolder.find(in: above)) ?? [])
      folders += packs.required(by: folders)
      return Workspace.Found(folders: folders, own: Set(own.map(\.name)))
    }
    return nil
  }
}
