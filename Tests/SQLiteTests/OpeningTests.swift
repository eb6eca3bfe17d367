import Glibc
import PlumblineSQLite
import PlumblineTestSupport
import Synchronization
import Testing

/// Counts its calls.
final class Counter: Sendable {
  private let count = Mutex(0)

  /// The count before.
  func add() -> Int {
    count.withLock { count in
      defer { count += 1 }
      return count
    }
  }
}

/// A name is always a file's, and a file that is not a database is reported when it is opened.
struct OpeningTests {
  @Test func `reading does not create a ledger`() throws {
    let scratch = Scratch()
    let path = "\(scratch.path)/missing.sqlite"
    let fault = #expect(throws: SQLiteError.self) { try Connection(path, .init(.reading)) }
    #expect(fault?.code == .cannotOpen)
    #expect(fault?.message == "unable to open database file")
    #expect(access(path, F_OK) != 0)
  }

  @Test func `a file that is not a database is reported when it is opened`() throws {
    let scratch = Scratch()
    scratch.write("a", Array(repeating: UInt8(ascii: "x"), count: 5_000))
    for access in [Connection.Options.Access.reading, .writing, .unchanging] {
      let fault = #expect(throws: SQLiteError.self) { try Connection("\(scratch.path)/a", .init(access)) }
      #expect(fault?.message == "file is not a database")
    }
  }

  @Test func `settings that SQLite refuses close the connection`() throws {
    let scratch = Scratch()
    var options = Connection.Options()
    options.settings = "PRAGMA synchronous = FULL; no such statement"
    let before = descriptors()
    for _ in 0..<5 { #expect(throws: SQLiteError.self) { try Connection("\(scratch.path)/a", options) } }
    #expect(descriptors().filter { $0.hasPrefix(scratch.path) } == [], "\(before)")
  }

  private func descriptors() -> [String] {
    (0..<1_024).compactMap { number in
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { readlink("/proc/self/fd/\(number)", $0, buffer.count) } ?? -1
      }
      return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }
  }

  @Test(arguments: ["a?mode=memory", "a%41", "a#b", "file:x", ":memory:", "a b"])
  func `a name is always a file's, even if SQLite would read it otherwise`(name: String) throws {
    let scratch = Scratch()
    let path = "\(scratch.path)/\(name)"
    try Connection(path).withoutTransaction { (db) throws in
      try db.run("CREATE TABLE t (a)")
      try db.run("INSERT INTO t VALUES (?)", 17)
    }
    #expect(access(path, F_OK) == 0)
    for access in [Connection.Options.Access.reading, .unchanging] {
      let connection = try Connection(path, .init(access))
      #expect(connection.isReadOnly)
      #expect(try connection.read { try $0.number("SELECT a FROM t") } == 17)
      let fault = #expect(throws: SQLiteError.self) {
        try connection.withoutTransaction { try $0.run("INSERT INTO t VALUES (?)", 1) }
      }
      #expect(fault?.code == .readOnly)
    }
  }

  @Test(arguments: [":memory:", "file::memory:", "file:x?mode=memory", ""])
  func `a name without a folder is that of a file in the current one`(name: String) {
    #expect(throws: SQLiteError.self) { try Connection(name, .init(.reading)) }
  }

  @Test func `reading an unchanging file takes no lock and leaves nothing beside it`() throws {
    let scratch = Scratch()
    let path = "\(scratch.path)/a.sqlite"
    try Connection(path).withoutTransaction { try $0.script("PRAGMA journal_mode = WAL; CREATE TABLE t (a)") }
    let connection = try Connection(path, .init(.unchanging))
    try connection.read { (db) throws in
      #expect(try db.number("SELECT count(*) FROM t") == 0)
      #expect(access(path + "-wal", F_OK) != 0 && access(path + "-shm", F_OK) != 0)
    }
  }

  @Test func `the library's version is that of the loaded library`() throws {
    let scratch = Scratch()
    let answered = try Connection("\(scratch.path)/a").read {
      try $0.first("SELECT sqlite_version()")?[0].string
    }
    #expect(answered == Connection.libraryVersion)
  }
}
