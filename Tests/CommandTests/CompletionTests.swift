import Glibc
import PlumblineTestSupport
import Testing

/// What a shell offers after a part of a command line: the script for bash, run by bash; those for zsh and fish, in a terminal.
struct CompletionTests {
  /// Asks bash for completions as its Tab key does; the cursor is at the end of the line.
  private static func offered(_ line: String) -> [String] {
    let script = #"""
      cd '\#(Shipped.root)' && export PLUMBLINE_RULES='\#(Shipped.rules)'
      plumbline() { '\#(Command.plumbline)' "$@"; }
      . <('\#(Command.plumbline)' --generate-completion-script bash)
      COMP_LINE=$1
      read -ra COMP_WORDS <<<"$COMP_LINE"
      case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_POINT=${#COMP_LINE} COMPREPLY=()
      _plumbline plumbline "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\n' "${COMPREPLY[@]}"
      """#
    let result = Command.run("/bin/bash", ["-c", script, "bash", line])
    #expect(result.code == 0 && result.error == "", "\(result.error)")
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    ("plumbline recommend Exam", ["Examples"]),
    ("plumbline recommend Examples/hi", ["Examples/high-fear.json"]),
    ("plumbline recommend --rules Ru", ["Rules"]),
    ("plumbline recommend --set fear.tsk", ["fear.tsk_11=", "fear.tsk_17="]),
    ("plumbline check --explain condition-n", ["condition-never-holds"]),
    ("plumbline explain x --what-if mood.gad", ["mood.gad_2=", "mood.gad_7="]),
    ("plumbline explain x --why-not exercise+p", ["exercise+pain-education"]),
    ("plumbline new rule x --in Rules/red-f", ["Rules/red-flags"]),
    ("plumbline audit list --missing fear.tsk", ["fear.tsk_11", "fear.tsk_17"]),
    ("plumbline audit list --pack red", ["red-flags"]),
    ("plumbline audit override 0 --reason patient-ref", ["patient-refuses"]),
    ("plumbline audit outcome 0 --result fol", ["followed"]),
    ("plumbline audit e", ["export", "erase"]),
    ("plumbline explain x --rules /nowhere --why-not ", []),
  ])
  func `bash completes commands, files, and names of the packs in force`(line: String, expected: [String]) {
    #expect(Self.offered(line) == expected)
  }

  @Test func `packs that are named on the line are those whose names are offered`() {
    let facts = Self.offered(
      "plumbline explain x --rules Rules --rules Examples/guidelines/osteoarthritis --what-if joint")
    #expect(!facts.isEmpty && facts.allSatisfy { $0.hasPrefix("joint.") }, "\(facts)")
    #expect(Self.offered("plumbline explain x --what-if joint") == [])
  }

  /// Lines before and after Tab, where one name fits, or as far as those that fit agree.
  private static let lines = [
    ("plumbline rec", "plumbline recommend "),
    ("plumbline audit er", "plumbline audit erase "),
    ("plumbline recommend Exam", "plumbline recommend Examples/"),
    ("plumbline recommend Examples/hi", "plumbline recommend Examples/high-fear.json "),
    ("plumbline recommend --rules Ru", "plumbline recommend --rules Rules/"),
    ("plumbline recommend --set fear.tsk", "plumbline recommend --set fear.tsk_1"),
    ("plumbline check --explain condition-n", "plumbline check --explain condition-never-holds "),
    ("plumbline explain x --what-if mood.ga", "plumbline explain x --what-if mood.gad_"),
    ("plumbline explain x --why-not exercise+p", "plumbline explain x --why-not exercise+pain-education "),
    ("plumbline audit list --pack red", "plumbline audit list --pack red-flags "),
    (
      "plumbline audit override 0 --reason patient-ref",
      "plumbline audit override 0 --reason patient-refuses "
    ),
    ("plumbline explain x --what-if joint", "plumbline explain x --what-if joint"),
    (
      "plumbline explain x --rules Rules --rules Examples/guidelines/osteoarthritis --what-if joint",
      "plumbline explain x --rules Rules --rules Examples/guidelines/osteoarthritis --what-if joint."
    ),
  ]

  @Test(
    .enabled("zsh is not installed") { access("/usr/bin/zsh", X_OK) == 0 })
  func `zsh completes the same in a terminal`() { Self.completes("zsh") }

  @Test(
    .enabled("fish is not installed") { access("/usr/bin/fish", X_OK) == 0 })
  func `fish completes the same in a terminal`() { Self.completes("fish") }

  private static func completes(_ shell: String) {
    let program = "PLUMBLINE_RULES='\(Shipped.rules)' exec python3 -B Tests/Shells/complete.py \"$@\""
    let result = Command.run(
      "/bin/sh", ["-c", program, "sh", shell, Command.plumbline] + lines.map(\.0), in: Shipped.root,
      seconds: 300)
    #expect(result.code == 0, "\(result.error)")
    #expect(result.output.split(separator: "\n").map(String.init) == lines.map(\.1))
  }
}
