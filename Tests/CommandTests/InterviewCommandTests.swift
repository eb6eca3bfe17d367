import PlumblineJSON
import PlumblineTestSupport
import Testing

/// The interview as a person uses it: through a pipe, and on a terminal.
struct InterviewCommandTests {
  private static let packs = ["--rules", Shipped.rules, "--no-record", "--as-of", "2026-11-20"]
  private static let noFlags = "none\n"

  private func interview(_ more: [String] = [], answers: String) -> Command.Result {
    Command.plumbline(["interview"] + more + Self.packs, input: answers)
  }

  @Test func `questions go to standard error, only the answer to standard output`() {
    let result = interview(answers: "1 yes, rest no\n0\nnone\n")
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("Plumbline · patient without an id · as of 2026-11-20\n"))
    #expect(result.output.contains("STOP  EMERGENCY"))
    #expect(result.error.contains("Is any of these new: saddle or genital numbness"))
    #expect(result.error.hasSuffix("> Nothing else can change the answer.\n\n"))
    #expect(!result.error.contains("How old is the patient"))
  }

  @Test func `a patient under 18 is asked nothing more once the stops are settled`() {
    let result = interview(answers: Self.noFlags + "0\nnone\n12\n")
    #expect(result.output.contains("OUT OF SCOPE"))
    #expect(result.error.hasSuffix("> Nothing else can change the answer.\n\n"))
  }

  @Test func `an unclear answer is asked for again in the fact's own words`() {
    let result = interview(answers: "perhaps\n" + Self.noFlags + "7\n")
    #expect(
      result.error.contains("> Please answer with none; or by number, as in: 3 yes, 4 unsure, rest no.\n"))
    #expect(result.error.contains("> That is not a whole number from 0 to 3.\n"))
  }

  @Test func `input that ends early is reported, and the answer uses what is known`() {
    let result = interview(answers: Self.noFlags)
    #expect(result.code == 0)
    #expect(result.error.contains("The input ended. Questions that could still change the answer: 23.\n"))
    #expect(result.output.contains("NEED DATA"))
  }

  @Test func `undo takes back the last answer, until none is left`() {
    let result = interview(answers: "undo\n1 yes, rest no\nundo\nnone\nquit\n")
    #expect(result.error.contains("> There is no answer to take back.\n"))
    #expect(
      result.error.contains(
        "> Taken back: Cauda equina features; Progressive motor deficit; Suspected fracture;"))
    #expect(result.error.hasSuffix("Nothing was kept.\n"))
    #expect(result.output == "")
    #expect(result.code == 0)
  }

  @Test
  func
    `an interview is saved after each answer, continues from there, and ends with the answer of recommend`()
    throws
  {
    let scratch = Scratch()
    let file = scratch.path + "/patient.json"
    let first = interview(["--save", file], answers: "1 no, 2 no, 5 declined\nquit\n")
    #expect(first.error.hasSuffix("The answers so far are in \(file).\n"))
    let kept = Command.contents(file)
    #expect(
      kept
        == #"{"answered_together":{"red_flags":{"read_back":false}},"red_flags":{"cauda_equina":false,"infection":{"absent":"asked-declined"},"progressive_motor_deficit":false}}"#
        + "\n")
    let second = interview(["--save", file], answers: "none\n0\nno\n")
    #expect(!second.error.contains("saddle or genital numbness"))
    #expect(!second.error.contains("do you suspect spinal infection"))
    let again = Command.plumbline(["recommend", file] + Self.packs)
    #expect(again.output == second.output)
  }

  @Test func `facts of the initial profile are not asked for again`() {
    let result = interview(["\(Shipped.examples)/high-fear.json", "--format", "json"], answers: "")
    #expect(result.output.contains(#""decision":"recommend""#))
    #expect(!result.error.contains("How old is the patient"))
  }

  @Test func `the profile cannot come from standard input, where the answers come from`() {
    let result = interview(["-"], answers: "")
    #expect(result.code == 64)
    #expect(result.error.contains("answers are read from standard input; give the profile as a file"))
  }

  @Test func `on a terminal each answer brings the next question, and control characters do no harm`() {
    let script = """
      import os, pty, sys, time
      pid, fd = pty.fork()
      if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
      out = b''
      def until(text):
          global out
          end = time.time() + 40
          while text not in out and time.time() < end:
              try: out += os.read(fd, 4096)
              except OSError: return
      until(b'> '); os.write(fd, b'\\x1b[31mno\\n')
      until(b'Please answer with none'); os.write(fd, b'4 unsure, rest no\\n')
      until(b'Is that right? yes or no.'); os.write(fd, b'no\\n')
      until(b'Nothing was taken'); os.write(fd, b'none\\n')
      until(b'NO         Inflammatory pattern'); os.write(fd, b'yes\\n')
      until(b'Who asked the patient? A name or a role'); os.write(fd, b'nurse\\n')
      until(b'better off dead'); os.write(fd, b'quit\\n')
      until(b'Nothing was kept')
      os.waitpid(pid, 0)
      sys.stdout.buffer.write(out)
      """
    let result = Command.run(
      "/usr/bin/env", ["python3", "-c", script, Command.plumbline, "interview"] + Self.packs)
    #expect(result.output.contains("Please answer with none"))
    #expect(result.output.contains("NOT KNOWN  Suspected malignancy"))
    #expect(result.output.contains("better off dead"))
    #expect(result.output.contains("Nothing was kept"))
  }
}
