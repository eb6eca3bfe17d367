import PlumblineTestSupport
import Testing

/// The form on a pseudo terminal: what is drawn, what is kept, and that the terminal is put back.
struct FormCommandTests {
  /// Runs the form. Each step waits for a text and then types another, a signal (`kill -15`), or a size.
  private static func run(
    _ arguments: [String], in folder: String, terminal: String = "xterm",
    _ steps: [(until: String, type: String)]
  ) -> (output: String, rest: String) {
    let script = """
      import os, pty, sys, time, select, signal, struct, fcntl, termios
      steps = sys.argv[1].split('\\x1e')
      pid, fd = pty.fork()
      if pid == 0: os.execv(sys.argv[2], sys.argv[2:])
      fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
      before = termios.tcgetattr(fd)
      out = b''
      def more(seconds):
          global out
          if not select.select([fd], [], [], seconds)[0]: return True
          try: got = os.read(fd, 65536)
          except OSError: return False
          out += got
          return bool(got)
      end = time.time() + 50
      place = 0
      for step in steps:
          until, typed = step.split('\\x1f')
          while until.encode() not in out[place:] and time.time() < end:
              if not more(0.5): break
          place = len(out)
          if typed == 'kill': os.kill(pid, signal.SIGTERM)
          else: os.write(fd, typed.encode())
      after = None
      while time.time() < end:
          done, status = os.waitpid(pid, os.WNOHANG)
          alive = more(0.2)
          if done: break
      while more(0.2) and time.time() < end and select.select([fd], [], [], 0.1)[0]: pass
      try: after = termios.tcgetattr(fd) == before
      except termios.error: after = 'gone'
      sys.stdout.buffer.write(out.replace(b'\\r\\r\\n', b'\\n').replace(b'\\r\\n', b'\\n'))
      print('\\nENDED', os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), 'PUT BACK', after)
      """
    let typed = steps.map { "\($0.until)\u{1F}\($0.type)" }.joined(separator: "\u{1E}")
    let result = Command.run(
      "/usr/bin/env",
      [
        "XDG_STATE_HOME=\(folder)/state", "XDG_DATA_HOME=\(folder)/data", "TERM=\(terminal)", "python3", "-c",
        script, typed,
        Command.plumbline,
      ] + arguments + ["--rules", Shipped.rules])
    #expect(result.error == "")
    let ended = result.output.split(separator: "\n").last.map(String.init) ?? ""
    return (result.output, ended)
  }

  private static let recommend = ["recommend", "--as-of", "2026-11-20"]

  @Test func `a patient is entered, read back and answered, recorded, and no draft is left`() {
    let scratch = Scratch()
    let (output, ended) = Self.run(
      Self.recommend, in: scratch.path,
      [
        ("Patient id", "PT-7\u{1B}[A "), ("Who asked", "Dr A\r"),
        ("Duration", "52\r\u{1B}[C\r16 months\rno\r\u{E}"),
        ("Main goal", "no\r\u{1B}[A\u{1B}[A2\r"), ("Mood", "\u{4}"),
        ("Answered together, read back, asked by Dr A", "\r"),
      ])
    #expect(output.contains("RECOMMEND  Exercise with behavioural therapy"), "\(output)")
    #expect(output.contains("Plumbline · PT-7 · as of 2026-11-20"))
    #expect(ended.contains("ENDED 0 PUT BACK"), "\(ended)")
    #expect(Command.run("/bin/ls", ["\(scratch.path)/state/plumbline"]).output == "")
    let ledger = "\(scratch.path)/data/plumbline/ledger.sqlite"
    let record = Command.plumbline(["audit", "show", "0", "--format", "json", "--ledger", ledger]).output
    #expect(
      record.contains(#""answered_together":{"red_flags":{"asked_by":"Dr A","read_back":true}}"#), "\(record)"
    )
  }

