import PlumblineTestSupport
import Testing

/// Packs in a commit, `git:REF[:PATH]`, as `diff`, `check --against` and `audit replay --against` read them.
struct GitOperandTests {
  typealias Pack = SmallPack

  /// A repository with a commit on `main` in which the cut-off is 5; in its folder it is 6.
  private struct Repository: ~Copyable {
    let scratch = Scratch()
    var path: String { scratch.path }

    init() {
      write(5, "1.0.0")
      git("init -q -b main")
      commit()
      write(6, "1.0.1")
    }

    private func write(_ cut: Int, _ version: String) {
      scratch.write(
        "packs/red-flags/pack.lua",
        Pack.manifest(version) + Pack.people + Pack.score + Pack.rule("score :at_least(\(cut))"))
    }

    func commit() { git("add -A", "-c user.name=a -c user.email=a@example.org commit -qm 1") }

    func git(_ lines: String...) {
      for line in lines {
        let result = Command.run("/bin/sh", ["-c", "git \(line)"], in: path)
        #expect(result.code == 0, "git \(line): \(result.error)")
      }
    }

    /// Runs `plumbline` in the repository, or in a folder of it, with what a shell sets before.
    func run(_ line: String, in folder: String = ".", with setting: String = "") -> Command.Result {
      Command.run(
        "/bin/sh", ["-c", "\(setting) '\(Command.plumbline)' \(line)"], in: "\(path)/\(folder)")
    }
  }

