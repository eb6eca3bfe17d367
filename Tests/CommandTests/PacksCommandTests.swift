import PlumblineTestSupport
import Testing

/// Archives of packs from the command line: built, signed, installed, and checked by an independent program.
struct PacksCommandTests {
  @Test func `the packs of this repository, as archives, give the same answer to the byte`() throws {
    let desk = try PacksDesk()
    let ids = ["vocabulary", "red-flags", "psychological-pairing", "work-integrated-rehabilitation"]
    for id in ids {
      let built = desk.packs([
        "build", "\(Shipped.rules)/\(id)", "-o", "\(desk.path)/\(id).pack", "--rules", Shipped.rules,
      ])
      #expect(built.code == 0, "\(built.error)")
      let signed = desk.packs([
        "sign", "\(desk.path)/\(id).pack", "--key", "\(desk.path)/key", "--expires", "2999-12-31",
      ])
      #expect(signed.code == 0, "\(signed.error)")
    }
    let installed = desk.install(ids.map { "\($0).pack" }, ["--key", "\(desk.path)/pub"])
    #expect(installed.code == 0, "\(installed.error)")
    #expect(installed.output.contains("installed red-flags 2."))
    let profile = ["recommend", "\(Shipped.examples)/high-fear.json", "--no-record", "--as-of", "2026-11-20"]
    let byArchives = Command.plumbline(profile + ["--format", "json", "--rules", desk.installed])
    let byFolders = Command.plumbline(profile + ["--format", "json", "--rules", Shipped.rules])
    #expect(byArchives.code == 0)
    #expect(byArchives.output == byFolders.output)
    #expect(desk.load().output.contains("(an archive, signed by example.org/packs on 20"))
    #expect(desk.load(["--format", "json"]).output.contains(#""from":"archive""#))
    let doctor = Command.plumbline(["doctor", "--rules", desk.installed, "--ledger", desk.path + "/l"])
    #expect(doctor.output.contains("signed by example.org/packs"))
  }

  @Test func `a stranger finds that every file is what was signed, and builds the same bytes with tar`()
    throws
  {
    let desk = try PacksDesk()
    let archive = desk.path + "/red-flags.pack"
    _ = desk.packs(["build", "\(Shipped.rules)/red-flags", "-o", archive, "--rules", Shipped.rules])
    let built = Command.bytes(archive)
    let remade = Command.run(
      "/bin/sh",
      [
        "-c",
        "mkdir x && tar xf red-flags.pack -C x && cp x/manifest.json . && rm -r x && cp -r \"$1\" x && mv manifest.json x && cd x && "
          + "tar -cf ../remade --format=ustar -b 1 --owner=0 --group=0 --numeric-owner --mode=0644 --mtime=@0 manifest.json "
          + "$(find . -name '*.lua' | sed 's|^./||' | LC_ALL=C sort)", "sh", "\(Shipped.rules)/red-flags",
      ], in: desk.path)
    #expect(remade.code == 0, "\(remade.error)")
    #expect(Command.bytes(desk.path + "/remade") == built)
    _ = desk.packs(["sign", archive, "--key", "\(desk.path)/key", "--expires", "2999-12-31"])
    func stranger() -> Command.Result {
      Command.run(
        "/usr/bin/env",
        ["python3", "\(Shipped.root)/Tests/Stranger/stranger.py", "pack", archive, "\(desk.path)/pub"])
    }
    let found = stranger()
    #expect(found.output.hasPrefix("red-flags 2.0.0 is what example.org/packs signed 20"), "\(found.error)")
    let signed = Command.bytes(archive)
    for place in [700, 3000, signed.count - 1300] {
      var changed = signed
      changed[place] ^= 1
      desk.scratch.write("red-flags.pack", changed)
      #expect(stranger().code != 0, "byte \(place)")
      let own = desk.packs(["verify", archive, "--key", "\(desk.path)/pub"])
      #expect(own.code == 1)
      #expect(own.output == "")
    }
  }

  @Test func `a key is created only for its owner, never overwritten, and shows its public half`() throws {
    let desk = try PacksDesk()
    let path = desk.path + "/new.key"
    let made = desk.packs(["key", path, "--name", "example.org/new"])
    #expect(made.code == 0)
    #expect(made.output.hasPrefix("example.org/new+"))
    #expect(desk.packs(["key", path]).output == made.output)
    #expect(Command.run("/usr/bin/stat", ["-c", "%a", path]).output == "600\n")
    let again = desk.packs(["key", path, "--name", "example.org/new"])
    #expect(again.code == 73)
    #expect(again.error.contains("a key is never overwritten"))
    #expect(desk.packs(["key", path]).output == made.output)
    #expect(desk.packs(["key", desk.path + "/no", "--name", "two words"]).code == 65)
    #expect(desk.packs(["key", desk.path + "/none"]).code == 66)
    _ = Command.run("/bin/chmod", ["644", path])
    #expect(desk.packs(["key", path]).error.contains("others on this machine can read"))
  }

