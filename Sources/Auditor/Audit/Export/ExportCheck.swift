internal import PlumblineCryptography
internal import PlumblineJSON
public import PlumblineLedger
public import PlumblineTransparency

/// Checks an export against its manifest, with only a public key.
public struct ExportCheck: Sendable {
  public let manifest: ExportManifest
  public let key: VerifierKey
  /// Why the manifest itself is not believed; nil if the key signed it. Nothing else is checked then.
  public let refusal: String?
  /// The head that covers the exported records.
  public private(set) var checkpoint: Checkpoint?
  /// The first divergences, in the order of the lines.
  public private(set) var divergences: [Divergence] = []
  /// The number of all divergences.
  public private(set) var count = 0
  /// What was found: lines and bytes.
  public let lines: Int
  public let bytes: Int

  public var isSound: Bool { refusal == nil && count == 0 }

  /// - Parameters:
  ///   - tally: what was read, ended by `finish`, whose result is `digest`.
  public init(
    _ tally: borrowing ExportTally, digest: [UInt8], against manifest: ExportManifest, key: VerifierKey
  ) {
    self.manifest = manifest
    self.key = key
    lines = tally.lines.count
    bytes = tally.bytes
    do {
      _ = try manifest.note.verify([key])
      refusal = nil
    } catch {
      refusal = "\(error)"
      return
    }
    checkStatement()
    let isWhole = manifest.statement["digest"]?.stringValue == "sha256:" + Hex.encode(digest)
    if manifest.hasOwnRows {
      compare(tally.lines)
    } else {
      add("manifest", "", "rows", .changed, "they are not those that were signed, so no line can be named")
    }
    if !isWhole, count == 0 || !manifest.hasOwnRows {
      add("export", "", "digest", .changed, "the file is not what was signed")
    }
  }

  /// What the signed statement says of itself.
  private mutating func checkStatement() {
    let statement = manifest.statement
    guard let text = statement["checkpoint"]?.stringValue,
      let note = try? SignedNote(parsing: Array(text.utf8)), (try? note.verify([key]))?.isEmpty == false,
      let head = try? Checkpoint(parsing: note.text), head.origin == key.name,
      statement["ledger"]?.stringValue == head.origin
    else {
      return add("manifest", "", "checkpoint", .changed, "it is not a checkpoint of \(key.name)")
    }
    checkpoint = head
    guard manifest.hasOwnRows else { return }
    if let beyond = manifest.lines.compactMap(\.record).first(where: { $0 >= head.size }) {
      add("manifest", "", "checkpoint", .changed, "it does not cover record \(beyond)")
    }
    let found = [
      ("records", ExportManifest.records(in: manifest.lines)), ("lines", manifest.lines.count),
    ]
    for (name, count) in found where statement[name]?.numberValue?.intValue != count {
      add("manifest", "", name, .changed, "the rows below it have \(count)")
    }
  }

  /// Names the lines that were changed, removed, added or moved, in one pass over both.
  private mutating func compare(_ found: [ExportTally.Line]) {
    let kept = manifest.lines
    var (place, line) = (0, 0)
    while place < kept.count, line < found.count, kept[place].digest == found[line].digest {
      (place, line) = (place + 1, line + 1)
    }
    // What is still to come on each side, each digest with how often; and what was passed before the other side had it.
    var (ahead, awaited) = (Self.counts(kept[place...]), Self.counts(found[line...]))
    var (earlyRows, earlyLines): ([[UInt8]: Int], [[UInt8]: Int]) = ([:], [:])
    while place < kept.count || line < found.count {
      let row = place < kept.count ? kept[place] : nil
      let here = line < found.count ? found[line] : nil
      var (takesRow, takesLine) = (row != nil, here != nil)
      if let row, Self.take(row.digest, from: &earlyLines) {
        takesLine = false
      } else if let here, Self.take(here.digest, from: &earlyRows) {
        takesRow = false
      } else if row?.digest != here?.digest {
        let isGone = row.map { awaited[$0.digest, default: 0] == 0 } ?? false
        let isNew = here.map { ahead[$0.digest, default: 0] == 0 } ?? false
        (takesRow, takesLine) = (isGone || !isNew, isNew || !isGone)
        report(line: line + 1, row: isGone ? row : nil, isNew: isNew, here)
        if !isGone, !isNew, let row, let here {
          earlyRows[row.digest, default: 0] += 1
          earlyLines[here.digest, default: 0] += 1
        }
      }
      if takesRow, let row {
        ahead[row.digest, default: 0] -= 1
        place += 1
      }
      if takesLine, let here {
        awaited[here.digest, default: 0] -= 1
        line += 1
      }
    }
  }

  /// Reports a line that is not the next row.
  ///
  /// - Parameters:
  ///   - row: the row that should be here, if the file has it nowhere.
  ///   - isNew: whether no row has the bytes of the line.
  private mutating func report(line: Int, row: ExportTally.Line?, isNew: Bool, _ here: ExportTally.Line?) {
    func add(_ way: Divergence.Way, _ message: String) {
      self.add("export", "line \(line)", "row", way, message)
    }
    switch (row, isNew) {
    case (let row?, true): add(.changed, "it is not \(Self.words(row)) as it was exported")
    case (let row?, false):
      add(.missing, "\(Self.words(row)) is not in the file; it belongs before this line")
    case (nil, true): add(.added, "no exported line that is still to come has these bytes")
    case (nil, false):
      let moved = manifest.lines.first { $0.digest == here?.digest }
      add(.reordered, "here \(moved.map(Self.words) ?? "a line") is out of order")
    }
  }

  /// Takes one of a digest; returns false if there is none.
  private static func take(_ digest: [UInt8], from counts: inout [[UInt8]: Int]) -> Bool {
    guard let count = counts[digest], count > 0 else { return false }
    counts[digest] = count - 1
    return true
  }

  private static func counts(_ lines: ArraySlice<ExportTally.Line>) -> [[UInt8]: Int] {
    Dictionary(lines.map { ($0.digest, 1) }, uniquingKeysWith: +)
  }

  private static func words(_ line: ExportTally.Line) -> String {
    line.record.map { "the row of record \($0)" } ?? "the header"
  }

  private mutating func add(
    _ table: String, _ row: String, _ field: String, _ way: Divergence.Way, _ message: String
  ) {
    count += 1
    if divergences.count < Verification.kept {
      divergences.append(Divergence(table, row, field, way, message))
    }
  }
}