  @Test(arguments: [
    "git:main:packs", "git:HEAD:packs", "git:main:packs/red-flags", "git:main^{commit}:packs/",
  ])
  func `a comparison reads the commit and not the folder, wherever in the repository it is run`(old: String) {
    let repository = Repository()
    for folder in [".", "packs/red-flags"] {
      let result = repository.run(
        "diff '\(old)' \(repository.path)/packs", in: folder, with: "GIT_DIR=/nowhere")
      #expect(result.code == 0, "\(result.error)")
      #expect(
        result.output.hasPrefix(
          "old: \(old) (red-flags 1.0.0)\nnew: \(repository.path)/packs (red-flags 1.0.1)\n"))
      #expect(
        result.output.contains("rule red-flags/x: `score :at_least(5)` becomes `score :at_least(6)`\n"),
        "\(result.output)")
    }
  }

  @Test func `a repository that is a pack itself is named without a path`() {
    let repository = Repository()
    repository.git("mv packs/red-flags/pack.lua pack.lua")
    repository.commit()
    let result = repository.run("diff git:main git:main~:packs --require-version")
    #expect(result.code == 1, "\(result.error)")
    #expect(
      result.output.contains("red-flags 1.0.1 → at least 2.0.0 (says 1.0.0): TOO SMALL"), "\(result.output)")
  }

  @Test func `check finds a version that says too little since a commit`() {
    let repository = Repository()
    let result = repository.run("check packs --rules packs --against git:main:packs")
    #expect(result.output.contains("version-too-small"), "\(result.output)\(result.error)")
    repository.commit()
    #expect(
      !repository.run("check packs --rules packs --against git:main:packs").output.contains(
        "version-too-small"))
  }

  @Test func `what was answered is decided again with the packs of a commit`() {
    let repository = Repository()
    repository.scratch.write("one.json", "{\"flag\":false,\"score\":5}")
    _ = repository.run("recommend one.json --rules packs --ledger ledger/ledger.sqlite")
    let result = repository.run("audit replay --all --against git:main:packs --ledger ledger/ledger.sqlite")
    #expect(result.code == 0, "\(result.error)")
    #expect(
      result.output.contains("primary: exercise → exercise+x\n    because red-flags/x: false → true\n"),
      "\(result.output)")
  }

  @Test(arguments: [
    ("git:mian:packs", 66, "there is no commit 'mian' in this repository; did you mean 'main'?"),
    (
      "git:--output=owned:packs", 66,
      "there is no commit '--output=owned' in this repository; `git branch --all` lists the branches that were fetched"
    ),
    ("git:main:pakcs", 66, "there is no 'pakcs' in that commit; did you mean 'packs'?"),
    (
      "git:main:packs/red-flags/pack.lua", 65,
      "'packs/red-flags/pack.lua' is a file or a link in that commit; name a pack's folder, or a folder of packs"
    ),
    (
      "git:main:../packs", 65,
      "'../packs' is not a path from the repository's own folder; write it without a first `/`, `.` and `..`, as in git:main:packs"
    ),
    (
      "git::packs", 65,
      "it names no commit: a branch, a tag or a commit is plain letters without spaces; write git:REF or git:REF:PATH, as in git:main:packs"
    ),
  ])
  func `what is not there is named, with the nearest that is`(operand: String, code: Int32, says: String) {
    let repository = Repository()
    for line in [
      "diff \(operand) packs", "diff packs \(operand)", "check packs --rules packs --against \(operand)",
    ] {
      let result = repository.run(line)
      #expect(
        result.code == code && result.error == "plumbline: \(operand): \(says)\n", "\(line): \(result.error)")
    }
    #expect(Command.run("/bin/ls", ["owned"], in: repository.path).code != 0)
  }

  @Test func `a folder that no repository holds, and a machine without Git, are reported as such`() {
    let scratch = Scratch()
    let outside = Command.run(Command.plumbline, ["diff", "git:main:packs", "x"], in: scratch.path)
    #expect(
      outside.code == 66
        && outside.error
          == "plumbline: git:main:packs: no Git repository holds the current folder; run the command inside one, or name a folder\n",
      "\(outside.error)")
    let repository = Repository()
    let without = repository.run("diff git:main:packs packs", with: "PATH=\(scratch.path)")
    #expect(
      without.code == 69
        && without.error == "plumbline: git:main:packs: git is not installed; install it, or name a folder\n",
      "\(without.error)")
  }

  @Test(arguments: [
    ("ln -s /etc packs/more", "'more' is a link, which is not followed"),
    ("ln -s /etc/passwd packs/red-flags/more.lua", "'red-flags/more.lua' is a link, which is not followed"),
    ("echo > packs/red-flags/MORE.LUA", "'red-flags/MORE.LUA' is not a plain name of a pack file"),
    ("echo > packs/red-flags/.more.lua", "'red-flags/.more.lua' is not a plain name of a pack file"),
    ("echo > packs/red-flags/a\\ b.lua", "'red-flags/a b.lua' is not a plain name of a pack file"),
    ("echo > packs/more.pack", "'more.pack' is an archive, which is not read from a commit"),
    ("head -c 300000 /dev/zero > packs/red-flags/more.lua", "'red-flags/more.lua' is too large"),
    (
      "for n in $(seq 300); do echo > packs/red-flags/$n.lua; done",
      "'red-flags' has too many files"
    ),
    ("git rm -q packs/red-flags/pack.lua -f; mkdir packs; echo > packs/README", "there is no pack"),
  ])
  func `nothing in a commit is followed out of it, and nothing that could hold a stop is passed over`(
    change: String, says: String
  ) {
    let repository = Repository()
    _ = Command.run("/bin/sh", ["-c", change], in: repository.path)
    repository.commit()
    let result = repository.run("diff git:main:packs git:main~:packs")
    #expect(
      result.code == 65 && result.error.hasPrefix("plumbline: git:main:packs: \(says)"), "\(result.error)")
  }

  @Test func `tests, catalogues and what is hidden in a commit are no part of the rules`() {
    let repository = Repository()
    repository.scratch.write("packs/red-flags/tests/a.lua", "this is not Lua")
    repository.scratch.write("packs/red-flags/languages/nl.lua", "this is not Lua")
    repository.scratch.write("packs/.hidden/pack.lua", "this is not Lua")
    repository.scratch.write("packs/notes/README.md", "no pack")
    repository.commit()
    #expect(repository.run("diff git:main:packs git:main~:packs").code == 0)
  }

  @Test func `no program that a repository's settings name is run`() {
    let repository = Repository()
    repository.scratch.write("run.sh", "#!/bin/sh\ntouch '\(repository.path)/owned'\n")
    repository.scratch.write(".gitattributes", "*.lua diff=own filter=own\n")
    let program = "'\(repository.path)/run.sh'"
    repository.git("add .gitattributes")
    repository.commit()
    _ = Command.run("/bin/chmod", ["+x", "\(repository.path)/run.sh"])
    for key in [
      "core.pager", "pager.ls-tree", "pager.cat-file", "core.fsmonitor", "diff.external", "diff.own.textconv",
      "diff.own.command", "filter.own.smudge", "filter.own.clean", "alias.cat-file", "alias.ls-tree",
    ] {
      repository.git("config \(key) \(program)")
    }
    repository.scratch.write(".git/hooks/post-index-change", "#!/bin/sh\n\(program)\n")
    _ = Command.run("/bin/sh", ["-c", "chmod +x .git/hooks/*; rm -f owned"], in: repository.path)
    let result = repository.run(
      "diff git:main:packs git:main~:packs",
      with: "GIT_PAGER=\(program) GIT_EXTERNAL_DIFF=\(program) GIT_TRACE='\(repository.path)/owned'")
    #expect(result.code == 0, "\(result.error)")
    #expect(Command.run("/bin/ls", ["owned"], in: repository.path).code != 0)
  }

  @Test func `packs that decide for a patient never come from a commit`() {
    let repository = Repository()
    repository.scratch.write("one.json", "{\"flag\":false,\"score\":5}")
    let result = repository.run("recommend one.json --no-record --rules git:main:packs")
    #expect(result.code == 66 && result.error.contains("no such folder: git:main:packs"), "\(result.error)")
  }
}
