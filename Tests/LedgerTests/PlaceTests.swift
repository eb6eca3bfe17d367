import Glibc
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineLedger

/// Names, mounts, file systems and permissions: where a ledger can be, and where it is refused.
struct PlaceTests {
  private static func unfit(_ test: borrowing TestLedger, _ place: UnfitPlace) -> LedgerError {
    .refused(test.place.path, .unfit(place))
  }

  private static func mode(_ path: String) -> Int {
    (try? FileLook.at(path)).flatMap(\.self).map { Int($0.mode) } ?? -1
  }

  // MARK: names

  @Test func `a file with two names is neither read nor added to until one name is gone`() throws {
    let test = TestLedger()
    try test.fill(2)
    let other = test.scratch.path + "/other.sqlite"
    #expect(link(test.place.path, other) == 0)
    for end in [".key", ".pub", ".head"] { #expect(link(test.place.path + end, other + end) == 0) }
    for path in [test.place.path, other] {
      let place = LedgerPlace(path)
      #expect(throws: LedgerError.refused(path, .unfit(.names(2)))) {
        try Ledger.open(place, for: .appending)
      }
      #expect(throws: LedgerError.cannotRead(path, reason: UnfitPlace.names(2).words)) {
        try Ledger.open(place, for: .reading)
      }
      #expect(throws: LedgerError.self) { try Ledger.verify(place, VerificationRequest()) }
    }
    #expect(unlink(other) == 0)
    try test.fill(1)
    #expect(try test.verify().records == 3)
  }

  @Test
  func `a name that is added, moved, removed or replaced while a ledger is open stops it before it adds`()
    throws
  {
    let changes: [(UnfitPlace, (String) -> Bool)] = [
      (.names(2), { link($0, $0 + "2") == 0 }),
      (.moved, { rename($0, $0 + "2") == 0 }),
      (.moved, { unlink($0) == 0 }),
      (
        .moved,
        { path in
          Command.run("/bin/cp", ["-p", path, path + "2"]).code == 0 && rename(path + "2", path) == 0
        }
      ),
      (.logMoved, { unlink($0 + "-wal") == 0 }),
      (.logMoved, { path in rename(path + "-wal", path + "-wal2") == 0 }),
    ]
    for (unfit, change) in changes {
      let test = TestLedger()
      let ledger = try test.open()
      _ = try ledger.append([TestLedger.entry(0)])
      #expect(change(test.place.path))
      #expect(throws: Self.unfit(test, unfit)) { try ledger.append([TestLedger.entry(1)]) }
      #expect(throws: Self.unfit(test, unfit)) { try ledger.append([TestLedger.entry(1)]) }
    }
  }

  @Test func `a record is refused if the name of its file changes during the commit`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    let path = test.place.path
    #expect(throws: Self.unfit(test, .moved)) {
      try ledger.append([
        Entry(kind: .decision, time: TestLedger.time, engine: "t") { _ in
          #expect(rename(path, path + "2") == 0)
          return [:]
        }
      ])
    }
  }

  @Test func `opening a file that was renamed while it was open waits for the log under the old name`()
    throws
  {
    let test = TestLedger()
    try test.fill(1)
    let path = test.place.path
    let moved = LedgerPlace(path + "2")
    do {
      let ledger = try test.open()
      _ = try ledger.append([TestLedger.entry(1)])
      for end in ["", ".key", ".pub", ".head"] { #expect(rename(path + end, moved.path + end) == 0) }
      #expect(throws: LedgerError.busy(moved.path)) { try Ledger.open(moved, for: .appending, patience: 50) }
      #expect(throws: Self.unfit(test, .moved)) { try ledger.append([TestLedger.entry(2)]) }
    }
    // Once closed, the log has been copied into the file, under any name.
    #expect(try Ledger.open(moved, for: .appending).append([TestLedger.entry(3)]).names[0].index == 2)
    #expect(try Ledger.verify(moved, VerificationRequest()).isSound)
  }

  @Test func `a link to a ledger leads to it, with its own key and log`() throws {
    let test = TestLedger()
    try test.fill(1)
    let link = test.scratch.path + "/link.sqlite"
    #expect(symlink("data/ledger.sqlite", link) == 0)
    let one = try test.open()
    let two = try Ledger.open(LedgerPlace(link), for: .appending)
    #expect(try one.append([TestLedger.entry(1)]).names[0].index == 1)
    #expect(try two.append([TestLedger.entry(1)]).names[0].index == 2)
    #expect(try Ledger.verify(LedgerPlace(link), VerificationRequest()).records == 3)
    #expect(symlink("loop", test.scratch.path + "/loop") == 0)
    let loop = LedgerPlace(test.scratch.path + "/loop")
    #expect(throws: LedgerError.self) { try Ledger.open(loop, for: .appending) }
  }

  @Test func `a link to nothing makes no ledger, since another one was meant`() throws {
    let test = TestLedger()
    let link = test.scratch.path + "/link.sqlite"
    #expect(symlink("data/ledger.sqlite", link) == 0)
    let refused = #expect(throws: LedgerError.self) { try Ledger.open(LedgerPlace(link), for: .appending) }
    #expect(refused?.description.contains("nothing is there") ?? false)
    #expect(!PrivateFile.exists(test.scratch.path + "/data"))
  }

  // MARK: file systems

  @Test func `file systems of other machines are known by their numbers, and this disk is not one`() {
    let test = TestLedger()
    #expect(UnfitPlace.network(at: test.scratch.path) == nil)
    #expect(UnfitPlace.network(at: "/proc") == nil)
    for number: Int64 in [
      0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x0102_1997, 0x6573_5546, 0x00C3_6400, 0x5346_414F,
    ] {
      #expect(UnfitPlace.networks[number] != nil, "\(number)")
    }
    #expect(UnfitPlace.network("FUSE").words.contains("what is behind it is unknown"))
    #expect(UnfitPlace.network("a network file system (NFS)").words.contains("plumbline audit import"))
  }

  // MARK: permissions

  @Test(arguments: ["", ".key", ".head", ".pseudonyms"], [0o644, 0o660, 0o606])
  func `a file that others may read is closed to them, which is reported once`(end: String, mode: Int) throws
  {
    let test = TestLedger()
    try test.fill(1)
    let path = test.place.path + end
    if end == ".pseudonyms" { test.scratch.write("data/ledger.sqlite.pseudonyms", "") }
    #expect(chmod(path, UInt32(mode)) == 0)
    let ledger = try test.open()
    #expect(Self.mode(path) == mode & 0o700)
    let warning = try ledger.append([TestLedger.entry(1)]).warning
    #expect(
      warning == "others could read or change \(path) until now (mode 0\(String(mode, radix: 8)), now 0600)")
    #expect(try ledger.append([TestLedger.entry(1)]).warning == nil)
    #expect(try test.open().append([TestLedger.entry(1)]).warning == nil)
  }

  @Test func `a public key may be read by all, but changed only by its owner`() throws {
    let test = TestLedger()
    try test.fill(1)
    #expect(chmod(test.place.publicKey, 0o664) == 0)
    #expect(try test.open().append([TestLedger.entry(1)]).warning?.contains("now 0644") == true)
    #expect(Self.mode(test.place.publicKey) == 0o644)
  }

  @Test(arguments: [0o777, 0o770, 0o702, 0o722])
  func `a folder that others may change is refused and left as it is, for a new ledger and an old one`(
    mode: Int
  ) throws {
    let test = TestLedger()
    let folder = test.scratch.path + "/data"
    #expect(mkdir(folder, 0o700) == 0 && chmod(folder, UInt32(mode)) == 0)
    let unfit = UnfitPlace.openFolder(folder, mode: mode)
    #expect(throws: LedgerError.cannotCreate(test.place.path, reason: unfit.words)) { try test.open() }
    #expect(!PrivateFile.exists(test.place.key))
    #expect(chmod(folder, 0o700) == 0)
    try test.fill(1)
    #expect(chmod(folder, UInt32(mode)) == 0)
    #expect(throws: Self.unfit(test, unfit)) { try test.open() }
    #expect(Self.mode(folder) == mode)
    #expect(try test.verify().isSound)
  }

  @Test(arguments: [0o755, 0o1777]) func `a folder that others may only read, or only add to, is accepted`(
    mode: Int
  ) throws {
    let test = TestLedger()
    let folder = test.scratch.path + "/data"
    #expect(mkdir(folder, 0o700) == 0 && chmod(folder, UInt32(mode)) == 0)
    try test.fill(2)
    #expect(try test.verify().records == 2)
  }

  @Test(.enabled(if: geteuid() == 0), arguments: ["", ".key", ".head", ".pub", ".pseudonyms", "-wal"])
  func `a file that belongs to another user is refused`(end: String) throws {
    let test = TestLedger()
    try test.fill(1)
    let path = test.place.path + end
    if !PrivateFile.exists(path) { test.scratch.write("data/ledger.sqlite\(end)", "") }
    #expect(chown(path, 12_345, 0) == 0)
    #expect(throws: Self.unfit(test, .foreign(path, owner: 12_345))) { try test.open() }
  }

  @Test(.enabled(if: geteuid() == 0)) func `a folder that belongs to another user is refused`() throws {
    let test = TestLedger()
    try test.fill(1)
    let folder = test.scratch.path + "/data"
    #expect(chown(folder, 12_345, 0) == 0)
    #expect(throws: Self.unfit(test, .foreign(folder, owner: 12_345))) { try test.open() }
  }

  @Test func `a wrapping key that others may read is closed to them, which is reported`() throws {
    let test = TestLedger()
    let path = test.scratch.path + "/wrap"
    test.scratch.write("wrap", WrappingKey().text)
    #expect(chmod(path, 0o644) == 0)
    let key = try WrappingKey.read(path, orMake: true)
    #expect(Self.mode(path) == 0o600)
    #expect(
      try test.open(wrapping: key).append([TestLedger.entry(0)]).warning?.contains("\(path) until now")
        == true)
  }

  // MARK: what verifying would reject

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T09:30:00Z", "2026-11-21 09:30:00.000Z", "2026-11-21T09:30:00.000+01:00",
    "12026-11-21T09:30:00.000Z", "2026-11-21T09:30:00.000Z\n", "２026-11-21T09:30:00.000Z",
  ])
  func `a time that verifying would reject is not recorded`(time: String) throws {
    let test = TestLedger()
    let ledger = try test.open()
    #expect(throws: LedgerError.self) { try ledger.append([TestLedger.entry(0, time: time)]) }
    #expect(throws: LedgerError.self) {
      try ledger.append([TestLedger.entry(0), TestLedger.entry(0, time: time)])
    }
    #expect(try ledger.count() == 0)
    _ = try ledger.append([TestLedger.entry(0)])
    #expect(try test.verify().isSound)
  }

  @Test func `a payload nested too deep, or an overlong engine name, is not recorded`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    func nested(_ depth: Int) -> Entry {
      Entry(kind: .decision, time: TestLedger.time, engine: "t") { _ in
        (0..<depth).reduce("\"[{\\") { inner, _ in [inner] }
      }
    }
    let most = RecordCheck.limits.depth
    _ = try ledger.append([nested(most)])
    #expect(throws: LedgerError.self) { try ledger.append([nested(most + 1)]) }
    #expect(throws: LedgerError.self) {
      try ledger.append([
        Entry(kind: .decision, time: TestLedger.time, engine: String(repeating: "e", count: 5_000)) { _ in [:]
        }
      ])
    }
    #expect(try test.verify().isSound)
    #expect(try test.verify().records == 1)
  }
}
