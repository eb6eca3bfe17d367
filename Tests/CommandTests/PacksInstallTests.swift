import PlumblineTestSupport
import Testing

/// Which archives are put in force, which are refused, and what is noticed afterwards.
struct PacksInstallTests {
  private static func trusting(_ desk: borrowing PacksDesk) -> [String] { ["--key", desk.path + "/pub"] }

  private struct Refused: CustomTestStringConvertible {
    var testDescription: String
    var write: @Sendable (borrowing PacksDesk) throws -> Void
    var words: String
    var reporting: String?
  }

  private static let refusals: [Refused] = [
    Refused(
      testDescription: "no signature", write: { try $0.write("a.pack", by: nil) }, words: "it is not signed",
      reporting: "--allow-unsigned"),
    Refused(
      testDescription: "another key of the same name", write: { try $0.write("a.pack", by: 8) },
      words: "by a key that is not trusted here", reporting: nil),
    Refused(
      testDescription: "an expired signature",
      write: { try $0.write("a.pack", signed: "2020-01-01", expires: "2020-12-31") },
      words: "its signature expired on 2020-12-31", reporting: "--allow-expired"),
    Refused(
      testDescription: "a signature of a day to come",
      write: { try $0.write("a.pack", signed: "2999-01-01") },
      words: "it was signed on 2999-01-01, which is still to come", reporting: "--allow-expired"),
    Refused(
      testDescription: "a requirement that nothing meets",
      write: { try $0.write("a.pack", requires: #"nowhere = "1.0""#) },
      words: "requires 'nowhere' 1.0.0, which is not among the packs in force", reporting: nil),
    Refused(
      testDescription: "a pack that does not load", write: { try $0.write("a.pack", more: "rule 'x' {}") },
      words: "the packs do not load", reporting: nil),
    Refused(
      testDescription: "a folder of the same pack",
      write: {
        $0.scratch.write("installed/site/pack.lua", PacksDesk.manifest("site", "0.9.0"))
        try $0.write("a.pack")
      }, words: "as a folder; remove that first", reporting: nil),
  ]

  @Test(arguments: refusals)
  private func `an archive is not installed with`(refused: Refused) throws {
    let desk = try PacksDesk()
    try refused.write(desk)
    let result = desk.install(["a.pack"], Self.trusting(desk))
    #expect(result.code == 65, "\(result.error)")
    #expect(result.output == "")
    #expect(result.error.contains(refused.words), "\(result.error)")
    #expect(
      Command.run("/usr/bin/find", [desk.path, "-path", "*/installed*", "-name", "*.[pj]*"]).output == "")
    guard let reporting = refused.reporting else { return }
    let reported = desk.install(["a.pack"], Self.trusting(desk) + [reporting])
    #expect(reported.code == 0, "\(reported.error)")
    #expect(desk.load().code == 0)
  }

  @Test func `an older pack is refused, even if copied by hand or after a removal`() throws {
    let desk = try PacksDesk()
    try desk.write("old.pack", "1.2.0")
    try desk.write("new.pack", "1.10.0")
    #expect(desk.install(["old.pack"], Self.trusting(desk)).code == 0)
    #expect(desk.install(["new.pack"]).code == 0, "the key is known by now")
    let refused = desk.install(["old.pack"])
    #expect(refused.code == 65)
    #expect(refused.error.contains("it is 'site' 1.2.0, and 1.10.0 was in force here"))
    desk.scratch.write("installed/site.pack", Command.bytes(desk.path + "/old.pack"))
    #expect(desk.load().error.contains("and 1.10.0 was in force here"))
    #expect(desk.packs(["remove", "site", "--from", desk.installed]).code == 0)
    #expect(desk.install(["old.pack"]).code == 65)
    #expect(desk.install(["old.pack"], ["--allow-downgrade"]).code == 0)
    #expect(desk.load().output.contains("site 1.2.0"))
  }

  @Test func `a change to an installed archive is noticed whenever it is loaded`() throws {
    let desk = try PacksDesk()
    try desk.write("a.pack")
    try desk.write("unsigned.pack", by: nil)
    try desk.write("other.pack", "1.1.0", by: 8)
    try desk.write("b.pack", id: "second", by: nil)
    #expect(desk.install(["a.pack"], Self.trusting(desk)).code == 0)
    let good = Command.bytes(desk.path + "/a.pack")
    func refused(_ name: String, _ bytes: [UInt8], _ words: String) {
      desk.scratch.write("installed/\(name)", bytes)
      let result = desk.load()
      #expect(result.code == 65)
      #expect(result.error.contains("/installed/\(name) is refused: "), "\(result.error)")
      #expect(result.error.contains(words), "\(result.error)")
    }
    var flipped = good
    flipped[700] ^= 1
    refused("site.pack", flipped, "manifest.json: ")
    refused("site.pack", good.dropLast(512), "it does not end")
    refused("site.pack", Command.bytes(desk.path + "/unsigned.pack"), "it is not signed")
    refused("site.pack", Command.bytes(desk.path + "/other.pack"), "not trusted here")
    desk.scratch.write("installed/site.pack", good)
    #expect(desk.load().code == 0)
    refused("second.pack", Command.bytes(desk.path + "/b.pack"), "it is not signed")
    #expect(desk.load(["--allow-unsigned"]).code == 0)
    #expect(Command.run("/bin/rm", [desk.installed + "/second.pack"]).code == 0)
    let record = Command.contents(desk.installed + "/installed.json")
    refused(
      "installed.json", Array(record.replacing("1.0.0", with: "1.0").utf8), "was changed since it was written"
    )
    _ = Command.run("/bin/rm", [desk.installed + "/installed.json"])
    #expect(desk.load().error.contains("not trusted here"))
    #expect(desk.load(["--trust", desk.path + "/pub"]).code == 0)
    let ambient = Command.run(
      "/usr/bin/env",
      [
        "PLUMBLINE_TRUST=\(desk.path)/pub", Command.plumbline, "packs", "--rules",
        desk.installed + "/site.pack",
      ])
    #expect(ambient.code == 0, "\(ambient.error)")
  }

  @Test func `only a given key counts`() throws {
    let desk = try PacksDesk()
    try desk.write("a.pack")
    try desk.write("b.pack", "1.1.0")
    #expect(desk.install(["a.pack"], ["--key", desk.path + "/other.pub"]).code == 65)
    #expect(desk.install(["a.pack"], Self.trusting(desk)).code == 0)
    #expect(desk.install(["b.pack"], ["--key", desk.path + "/other.pub"]).code == 65)
    #expect(desk.install(["b.pack"], ["--key", "nonsense"]).code == 66)
    #expect(desk.install(["b.pack"], ["--key", desk.path + "/key"]).code == 65)
    #expect(desk.load().output.contains("site 1.0.0"))
  }

  @Test func `packs that need each other are installed together, and a required pack stays`() throws {
    let desk = try PacksDesk()
    try desk.write("a.pack", id: "first")
    try desk.write("b.pack", id: "second", requires: #"first = "1.0""#)
    try desk.write("a2.pack", id: "first", "2.0.0")
    try desk.write("b2.pack", id: "second", "1.1.0", requires: #"first = "2.0""#)
    #expect(desk.install(["b.pack"], Self.trusting(desk)).error.contains("requires 'first'"))
    #expect(desk.install(["b.pack", "a.pack"], Self.trusting(desk)).code == 0)
    #expect(desk.install(["a2.pack"]).error.contains("requires 'first' 1.0.0 (same major), but 2.0.0"))
    #expect(desk.install(["a2.pack", "b2.pack"]).code == 0)
    let needed = desk.packs(["remove", "first", "--from", desk.installed])
    #expect(needed.code == 65)
    #expect(needed.error.contains("second requires 'first'; remove that first, or give --force"))
    #expect(
      desk.packs(["remove", "second", "--from", desk.installed]).output
        == "removed second from \(desk.installed)\n")
    #expect(desk.packs(["remove", "second", "--from", desk.installed]).code == 66)
    #expect(desk.packs(["remove", "first", "--from", desk.installed]).code == 0)
  }

  @Test func `an upgrade that changes what a site adapted is refused until it is approved`() throws {
    let desk = try PacksDesk()
    func rules(_ condition: String) -> String {
      """
      fact "x" { type = "integer", range = { 0, 99 }, label = "X", question = "?" }
      conflict "c" { title = "t", because = "b", when = \(condition) }
      """
    }
    func adapt(_ pin: String) -> String {
      #"adapt "rules/c" { fact = x, from = 15, to = 20, reason = "audit", approved_by = "Dr Lind", approved_on = "2026-10-01"\#(pin) }"#
    }
    try desk.write("rules.pack", id: "rules", more: rules("x :at_least(15)"))
    try desk.write("next.pack", id: "rules", "1.1.0", more: rules("any { x :at_least(15), x :is(3) }"))
    try desk.write("site.pack", requires: #"rules = "1.0""#, more: adapt(""))
    #expect(desk.install(["rules.pack", "site.pack"], Self.trusting(desk)).code == 0)
    let list = desk.load().output
    #expect(
      list.contains(
        "  adapts rules/c: x (X) 15 became 20\n    because audit; approved by Dr Lind on 2026-10-01\n"))
    let pin = try #require(list.firstMatch(of: #/not pinned: .* pin = "([0-9a-f]{16})"/#)).output.1
    let refused = desk.install(["next.pack"])
    #expect(refused.code == 65)
    #expect(
      refused.error.contains(
        "this changes what `adapt \"rules/c\"` was approved for by Dr Lind on 2026-10-01"))
    #expect(desk.load().output.contains("rules 1.0.0"))
    try desk.write("pinned.pack", "1.1.0", requires: #"rules = "1.0""#, more: adapt(", pin = \"\(pin)\""))
    #expect(desk.install(["pinned.pack"]).code == 0)
    #expect(desk.load().output.contains("    pinned to \(pin)\n"))
    let never = desk.install(["next.pack"], ["--allow-adapted-change"])
    #expect(never.code == 65)
    #expect(
      never.error.contains(
        "was approved (pin \(pin)) before its target changed: it is now conflict rules/c, when any { x :at_least(15), x :is(3) }; read it again"
      ))
  }
}
