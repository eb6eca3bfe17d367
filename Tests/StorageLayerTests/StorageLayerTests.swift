import CPlumblineFaultyStorage
import Glibc
import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineLedger

/// Every system call of SQLite fails once, and then all calls from that one on fail, one call after the other.
///
/// After each failure, every acknowledged record is there unchanged, the ledger verifies, and the next answer is recorded.
@Suite(.serialized)
struct StorageLayerTests {
  struct Fault: Sendable, CustomStringConvertible {
    var name: String
    var calls: Int
    var way: faulty_way
    var stays: Bool
    var description: String { "\(name)\(stays ? ", and from then on" : "")" }
  }

  private static let kinds: [(name: String, calls: Int, way: faulty_way)] = [
    ("a read that fails", faulty_read, faulty_io_error),
    ("a write that fails", faulty_write, faulty_io_error),
    ("a write of half the bytes", faulty_write, faulty_short_write),
    ("a full disk", faulty_write, faulty_disk_full),
    ("a sync that fails", faulty_sync, faulty_io_error),
    ("a truncation that fails", faulty_truncate, faulty_io_error),
    ("a file that does not open", faulty_open, faulty_io_error),
    ("a file that is not deleted", faulty_delete, faulty_io_error),
    ("a lock that fails", faulty_lock, faulty_io_error),
    ("a lock that another has", faulty_lock, faulty_busy),
    ("memory of the log that fails", faulty_memory, faulty_io_error),
    ("memory of the log that another has", faulty_memory, faulty_busy),
  ]

  static let faults: [Fault] = kinds.flatMap { kind in
    // SQLite tries for ten seconds before it gives up the log's index for good.
    (kind.calls == faulty_memory && kind.way == faulty_busy ? [false] : [false, true])
      .map { Fault(name: kind.name, calls: kind.calls, way: kind.way, stays: $0) }
  }

  /// A folder in memory, if there is one: this tests how SQLite handles errors, not a disk.
  private struct MemoryFolder: ~Copyable {
    let path: String

    init() {
      let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
      path = "\(parent)/plumbline-layer-\(UInt64.random(in: .min ... .max))"
      mkdir(path, 0o700)
    }

    deinit { _ = Command.run("/bin/rm", ["-rf", path]) }
  }

  /// The acknowledged records, by their numbers, with the content of each.
  private struct Returned {
    var numbers: [Int: Int] = [:]
    var next = 0

    /// Records twice, as one process would; any error ends it.
    ///
    /// - Parameter patience: how long to wait for others, in milliseconds; without failures, as long as on a busy machine.
    mutating func ask(_ place: LedgerPlace, times: Int = 2, patience: Int = 20) throws {
      let ledger = try Ledger.open(place, for: .appending, patience: patience)
      for _ in 0..<times {
        next += 1
        let number = next
        let entry = Entry(kind: .decision, time: "2026-11-21T09:30:00.000Z", engine: "test") { _ in
          ["number": .number(ExactNumber(number)), "answer": .string(String(repeating: "x", count: 3_000))]
        }
        let index = try #require(try ledger.append([entry]).names.first?.index)
        #expect(numbers.updateValue(number, forKey: index) == nil, "two answers bear the name \(index)")
      }
    }

    func expectKept(_ place: LedgerPlace, _ context: String) throws {
      let found = try Ledger.verify(place, VerificationRequest())
      #expect(found.isSound, "\(context): \(found.divergences)")
      let ledger = try Ledger.open(place, for: .reading)
      for (index, number) in numbers {
        let record = try ledger.record(index)
        #expect(record.payload?["number"] == .number(ExactNumber(number)), "\(context): record \(index)")
      }
    }
  }

  @Test(arguments: faults) func `an existing ledger`(fault: Fault) throws {
    let scratch = MemoryFolder()
    let place = LedgerPlace("\(scratch.path)/data/ledger.sqlite")
    var returned = Returned()
    try returned.ask(place, patience: 10_000)
    var turn = 0
    try #require(faulty_register() == 0)
    while true {
      turn += 1
      let plan = faulty_arm(scratch.path, UInt32(fault.calls), fault.way, turn, fault.stays)
      let before = returned.numbers.count
      do { try returned.ask(place) } catch {
        #expect(error is LedgerError, "\(fault), call \(turn): \(error)")
      }
      let failed = faulty_disarm(plan)
      let context = "\(fault), call \(turn) of its kind, \(returned.numbers.count - before) returned"
      try returned.ask(place, times: 1, patience: 10_000)
      try returned.expectKept(place, context)
      if failed == 0 { break }
      try #require(turn < 2_000, "there is no end to it")
    }
    print("\(fault), existing ledger: \(turn - 1) calls, \(returned.numbers.count) records")
  }

  @Test(arguments: faults) func `a new ledger`(fault: Fault) throws {
    try #require(faulty_register() == 0)
    var turn = 0
    while true {
      turn += 1
      let scratch = MemoryFolder()
      let place = LedgerPlace("\(scratch.path)/data/ledger.sqlite")
      var returned = Returned()
      let plan = faulty_arm(scratch.path, UInt32(fault.calls), fault.way, turn, fault.stays)
      do { try returned.ask(place) } catch {
        #expect(error is LedgerError, "\(fault), call \(turn): \(error)")
      }
      let failed = faulty_disarm(plan)
      let context = "\(fault), call \(turn) of its kind"
      try returned.ask(place, times: 1, patience: 10_000)
      try returned.expectKept(place, context)
      if failed == 0 { break }
      try #require(turn < 2_000, "there is no end to it")
    }
    print("\(fault), new ledger: \(turn - 1) calls")
  }
}
