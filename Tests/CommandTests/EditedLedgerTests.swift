import PlumblineJSON
import PlumblineLedger
import PlumblineTestSupport
import Testing

/// The command finds and names every change that the database's owner makes with SQLite's own shell.
struct EditedLedgerTests {
  /// One edit: the statement, and the table and row that must be named.
  struct Edit {
    var sql: String
    var named: [String]
  }

  /// A closed ledger of shipped examples.
  private static func make(_ scratch: borrowing Scratch, records: Int) -> String {
    let path = "\(scratch.path)/ledger.sqlite"
    let place = LedgerPlace(path)
    guard let ledger = try? Ledger.open(place, for: .appending), let guideline = try? Shipped.guideline()
    else {
      return path
    }
    let entries = (0..<records).map { number in
      Entry(
        kind: .decision, time: "2026-11-21T09:30:00.000Z", engine: "plumbline test",
        packs: number % 2 == 0 ? guideline.packs.filter { $0.id == "red-flags" } : []
      ) { _ in
        [
          "patient": .string("P-\(number)"), "by": "dr-a", "reason_code": "patient-refuses",
          "about": .number(ExactNumber(number)),
          "decision": [
            "decision": "recommend", "trace": [["rule": "a/b", "truth": "true"]],
            "recommendations": [["role": "primary", "pairing": "e", "claims": [["certainty": "low"]]]],
            "undecided": [["rule": "a/d", "needs": ["f"]]],
          ],
        ]
      }
    }
    _ = try? ledger.append(entries)
    return path
  }

  private static let texts = [
    "time", "kind", "patient", "person", "decision", "pairing", "certainties", "fired", "undecided", "reason",
  ]

  private static func edit(_ random: inout Seeded, _ path: String, records: Int) -> Edit {
    let index = random.below(records)
    let other = (index + 1 + random.below(records - 1)) % records
    func cell(_ table: String, _ column: String, _ key: String) -> String {
      Command.run("/usr/bin/sqlite3", [path, "SELECT hex(\(column)) FROM \(table) WHERE \(key)"]).output
        .trimmingSuffix(while: \.isNewline).description
    }
    /// The cell with one bit changed, as a literal.
    func flipped(_ hex: String) -> String {
      var digits = Array(hex)
      let place = random.below(max(digits.count, 1))
      let value = (digits[place].hexDigitValue ?? 0) ^ (1 << random.below(4))
      digits[place] = Character(String(value, radix: 16, uppercase: true))
      return "x'\(String(digits))'"
    }
    let record = "record \(index)"
    switch random.below(17) {
    case 0, 1, 2:
      let column = random.pick(["leaf", "key", "sealed"])
      return Edit(
        sql:
          "UPDATE record SET \(column) = \(flipped(cell("record", column, "idx = \(index)"))) WHERE idx = \(index)",
        named: ["\(record), \(column == "key" ? "sealed" : column): "])
    case 3, 4:
      let column = random.pick(texts)
      return Edit(
        sql:
          "UPDATE record SET \(column) = CAST(\(flipped(cell("record", column, "idx = \(index)"))) AS TEXT) WHERE idx = \(index)",
        named: [record, column])
    case 5:
      let column = random.pick(texts.filter { $0 != "time" && $0 != "kind" })
      return Edit(sql: "UPDATE record SET \(column) = NULL WHERE idx = \(index)", named: [record, column])
    case 6:
      return Edit(sql: "UPDATE record SET about = about + 1 WHERE idx = \(index)", named: [record, "about"])
    case 7:
      return Edit(
        sql: "DELETE FROM record WHERE idx = \(index)",
        named: [record, index == records - 1 ? "truncated" : "missing"])
    case 8:
      let (low, high) = (min(index, other), max(index, other))
      return Edit(
        sql: """
          UPDATE record SET idx = -1 - idx WHERE 0; PRAGMA ignore_check_constraints = ON;
          UPDATE record SET idx = 100000 WHERE idx = \(low); UPDATE record SET idx = \(low) WHERE idx = \(high);
          UPDATE record SET idx = \(high) WHERE idx = 100000
          """, named: ["record \(low)", "reordered"])
    case 9:
      return Edit(
        sql: "UPDATE record SET sealed = NULL, key = NULL WHERE idx = \(index)", named: [record, "added"])
    case 10:
      let all = texts.filter { $0 != "time" && $0 != "kind" } + ["about", "key", "sealed"]
      return Edit(
        sql: "UPDATE record SET \(all.map { "\($0) = NULL" }.joined(separator: ", ")) WHERE idx = \(index)",
        named: [record, "sealed", "missing", "no erasure names it"])
    case 11:
      let from = max(1, index)
      return Edit(
        sql: "DELETE FROM record WHERE idx >= \(from)",
        named: ["record \(from)", "truncated", "only \(from) are here"])
    case 12:
      let level = random.below(3)
      let position = random.below(records >> level)
      let row = "level = \(level) AND position = \(position)"
      let sql =
        random.chance(50)
        ? "UPDATE node SET hash = \(flipped(cell("node", "hash", row))) WHERE \(row)"
        : "DELETE FROM node WHERE \(row)"
      return Edit(sql: sql, named: ["node \(level)/\(position)"])
    case 13:
      let row = "name = 'stops.lua'"
      return random.chance(50)
        ? Edit(
          sql: "UPDATE pack_file SET text = \(flipped(cell("pack_file", "text", row))) WHERE \(row)",
          named: ["pack_file sha256:", "text: changed"])
        : Edit(sql: "DELETE FROM pack_file WHERE \(row)", named: ["pack_file sha256:"])
    case 14:
      let note = "CAST(\(flipped(cell("head", "note", "id = 0"))) AS TEXT)"
      return Edit(
        sql: random.pick([
          "UPDATE head SET note = \(note)", "UPDATE head SET size = size + 1", "DELETE FROM head",
        ]),
        named: ["head 0"])
    case 15:
      let column = random.pick(["as_of", "purpose", "packs", "missing", "recalled"])
      return Edit(
        sql: random.pick([
          "UPDATE detail SET \(column) = 'x' WHERE idx = \(index)",
          "UPDATE detail SET facts = x'00' WHERE idx = \(index)",
        ]), named: ["detail \(index)"])
    default:
      return Edit(
        sql: random.pick([
          "CREATE TABLE extra (a)", "CREATE INDEX extra ON record (time)", "CREATE VIEW extra AS SELECT 1",
          "CREATE TRIGGER extra AFTER INSERT ON record BEGIN SELECT 1; END",
        ]), named: ["schema extra", "added"])
    }
  }

