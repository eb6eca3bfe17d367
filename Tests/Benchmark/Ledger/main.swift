import PlumblineJSON
import PlumblineLedger
import PlumblineSQLite

#if canImport(Glibc)
  import Glibc
#endif

// The cost of recording compared with the least that any durable record costs: the same bytes in one bare SQLite table, under the
// same settings, in the same run. Prints medians and ratios.

// ledger-benchmark fill LEDGER RECORDS BYTES: makes a ledger for others to measure.
if CommandLine.arguments.count == 5, CommandLine.arguments[1] == "fill",
  let records = Int(CommandLine.arguments[3]), let bytes = Int(CommandLine.arguments[4])
{
  try Fill.run(LedgerPlace(CommandLine.arguments[2]), records: records, bytes: bytes)
  exit(0)
}

let folder = CommandLine.arguments.dropFirst().first ?? "/tmp/plumbline-ledger-benchmark"
mkdir(folder, 0o700)

/// A payload of about the size of an answer's.
func payload(_ number: Int, bytes: Int) -> JSONValue {
  [
    "as_of": "2026-11-20", "patient": .string("P-\(number)"),
    "profile": ["id": .string("id-\(number)"), "patient": ["age": 44]],
    "answer": ["format": "text", "text": .string(String(repeating: "x", count: bytes))],
  ]
}

func entry(_ number: Int, bytes: Int) -> Entry {
  Entry(kind: .decision, time: "2026-11-21T09:30:00.000Z", engine: "benchmark") { _ in
    payload(number, bytes: bytes)
  }
}

func bareTable(_ path: String) throws -> Connection {
  var options = Connection.Options()
  options.settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
  let connection = try Connection(path, options)
  try connection.withoutTransaction { db in
    try db.run("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
  }
  return connection
}

func commit(_ connection: Connection, _ entries: [Int], bytes: Int) throws {
  try connection.withoutTransaction { db in
    try db.transaction(.immediate) {
      for number in entries {
        let text = payload(number, bytes: bytes).canonicalText
        try db.run("INSERT INTO bare (text) VALUES (?)", text)
      }
    }
  }
}

func milliseconds(_ work: () throws -> Void) rethrows -> Double {
  let took = try ContinuousClock().measure(work).components
  return Double(took.seconds) * 1e3 + Double(took.attoseconds) / 1e15
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func shown(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}

let ledger = try Ledger.open(LedgerPlace("\(folder)/ledger.sqlite"), for: .appending)
let bare = try bareTable("\(folder)/bare.sqlite")
for (batch, bytes, rounds) in [(1, 18_000, 200), (1_000, 300, 30), (10_000, 300, 10)] {
  var times: (bare: [Double], ledger: [Double]) = ([], [])
  for _ in 0..<rounds {
    times.bare.append(try milliseconds { try commit(bare, Array(0..<batch), bytes: bytes) })
    times.ledger.append(
      try milliseconds { _ = try ledger.append((0..<batch).map { entry($0, bytes: bytes) }) })
  }
  let (least, ours) = (median(times.bare), median(times.ledger))
  print(
    "\(batch) of \(bytes) bytes a commit: bare table \(shown(least)) ms, ledger \(shown(ours)) ms, "
      + "\(shown(ours / least)) x, \(Int(Double(batch) / ours * 1e3)) records/s")
}
