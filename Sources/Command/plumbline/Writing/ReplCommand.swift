import ArgumentParser
import Glibc
import PlumblineAuthoring
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineText

/// `plumbline repl`: a conversation about one profile.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Try conditions and answers on a profile, line by line.",
    discussion: """
      Give facts values, see the truth of a condition in the pack language, and what the packs answer; `:help` lists the \
      commands. Reads standard input, so that it can be scripted: then it ends with 65 if a line was refused. Nothing is \
      recorded, and there is no history file. With rlwrap it has line editing; set that to keep no history either.

      Examples:
        echo :help | plumbline repl
        echo 'fear.tsk_17 = 44' | plumbline repl
      """)

  @OptionGroup var work: PacksAtWork

  @Option(help: ArgumentHelp("A profile to begin with.", valueName: "file"), completion: .file())
  var profile: String?

  @Option(
    help: ArgumentHelp("The day for which answers hold (default: today).", valueName: "yyyy-mm-dd"),
    transform: parseDay)
  var asOf: Day?

  func validate() throws {
    if profile == "-" { throw ValidationError("--profile takes a file: standard input is for what you type") }
  }

  func run() throws {
    try reporting {
      let packs = try self.packs()
      let begun = try profile.map { try self.profile($0, for: packs.guideline) }
      var repl = Repl(packs, profile: begun, asOf: asOf ?? today())
      let isTyped = isatty(STDIN_FILENO) == 1
      if isTyped {
        // Leave at once, on a new line; nothing is kept that could be lost.
        signal(SIGINT) { _ in
          write(STDOUT_FILENO, "\n", 1)
          _exit(0)
        }
        try Output.answer(repl.greeting)
      }
      var lines = InputLines()
      var refused = false
      while true {
        if isTyped { try Output.answer("> ") }
        guard let line = try lines.next() else {
          if isTyped { try Output.answer("\n") }
          break
        }
        let reply = self.reply(to: line, &repl)
        if case .quit = reply { break }
        if !(try Self.report(reply)) { refused = true }
      }
      return refused && !isTyped ? ExitCode(Fault.Code.badInput.rawValue) : .success
    }
  }

  /// Reads a profile for the guideline; of several in force, one that answers for all of them.
  private func profile(_ path: String, for guideline: Guideline) throws(Fault) -> Profile {
    let day = asOf ?? today()
    let all = try PacksInForce.load(work.find().folders)
    guard all.only == nil, let member = all[guideline.domain.name] else {
      return try ProfileFile.read(path, guideline.vocabulary, asOf: day, showValues: false)
    }
    let read = try ProfileFile.read(path, all.vocabulary, asOf: day, showValues: false)
    return all.profile(read, for: member)
  }

  private func packs() throws(Fault) -> Repl.Packs {
    let found = try work.only(for: "the REPL").found
    let guideline = try found.load()
    return Repl.Packs(
      folders: found.folders, guideline: guideline, evaluator: Evaluator(examining: guideline))
  }

  /// Follows a line, and reads or writes the files that it asks for.
  private func reply(to line: InputLines.Line, _ repl: inout Repl) -> Repl.Reply {
    guard case .text(let text) = line else {
      return .refused(["a line has at most \(InputLines.limit) bytes of UTF-8"])
    }
    let reply = repl.follow(text)
    do throws(Fault) {
      switch reply {
      case .load(let path): return repl.load(try Input.read(path, limit: ProfileReader.limits.bytes))
      case .save(let path, let text):
        try NewFiles.create(path, String(decoding: text, as: UTF8.self), mode: 0o600)
        return .answer(["saved in \(path), readable only by you"])
      case .reload: return repl.reload(try packs())
      case .answer, .refused, .quit: return reply
      }
    } catch {
      return .refused(error.message.split(separator: "\n").map(String.init))
    }
  }

  /// Prints a reply; returns false if the line was refused.
  private static func report(_ reply: Repl.Reply) throws(Fault) -> Bool {
    switch reply {
    case .answer(let lines):
      try Output.answer(lines.map { Escaping.terminal($0) + "\n" }.joined())
      return true
    case .refused(let lines):
      Output.error(lines.joined(separator: "\n"))
      return false
    case .load, .save, .reload, .quit: return true
    }
  }
}

/// The lines of standard input as they come, each of bounded length.
struct InputLines {
  enum Line {
    case text(String)
    case tooLong
  }

  static let limit = 16_384

  private var buffer: [UInt8] = []
  private var isAtEnd = false

  /// Nil at the end.
  mutating func next() throws(Fault) -> Line? {
    var isTooLong = false
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = buffer[..<end]
        defer { buffer.removeSubrange(...end) }
        return isTooLong ? .tooLong : Self.line(line)
      }
      if buffer.count > Self.limit {
        isTooLong = true
        buffer.removeAll()
      }
      if isAtEnd {
        defer { buffer.removeAll() }
        if isTooLong { return .tooLong }
        return buffer.isEmpty ? nil : Self.line(buffer[...])
      }
      try fill()
    }
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> Line {
    guard bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self) else { return .tooLong }
    return .text(text)
  }

  private mutating func fill() throws(Fault) {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { return }
      throw Fault(.noSuchFile, "cannot read standard input: \(String(cString: strerror(errno)))")
    }
    isAtEnd = count == 0
    buffer += chunk.prefix(count)
  }
}