  @Test
  func `a form that is left keeps a draft for its owner only, which doctor lists and the next form offers`() {
    let scratch = Scratch()
    let (output, _) = Self.run(
      Self.recommend, in: scratch.path, [("Patient id", "\u{E}"), ("Age", "52\r"), ("[52", "\u{3}")])
    #expect(output.contains("The answers are kept in \(scratch.path)/state/plumbline/form-"), "\(output)")
    let modes = Command.run(
      "/usr/bin/find", ["\(scratch.path)/state/plumbline", "-printf", "%m %y\\n"]
    ).output
    #expect(modes == "700 d\n600 f\n")
    let doctor = Command.run(
      "/usr/bin/env",
      [
        "XDG_STATE_HOME=\(scratch.path)/state", "XDG_DATA_HOME=\(scratch.path)/data", Command.plumbline,
        "doctor", "--rules", Shipped.rules,
      ])
    #expect(
      doctor.output.contains("2026-11-20, 1 answer; left; `plumbline recommend` offers it"),
      "\(doctor.output)")
    #expect(!doctor.output.contains("52;"))
    let (again, _) = Self.run(
      Self.recommend, in: scratch.path, [("g, s or k>", "g\n"), ("1 answer", "\u{E}"), ("[52", "\u{3}")])
    #expect(again.contains("There is a draft of 2026-11-20 (no id), 1 answer."), "\(again)")
    let (over, _) = Self.run(
      Self.recommend, in: scratch.path, [("g, s or k>", "s\n"), ("0 answers", "\u{3}")])
    #expect(over.contains("Nothing was typed, and nothing is kept."), "\(over)")
  }

  @Test func `without a draft nothing is written`() {
    let scratch = Scratch()
    let (output, _) = Self.run(
      Self.recommend + ["--no-draft"], in: scratch.path,
      [("Patient id", "\u{E}"), ("Age", "52\r"), ("[52", "\u{3}")])
    #expect(output.contains("Nothing is kept."))
    #expect(Command.run("/bin/ls", [scratch.path]).output == "")
  }

  @Test func `a signal puts the terminal back and keeps the draft`() {
    let scratch = Scratch()
    let (output, ended) = Self.run(
      Self.recommend, in: scratch.path, [("Patient id", "\u{E}"), ("Age", "52\r"), ("[52", "kill")])
    #expect(ended.hasPrefix("ENDED 15 PUT BACK"), "\(ended)")
    #expect(output.contains("\u{1B}[?1049lThe answers are kept in"), "\(output)")
  }

  @Test func `answers that cannot be read are refused as a file is, with the stops that are true`() {
    let scratch = Scratch()
    let (output, ended) = Self.run(
      Self.recommend, in: scratch.path,
      [("Patient id", "\u{1B}[Byes\r\u{E}"), ("Age", "old\u{4}"), ("To fix first", "\u{4}")])
    #expect(output.contains("Possible cauda equina syndrome"), "\(output)")
    #expect(ended.hasPrefix("ENDED 21"), "\(ended)")
    #expect(
      Command.run("/bin/ls", ["\(scratch.path)/state/plumbline"]).output.hasPrefix("form-"), "the draft stays"
    )
  }

  @Test func `where no form can be drawn, a profile is asked for`() {
    let scratch = Scratch()
    let (output, ended) = Self.run(Self.recommend, in: scratch.path, terminal: "dumb", [("no profile", "")])
    #expect(output.contains("no profile; name a file"))
    #expect(ended.hasPrefix("ENDED 64"))
  }

  @Test(arguments: ["text", "html"])
  func `a form to print asks the red flags first, ticks nothing, and has a line for who asked`(format: String)
  {
    let result = Command.plumbline(["new", "profile", "--format", format, "--rules", Shipped.rules])
    #expect(result.code == 0)
    let flags = result.output.firstRange(of: "Suspected spinal infection")
    let age = result.output.firstRange(of: "How old is the patient")
    #expect(flags.map { flag in age.map { flag.lowerBound < $0.lowerBound } ?? false } ?? false)
    #expect(result.output.contains("None of these 6: read back by name and confirmed. Asked by"))
    #expect(!result.output.contains("[x]") && !result.output.contains("checked"))
    #expect(result.output.split(separator: "\n").allSatisfy { format == "html" || $0.count <= 80 })
  }
}
