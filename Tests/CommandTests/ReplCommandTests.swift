import PlumblineTestSupport
import Testing

/// `plumbline repl` through a pipe, and on a terminal.
struct ReplCommandTests {
  private static func repl(_ arguments: String..., input: String) -> Command.Result {
    Command.plumbline(["repl", "--rules", Shipped.rules, "--as-of", "2026-11-20"] + arguments, input: input)
  }

  @Test func `answers go to standard output and refusals to standard error, and it ends with its input`() {
    let result = Self.repl(input: "fear.tsk_17 = 40\nfear.tsk_17 :above(37)\n")
    #expect(result.code == 0)
    #expect(result.error == "")
    #expect(result.output == "fear.tsk_17  40\ntrue     fear.tsk_17 :above(37)  it is 40\n")
    let refused = Self.repl(input: "fear.tsk_17 = 99\nfear.tsk_17 = 18\n:quit\nfear.tsk_17 = 19\n")
    #expect(refused.code == 65)
    #expect(
      refused.error == "plumbline: nothing has changed: 'fear.tsk_17' is a whole number from 17 to 68\n")
    #expect(refused.output == "fear.tsk_17  18\n")
  }

  @Test func `it begins with a profile, and saves one that only its owner can read`() {
    let scratch = Scratch()
    let path = "\(scratch.path)/saved.json"
    let result = Self.repl(
      "--profile", "\(Shipped.examples)/high-fear.json",
      input: "fear.tsk_17 = 30\n:save \(path)\n:save \(path)\n")
    #expect(result.output == "fear.tsk_17  30\nsaved in \(path), readable only by you\n")
    #expect(result.error == "plumbline: cannot write \(path): it exists already\n")
    #expect(Command.contents(path).contains("\"tsk_17\":30"))
    #expect(Command.run("/usr/bin/stat", ["-c", "%a", path]).output == "600\n")
    let again = Self.repl(input: ":load \(path)\nfear.tsk_17\n:load /nowhere\n")
    #expect(again.output.hasPrefix("26 facts known\nTSK-17: 30\n"), "\(again.output)")
    #expect(again.error == "plumbline: cannot open /nowhere: No such file or directory\n")
  }

  @Test func `packs are loaded again; if they do not load, that is reported and the old ones stay`() {
    let scratch = Scratch()
    let script = """
      cp -r '\(Shipped.rules)' rules
      (echo 'pain.intensity = 3'; echo ':reload'
       sleep 1; echo 'rule' >> rules/red-flags/stops.lua; echo ':reload'; echo 'pain.intensity :is(3)') | \
      '\(Command.plumbline)' repl --rules rules
      """
    let result = Command.run("/bin/sh", ["-c", "cd \(scratch.path) && \(script)"])
    #expect(result.code == 65)
    #expect(result.output == "pain.intensity  3\n4 packs loaded\ntrue     pain.intensity :is(3)  it is 3\n")
    #expect(result.error.contains("plumbline: red-flags/stops.lua:"), "\(result.error)")
  }

  @Test(arguments: [
    "\u{0}\n", "\u{1B}[2J\n", String(repeating: "x", count: 200_000) + "\n:decide\n", "\u{FEFF}fear\n",
  ])
  func `hostile lines are refused, harmless when printed, and bounded`(input: String) {
    let result = Self.repl(input: input)
    #expect(result.code == 65)
    #expect(!result.error.contains("\u{1B}") && !result.error.contains("\u{0}"))
    #expect(result.error.utf8.count < 20_000)
  }

  @Test func `a line that is not UTF-8 is refused`() {
    let result = Command.run(
      "/bin/sh",
      [
        "-c",
        "printf '\\377\\376\\nfear.tsk_17 = 18\\n' | '\(Command.plumbline)' repl --rules '\(Shipped.rules)'",
      ])
    #expect(result.code == 65)
    #expect(result.error == "plumbline: a line has at most 16384 bytes of UTF-8\n")
    #expect(result.output == "fear.tsk_17  18\n")
  }

  @Test func `on a terminal it prompts, and control-C and control-D end it cleanly`() {
    // A pseudo-terminal; the ledger's tests need python3 too.
    let script = """
      import os, pty, sys, time
      def talk(keys):
          pid, fd = pty.fork()
          if pid == 0:
              os.execv(sys.argv[1], [sys.argv[1], "repl", "--rules", sys.argv[2]])
          seen = b""
          for key in keys:
              while not seen.endswith(b"> "):
                  seen += os.read(fd, 4096)
              os.write(fd, key)
              seen += b"|"
          try:
              while True:
                  more = os.read(fd, 4096)
                  if not more: break
                  seen += more
          except OSError:
              pass
          print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen.replace(b"\\r", b"").decode())
      talk([b"pain.intensity = 3\\n", b"nonsense = 1\\n", b"\\x04"])
      talk([b"\\x03"])
      talk([b":quit\\n"])
      """
    let result = Command.run("python3", ["-c", script, Command.plumbline, Shipped.rules])
    #expect(result.error == "")
    #expect(
      result.output == """
        0 4 packs, 0 facts known; :help lists the commands, :quit ends
        > |pain.intensity = 3
        pain.intensity  3
        > |nonsense = 1
        plumbline: unknown fact 'nonsense'
        > |

        0 4 packs, 0 facts known; :help lists the commands, :quit ends
        > |^C

        0 4 packs, 0 facts known; :help lists the commands, :quit ends
        > |:quit


        """)
  }
}
