import Cohort
import Crypto
import Engine
import Glibc
import Guideline

/// The profiles of a race: their text, and the columns that it stands for, block by block.
struct Workload {
  let compiled: CompiledGuideline
  let pieces: [CohortPiece]
  /// The columns of each block, and how many patients are in it.
  private(set) var blocks: [(codes: [UInt8], count: Int)] = []

  init(_ compiled: CompiledGuideline, path: String, count: Int) throws {
    self.compiled = compiled
    guard let file = fopen(path, "r") else { exit(66) }
    defer { fclose(file) }
    var left = count
    var cutter = LineCutter(isCSV: false, size: 1 << 30)
    var pieces: [CohortPiece] = []
    var line = [CChar](repeating: 0, count: 1 << 16)
    // Whole lines until enough have been read.
    func read(_ size: Int) -> [UInt8] {
      var bytes: [UInt8] = []
      while left > 0, bytes.count < size, fgets(&line, Int32(line.count), file) != nil {
        bytes += line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        left -= 1
      }
      return bytes
    }
    while let piece = cutter.next({ read($0) }) { pieces.append(piece) }
    self.pieces = pieces
    let worker = self.worker()
    var blocks: [(codes: [UInt8], count: Int)] = []
    for piece in pieces {
      let unsure = worker.read(piece) { block in
        if block.count > 0 { blocks.append((Array(block.allCodes), block.count)) }
      }
      if unsure > 0 { exit(65) }
    }
    self.blocks = blocks
  }

  func worker() -> CohortWorker {
    guard let selection = try? CohortSelection([], compiled) else { exit(70) }
    return CohortWorker(CohortSetting(compiled, format: .ndjson, selection: selection))
  }

  /// The ids of rules as the workload writes them: `r00012` is `R00012`.
  func ids(_ rules: [Int]) -> String {
    rules.map { rule in
      "R" + compiled.guideline.rules[rule].id.split(separator: "/")[1].dropFirst()
    }.joined(separator: ",")
  }
}

/// A digest over a line for each profile.
struct Lines {
  private var hash = SHA256()
  private var index = 0

  mutating func add(_ text: String) {
    hash.update(data: Array("\(index):\(text)\n".utf8))
    index += 1
  }

  var digest: String {
    hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

/// One way to race.
protocol Race {
  /// One round; returns the matches.
  func run() -> Int
  /// Over what was found for each profile.
  func digest() -> String
}