  @Test func `an archive is signed once, unless the signature is to be replaced`() throws {
    let desk = try PacksDesk()
    try desk.write("a.pack", by: nil)
    let sign = ["sign", desk.path + "/a.pack", "--key", desk.path + "/key"]
    let unsigned = desk.packs(["verify", desk.path + "/a.pack", "--key", desk.path + "/pub"])
    #expect(unsigned.code == 1)
    #expect(unsigned.error.contains("it is not signed"))
    #expect(desk.packs(sign + ["--expires", "2020-01-01"]).code == 65)
    #expect(desk.packs(sign + ["--expires", "soon"]).code == 64)
    #expect(desk.packs(sign).code == 0)
    let again = desk.packs(sign)
    #expect(again.code == 65)
    #expect(again.error.contains("is signed already, as 'example.org/packs'; sign again with --replace"))
    #expect(
      desk.packs(sign + ["--replace", "--expires", "2999-01-01"]).output.contains("expires 2999-01-01"))
    let verified = desk.packs(["verify", desk.path + "/a.pack", "--key", desk.path + "/pub"])
    #expect(verified.code == 0)
    #expect(verified.output.hasPrefix("site 1.0.0 is whole, signed by example.org/packs on 20"))
  }

  @Test
  func `inspecting shows what would run for each patient, and trusts only the given keys`()
    throws
  {
    let desk = try PacksDesk()
    try desk.write(
      "a.pack",
      more: """
        fact "age.twice" { type = "integer", range = { 0, 9 }, label = "X", question = "?", reads = { patient.age },
          compute = function(facts) return 2 end }
        conflict "c" { title = "t", because = "b",
          when = scripted "sum" { reads = { patient.age }, says = "s", test = function(facts) return true end } }
        """)
    let shown = desk.packs(["inspect", desk.path + "/a.pack"])
    #expect(shown.code == 0, "\(shown.error)")
    #expect(
      shown.output.contains(
        "  an archive that would be refused: it is signed as 'example.org/packs' by a key"))
    #expect(shown.output.contains("  fact age.twice, at site/pack.lua:2\n"))
    #expect(shown.output.contains("  scripted sum, at site/pack.lua:"))
    let trusted = desk.packs([
      "inspect", desk.path + "/a.pack", "--key", desk.path + "/pub", "--format", "json",
    ])
    #expect(trusted.output.contains(#""verified":true"#))
    desk.scratch.write("b/site/pack.lua", PacksDesk.manifest("site", "1.0.0") + "-- \u{202E}\n")
    let hidden = desk.packs(["inspect", desk.path + "/b"])
    #expect(hidden.code == 65)
    #expect(
      hidden.error.contains("site/pack.lua:2: the file holds an invisible character"), "\(hidden.error)")
    let folder = desk.packs(["inspect", Shipped.rules + "/red-flags"])
    #expect(folder.output.contains("  a folder, not signed\n"))
    #expect(folder.output.contains("  nothing: it has no functions\n"))
  }

  @Test func `files that are not archives end with a reason, in bounded time and memory`() throws {
    let desk = try PacksDesk()
    _ = Command.run("/usr/bin/mkfifo", [desk.path + "/pipe.pack"])
    _ = Command.run("/usr/bin/truncate", ["-s", "20G", desk.path + "/huge.pack"])
    desk.scratch.write("text.pack", "pack")
    for name in ["pipe.pack", "huge.pack", "text.pack"] {
      for command in ["verify", "inspect"] {
        let result = Command.run(
          "/bin/sh",
          [
            "-c", "ulimit -v 2000000; exec \"$@\"", "sh", Command.plumbline, "packs", command,
            "\(desk.path)/\(name)",
          ])
        #expect([1, 65].contains(result.code), "\(command) \(name): \(result.code)")
        #expect(result.error.contains(name))
      }
    }
    #expect(desk.packs(["verify", desk.path + "/none.pack"]).code == 66)
    #expect(desk.packs(["verify", "/dev/zero"]).code == 65)
    #expect(desk.packs(["verify", desk.path]).code == 65)
  }
}
