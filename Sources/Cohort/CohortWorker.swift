public import Engine
internal import Guideline
internal import Interchange
internal import JSON

/// Answers a cohort piece by piece: lines in, rows out. One thread works with it at a time; many of them work side by side.
public final class CohortWorker {
  let setting: CohortSetting
  let block: CohortBlock
  private let reader: ProfileReader
  private let writer: RowWriter
  private let names: GuidelineNames
  private(set) var memory: AnswerMemory
  private var tally: CohortTally
  /// What stands in each row of the block.
  private var places: [Place] = []
  private var output = CohortOutput()
  private let source: any RowSource

  /// A line in a row of the block.
  struct Place {
    var line: Int
    /// In the piece.
    var range: Range<Int>
    var id: Identity
    var rejection: Rejection?
  }

  /// A patient's id: where it stands in the piece, with its quotes; or as a text of its own.
  enum Identity {
    case none
    case bytes(Range<Int>)
    case text(String)
  }

  public convenience init(_ setting: CohortSetting) { self.init(setting, remembering: 1 << 15) }

  /// - Parameter most: how many answers are remembered at a time; a power of two.
  init(_ setting: CohortSetting, remembering most: Int) {
    self.setting = setting
    let compiled = setting.compiled
    block = CohortBlock(compiled)
    reader = ProfileReader(compiled.guideline.vocabulary)
    writer = RowWriter(compiled, setting.format)
    names = GuidelineNames(compiled)
    memory = AnswerMemory(width: compiled.rowWords, mostEntries: most)
    tally = CohortTally(compiled.guideline)
    places.reserveCapacity(CohortBlock.capacity)
    if let columns = setting.columns {
      source = CSVSource(block, columns)
    } else {
      source = LineSource(block)
    }
  }

  /// Answers every line of a piece.
  public func answer(_ piece: CohortPiece) -> CohortOutput {
    output = CohortOutput()
    output.rows.reserveCapacity(piece.bytes.count * 2)
    piece.bytes.withUnsafeBufferPointer { bytes in
      source.begin(bytes, piece)
      while let (place, isCertain) = source.next(row: block.count) {
        places.append(place)
        if !isCertain { readStrictly(&places[places.count - 1], bytes) }
        block.count += 1
        if block.count == CohortBlock.capacity { flush(bytes) }
      }
      flush(bytes)
    }
    return output
  }

  /// The counts so far, over all pieces; they begin anew.
  public func takeSummary() -> CohortSummary {
    for entry in memory.empty() { tally.add(entry.answer, entry.count, names) }
    defer { tally = CohortTally(setting.compiled.guideline) }
    return CohortSummary(tally, setting.compiled)
  }

  /// Lets the strict reader say what a line holds, or all that is wrong with it.
  private func readStrictly(_ place: inout Place, _ bytes: UnsafeBufferPointer<UInt8>) {
    block.clear(row: block.count)
    if place.rejection != nil { return }
    do {
      let profile = try reader.read(source.text(place.range, bytes))
      block.set(profile, row: block.count)
      place.id = profile.id.map { .text($0) } ?? .none
    } catch {
      place.rejection = Rejection(
        line: place.line, error, showsValues: setting.showsValues, showsColumns: setting.columns == nil)
    }
  }

  /// Answers the patients of the block.
  private func flush(_ bytes: UnsafeBufferPointer<UInt8>) {
    for row in block.suspects() where places[row].rejection == nil {
      let text = source.text(places[row].range, bytes)
      do {
        _ = try reader.read(text)
      } catch {
        places[row].rejection = Rejection(
          line: places[row].line, error, showsValues: setting.showsValues,
          showsColumns: setting.columns == nil)
        block.clear(row: row)
      }
    }
    for failure in block.run() where places[failure.row].rejection == nil {
      places[failure.row].rejection = Rejection(line: places[failure.row].line, reason: "\(failure.error)")
      output.hasFailed = true
    }
    for row in places.indices { write(row, bytes) }
    places.removeAll(keepingCapacity: true)
    block.clear()
  }

  private func write(_ row: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    if let rejection = places[row].rejection {
      output.rejected += 1
      tally.rejected += 1
      if setting.rejectsInPlace { output.rows += rejection.text } else { output.rejects += rejection.text }
      return
    }
    var decided: (profile: Profile, decision: Decision)?
    if let decides = setting.decides {
      do {
        let profile = try reader.read(source.text(places[row].range, bytes))
        decided = (profile, try decides.evaluator.decide(profile, asOf: decides.asOf))
      } catch {
        places[row].rejection = Rejection(line: places[row].line, reason: "no decision: \(error)")
        output.hasFailed = true
        return write(row, bytes)
      }
    }
    let before = tally.selected
    answer(row, bytes)
    if let (profile, decision) = decided, tally.selected > before {
      output.decided.append(
        DecidedRow(profile: profile, decision: decision, place: output.rows.count - writer.ending))
    }
  }

  private func answer(_ row: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    output.answered += 1
    let words = block.words(row)
    if memory.isIdle {
      let answer = block.answer(row)
      tally.add(answer, 1, names)
      if setting.selection.holds(answer) {
        tally.selected += 1
        write(writer.text(answer), places[row], bytes)
      }
      return
    }
    let entry: Int
    if let known = memory.find(words) {
      entry = known
    } else {
      if memory.isFull { for entry in memory.empty() { tally.add(entry.answer, entry.count, names) } }
      let answer = block.answer(row)
      entry = memory.keep(
        words,
        .init(answer: answer, text: writer.text(answer), isSelected: setting.selection.holds(answer)))
    }
    memory.count(entry)
    if memory.entries[entry].isSelected {
      tally.selected += 1
      write(memory.entries[entry].text, places[row], bytes)
    }
  }

  @inline(__always)
  private func write(_ text: borrowing RowText, _ place: Place, _ bytes: UnsafeBufferPointer<UInt8>) {
    if writer.format == .summary { return }
    output.rows += text.before
    output.rows.append(digitsOf: place.line)
    output.rows += text.middle
    switch place.id {
    case .none: writer.id(UnsafeBufferPointer(start: nil, count: 0), to: &output.rows)
    case .bytes(let range): writer.id(UnsafeBufferPointer(rebasing: bytes[range]), to: &output.rows)
    case .text(let id): writer.id(id, to: &output.rows)
    }
    output.rows += text.after
  }
}
