import Glibc
import PlumblineCohort
import PlumblineCryptography
import PlumblineEngine
import PlumblineGuideline

/// The profiles of a race: their text, and the corresponding columns, block by block.
struct Workload {
  let compiled: CompiledGuideline
  /// As the command cuts them.
  let pieces: [CohortPiece]
  /// The columns of each block, and the number of its patients.
  private(set) var blocks: [(codes: [UInt8], count: Int)] = []

  init(_ compiled: CompiledGuideline, path: String, count: Int) throws {
    self.compiled = compiled
    guard let file = fopen(path, "r") else { exit(66) }
    defer { fclose(file) }
    var text: [UInt8] = []
    var line = [CChar](repeating: 0, count: 1 << 16)
    for _ in 0..<count {
      guard fgets(&line, Int32(line.count), file) != nil else { break }
      text += line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    }
    pieces = Self.pieces(text, LineCutter(isCSV: false))
    let worker = self.worker()
    var blocks: [(codes: [UInt8], count: Int)] = []
    // Full blocks, regardless of the pieces.
    for piece in Self.pieces(text, LineCutter(isCSV: false, size: 1 << 30)) {
      let unsure = worker.read(piece) { block in
        if block.count > 0 { blocks.append((Array(block.allCodes), block.count)) }
      }
      if unsure > 0 { exit(65) }
    }
    self.blocks = blocks
  }

  private static func pieces(_ text: [UInt8], _ cutter: LineCutter) -> [CohortPiece] {
    var cutter = cutter
    var at = 0
    var pieces: [CohortPiece] = []
    while let piece = cutter.next({ size in
      defer { at = min(at + size, text.count) }
      return Array(text[at..<min(at + size, text.count)])
    }) {
      pieces.append(piece)
    }
    return pieces
  }

  func worker() -> CohortWorker {
    guard let selection = try? CohortSelection([], compiled), let day = Day("2026-11-20") else { exit(70) }
    return CohortWorker(CohortSetting(compiled, asOf: day, format: .ndjson, selection: selection))
  }

  /// The ids of rules as the workload writes them: `r00012` is `R00012`.
  func ids(_ rules: [Int]) -> String {
    rules.map { rule in
      "R" + compiled.guideline.rules[rule].id.split(separator: "/")[1].dropFirst()
    }.joined(separator: ",")
  }
}

/// A digest over a line for each profile.
struct Lines: ~Copyable {
  private var hash = SHA256()
  private var index = 0

  mutating func add(_ text: String) {
    hash.update(Array("\(index):\(text)\n".utf8))
    index += 1
  }

  consuming func digest() -> String { Hex.encode(hash.finalize()) }
}

/// One way to race.
protocol Race {
  /// One round; returns the matches.
  func run() -> Int
  /// A digest over the result for each profile.
  func digest() -> String
}
