import Glibc
import PlumblineSQLite
import PlumblineTestSupport
import Synchronization
import Testing

@testable import PlumblineLedger

/// One lock over check, commit and keeping the head; and SQLite's own locks, which closing a descriptor would release.
struct LockTests {
  /// The locks on a file, as the kernel reports them: `POSIX READ`, `OFDLCK WRITE`.
  private static func locks(_ path: String) throws -> [String] {
    let inode = try #require(try FileLook.at(path)).identity.inode
    return Command.contents("/proc/locks").split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").filter { $0 != "->" }
      return words.count > 5 && words[5].hasSuffix(":\(inode)") ? "\(words[1]) \(words[3])" : nil
    }
  }

  private static func openAndClose(_ path: String) { close(open(path, O_RDONLY)) }

  @Test
  func
    `closing a second descriptor of a database gives up SQLite's own locks, and another takes the log away`()
    throws
  {
    let scratch = Scratch()
    let path = "\(scratch.path)/plain.sqlite"
    let connection = try Connection(path)
    try connection.withoutTransaction { db in
      try db.script("PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)")
    }
    #expect(try Self.locks(path).contains("POSIX READ"))
    _ = Command.run("/usr/bin/sqlite3", [path, "SELECT count(*) FROM t"])
    #expect(PrivateFile.exists(path + "-wal"), "a guest that leaves leaves the log to those who stay")

    Self.openAndClose(path)
    #expect(try !Self.locks(path).contains("POSIX READ"))
    _ = Command.run("/usr/bin/sqlite3", [path, "SELECT count(*) FROM t"])
    #expect(!PrivateFile.exists(path + "-wal"), "this is why no ledger does that")
    // What is written now goes to a log without a name: no other process sees it.
    try connection.withoutTransaction { try $0.run("INSERT INTO t VALUES (2)") }
    #expect(Command.run("/usr/bin/sqlite3", [path, "SELECT count(*) FROM t"]).output == "1\n")
  }

  @Test func `no use of a ledger in this process releases SQLite's locks on it`() throws {
    let test = TestLedger()
    let shard = TestLedger()
    try test.fill(3)
    try shard.fill(2)
    let ledger = try test.open()
    let place = test.place
    let deeds: [(String, () throws -> Void)] = [
      ("append", { _ = try ledger.append([TestLedger.entry(1)]) }),
      ("another one for appending", { _ = try Ledger.open(place, for: .appending).count() }),
      ("another one for reading", { _ = try Ledger.open(place, for: .reading).count() }),
      (
        "two more, crosswise",
        {
          let one = try Ledger.open(place, for: .appending)
          let two = try Ledger.open(place, for: .appending)
          _ = try one.append([TestLedger.entry(1)])
          _ = try two.append([TestLedger.entry(1)])
        }
      ),
      ("verify", { () throws in _ = try #require(try Ledger.verify(place, VerificationRequest()).head) }),
      ("condition", { () throws in _ = try ledger.condition() }),
      ("pseudonym", { _ = try Ledger.open(place, for: .reading).pseudonym(of: "x") }),
      (
        "override",
        {
          _ = try ledger.append(.override, about: 0, time: TestLedger.time, engine: "t") { _ in ["about": 0] }
        }
      ),
      (
        "import",
        {
          _ = try ledger.take(ImportRequest(shard: shard.place), time: TestLedger.time, engine: "t")
        }
      ),
      (
        "erase",
        {
          _ = try ledger.erase(
            ErasureRequest(targets: [.record(1)], reason: "r", by: nil), time: TestLedger.time, engine: "t")
        }
      ),
      ("recover", { _ = try ledger.recover(reason: "r", by: nil, time: TestLedger.time, engine: "t") }),
      (
        "one that is refused",
        {
          #expect(link(place.path, place.path + "2") == 0)
          #expect(throws: LedgerError.self) { try Ledger.open(place, for: .appending) }
          #expect(unlink(place.path + "2") == 0)
        }
      ),
    ]
    for (name, deed) in deeds {
      try deed()
      #expect(try Self.locks(place.path).contains("POSIX READ"), "\(name)")
      #expect(try !Self.locks(place.path).contains("OFDLCK WRITE"), "\(name) kept the lock")
      test.shell("SELECT count(*) FROM record")
      #expect(PrivateFile.exists(place.path + "-wal"), "\(name)")
    }
  }

  @Test func `the lock is held only while a record is added`() throws {
    let test = TestLedger()
    let ledger = try test.open()
    let path = test.place.path
    let seen = Mutex<[String]>([])
    _ = try ledger.append([
      Entry(kind: .decision, time: TestLedger.time, engine: "t") { _ in
        let locks = (try? Self.locks(path)) ?? []
        seen.withLock { $0 = locks }
        return [:]
      }
    ])
    #expect(seen.withLock { $0 }.contains("OFDLCK WRITE"))
    #expect(try !Self.locks(path).contains("OFDLCK WRITE"))
  }

  @Test func `waiting gives up in time, whether opening or adding`() throws {
    let test = TestLedger()
    let place = test.place
    let ledger = try test.open()
    let other = try Ledger.open(place, for: .appending, patience: 50)
    _ = try ledger.append([
      Entry(kind: .decision, time: TestLedger.time, engine: "t") { _ in
        #expect(throws: LedgerError.busy(place.path)) {
          try Ledger.open(place, for: .appending, patience: 50)
        }
        #expect(throws: LedgerError.busy(place.path)) { try other.append([TestLedger.entry(0)]) }
        let count = try Ledger.open(place, for: .reading).count()
        #expect(count == 0)
        return [:]
      }
    ])
    #expect(try other.append([TestLedger.entry(0)]).names[0].index == 1)
    #expect(try test.verify().isSound)
  }

  @Test func `waiting for SQLite's own locks, which a shell may hold, also ends in time`() throws {
    let test = TestLedger()
    try test.fill(1)
    let ledger = try Ledger.open(test.place, for: .appending, patience: 50)
    let shell = try Connection(test.place.path)
    let place = test.place
    try shell.withoutTransaction { db in
      try db.transaction(.immediate) {
        _ = #expect(throws: LedgerError.busy(place.path)) { try ledger.append([TestLedger.entry(0)]) }
      }
    }
    #expect(try ledger.append([TestLedger.entry(0)]).names[0].index == 1)
  }

  @Test func `threads that share a ledger, and threads with one each, give each name once`() async throws {
    let test = TestLedger()
    let shared = try test.open()
    let place = test.place
    let names = try await withThrowingTaskGroup(of: [Int].self) { group in
      for thread in 0..<6 {
        group.addTask {
          let ledger = thread < 3 ? shared : try Ledger.open(place, for: .appending, patience: 60_000)
          return try (0..<5).map { _ in try ledger.append([TestLedger.entry(thread)]).names[0].index }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(names.sorted() == Array(0..<30))
    #expect(try test.verify().isSound)
  }
}
