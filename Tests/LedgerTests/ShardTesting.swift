import PlumblineJSON
import PlumblineTestSupport
import PlumblineTransparency

@testable import PlumblineLedger

extension TestLedger {
  /// Imports a shard's records into this ledger.
  @discardableResult
  func take(
    _ shard: LedgerPlace, batch: Int = 10_000, keys: [VerifierKey] = [], wrapping: WrappingKey? = nil,
    shardWrapping: WrappingKey? = nil, progress: (ImportProgress) -> Void = { _ in }
  ) throws -> ImportOutcome {
    var request = ImportRequest(shard: shard, keys: keys, wrapping: shardWrapping, by: "dr-import")
    request.batch = batch
    return try open(wrapping: wrapping).take(
      request, time: Self.time, engine: Self.engine, progress: progress)
  }

  func erase(_ index: Int) throws {
    _ = try open().erase(
      ErasureRequest(targets: [.record(index)], reason: "asked", by: nil), time: Self.time,
      engine: Self.engine)
  }

  /// Adds an override of a record, as the command would.
  func override(_ index: Int) throws {
    _ = try open().append(.override, about: index, time: Self.time, engine: Self.engine) { answer in
      [
        "about": .number(ExactNumber(index)), "reason_code": "r",
        "patient": answer.payload?["patient"] ?? .null,
      ]
    }
  }

  func count() throws -> Int { try open(.reading).count() }

  func origin() throws -> String { try open(.reading).origin() ?? "" }

  /// Drops the triggers, changes the database, and restores the triggers exactly.
  func edit(_ sql: String) -> Command.Result {
    let triggers = "FROM sqlite_schema WHERE type = 'trigger'"
    let guards = shell("SELECT sql || ';' \(triggers)").output
    let drops = shell("SELECT 'DROP TRIGGER ' || name || ';' \(triggers)").output
    return shell("\(drops) PRAGMA ignore_check_constraints = ON; \(sql);\n\(guards)")
  }

  /// A copy of the ledger's files in their own folder.
  func copy(_ name: String) -> LedgerPlace {
    _ = Command.run("/bin/cp", ["-r", place.folder, "\(scratch.path)/\(name)"])
    return LedgerPlace("\(scratch.path)/\(name)/ledger.sqlite")
  }
}

/// The refusal of a shard; nil if it was not refused, or something else went wrong.
func refusal(_ work: () throws -> Void) -> ShardRefusal? {
  do {
    try work()
  } catch LedgerError.shard(_, let refusal) {
    return refusal
  } catch {}
  return nil
}