  @Test func `500 edits with SQLite's shell are all found, and named by table and row`() throws {
    let scratch = Scratch()
    let records = 12
    let path = Self.make(scratch, records: records)
    #expect(Command.plumbline(["audit", "verify", "--ledger", path]).code == 0)
    let triggers = Command.run(
      "/usr/bin/sqlite3", [path, "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'"]
    ).output
    let drops = Command.run(
      "/usr/bin/sqlite3",
      [path, "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_schema WHERE type = 'trigger'"]
    ).output
    #expect(drops.split(separator: "\n").count == 12)
    let copy = "\(scratch.path)/copy.sqlite"
    for file in [".key", ".pub", ".head"] { _ = Command.run("/bin/cp", [path + file, copy + file]) }
    var random = Seeded(Seeded.first)
    for round in 0..<500 {
      _ = Command.run("/bin/cp", [path, copy])
      let edit = Self.edit(&random, path, records: records)
      let shell = Command.run("/usr/bin/sqlite3", [copy, "\(drops)\(edit.sql);\n\(triggers)"])
      let result = Command.plumbline(["audit", "verify", "--ledger", copy])
      let note: Comment =
        "round \(round), seed \(Seeded.first): \(edit.sql.prefix(200)): \(shell.error)\(result.output)"
      #expect(shell.code == 0, note)
      #expect(result.code == 1, note)
      #expect(result.output.contains("NOT VERIFIED"), note)
      let first =
        result.output.split(separator: "\n").drop { !$0.hasPrefix("NOT VERIFIED") }.dropFirst().first ?? ""
      for word in edit.named { #expect(first.contains(word), note) }
    }
    print("500 edits, seed \(Seeded.first)")
  }
}

extension String {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
