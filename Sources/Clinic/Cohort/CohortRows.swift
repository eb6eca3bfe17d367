internal import PlumblineEngine
internal import PlumblineGuideline

/// Assembles rows and counts them: answers seen before come from a cache; only the parts that differ between patients are written.
final class CohortRows {
  private let setting: CohortSetting
  private let format: CohortFormat
  private var writer: RowWriter
  private let names: GuidelineNames
  private let traceText: TraceText?
  /// For each condition on needs, the facts of which a row must need one.
  private let needed: [[Fact.Index]]
  private let needWords: Int
  private let memory: AnswerMemory
  private var tally: CohortTally
  private var selected = 0
  /// For each fact, the number of patients who need it.
  private let needCounts: UnsafeMutablePointer<Int>
  private let factCount: Int
  private let rows = RowBuffer()

  /// - Parameter most: the most answers in the cache; a power of two.
  init(_ setting: CohortSetting, _ trace: TraceText?, remembering most: Int) {
    self.setting = setting
    format = setting.format
    let compiled = setting.compiled
    writer = RowWriter(compiled, setting.format, named: setting.guideline)
    names = GuidelineNames(compiled)
    traceText = trace
    needed = setting.selection.needed
    needWords = compiled.needWords
    memory = AnswerMemory(width: compiled.rowWords, mostEntries: most)
    tally = CohortTally(compiled.guideline)
    factCount = compiled.guideline.vocabulary.facts.count
    needCounts = .allocate(capacity: max(factCount, 1))
    needCounts.initialize(repeating: 0, count: factCount)
  }

  deinit { needCounts.deallocate() }

  var count: Int { rows.count }
  func take() -> [UInt8] { rows.take() }

  /// Returns the counts so far, and resets them.
  func takeSummary() -> CohortSummary {
    empty()
    tally.selected = selected
    for fact in 0..<factCount { tally.needs[fact] = needCounts[fact] }
    defer {
      tally = CohortTally(setting.compiled.guideline)
      selected = 0
      needCounts.update(repeating: 0, count: factCount)
    }
    return CohortSummary(tally, setting.compiled)
  }

  /// Begins the rows of a file.
  func begin(_ file: String?) {
    empty()
    writer.file = file
  }

  private func empty() {
    memory.empty { tally.add($0, $1, names) }
  }

  func refuse(_ text: [UInt8], inPlace: Bool, _ output: inout CohortOutput) {
    tally.rejected += 1
    if inPlace { rows.add(text) } else { output.rejects += text }
  }

  /// Writes the row of one patient, if it is selected.
  ///
  /// - Parameters:
  ///   - id: the id, if it is not the one in the piece.
  ///   - raised: what the record raises, as JSON.
  ///   - bytes: the piece, padded.
  ///   - interpreted: the trace by the interpreter, if the block does not have everything for it.
  @discardableResult
  func write(
    _ block: CohortBlock, _ row: Int, _ place: RowPlace, _ id: String?, _ raised: [UInt8]?,
    _ bytes: UnsafeBufferPointer<UInt8>, _ interpreted: () -> [UInt8]
  ) -> Bool {
    let entry = entry(block, row)
    entry.pointee.count &+= 1
    let needs = block.needs(row)
    guard entry.pointee.isSelected, holds(needs) else {
      eachNeed(needs) { needCounts[$0] &+= 1 }
      return false
    }
    selected &+= 1
    let text = entry.pointee.text
    switch format {
    case .summary: eachNeed(needs) { needCounts[$0] &+= 1 }
    case .ndjson: putJSON(text, needs, place, id, raised, bytes)
    case .csv: putCSV(text, needs, place, id, bytes)
    }
    if setting.traces { putTrace(block, row, place, interpreted) }
    return true
  }

  /// Returns the cache entry for a patient's answer.
  @inline(__always)
  private func entry(_ block: CohortBlock, _ row: Int) -> UnsafeMutablePointer<AnswerMemory.Entry> {
    memory.find(block.words(row)) ?? remember(block, row)
  }

  @inline(never)
  private func remember(_ block: CohortBlock, _ row: Int) -> UnsafeMutablePointer<AnswerMemory.Entry> {
    if memory.isFull { empty() }
    let answer = block.answerWithoutNeeds(row)
    return memory.keep(block.words(row), answer, isSelected: setting.selection.holds(answer)) {
      writer.write(answer, to: $0)
    }
  }

  @inline(__always)
  private func putJSON(
    _ text: RowText, _ needs: UnsafePointer<UInt64>, _ place: RowPlace, _ id: String?, _ raised: [UInt8]?,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    reserve(text, place.id.count)
    rows.put(padded: memory.pool.text(text.first))
    rows.put(digitsOf: place.line)
    rows.put(",\"needs\":[")
    put(needs)
    rows.put(padded: memory.pool.text(text.second))
    if let id {
      rows.add(writer.id(id))
      reserve(text, 0)
    } else if place.id.isEmpty {
      rows.put("null")
    } else {
      rows.put(padded: UnsafeBufferPointer(rebasing: bytes[place.id]))
    }
    if let raised {
      rows.add(",\"raised\":")
      rows.add(raised)
      reserve(text, 0)
    }
    rows.put(padded: memory.pool.text(text.third))
  }

  private func putCSV(
    _ text: RowText, _ needs: UnsafePointer<UInt64>, _ place: RowPlace, _ id: String?,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    reserve(text, 0)
    if let file = writer.file {
      rows.add(writer.id(file))
      rows.add(",")
      reserve(text, 0)
    }
    rows.put(digitsOf: place.line)
    rows.put(padded: memory.pool.text(text.first))
    // An id in the piece has its quotes.
    let own = id ?? String(decoding: bytes[place.id].dropFirst().dropLast(), as: UTF8.self)
    rows.add(writer.id(own))
    reserve(text, 0)
    rows.put(padded: memory.pool.text(text.second))
    put(needs)
    rows.put(padded: memory.pool.text(text.third))
  }

  /// Reserves space for a row with an id of this many bytes, whatever the patient needs.
  @inline(__always)
  private func reserve(_ text: RowText, _ id: Int) {
    rows.reserve(text.third.upperBound - text.first.lowerBound + writer.needs.length + id + 64)
  }

  /// Adds a trace after the last member.
  private func putTrace(
    _ block: CohortBlock, _ row: Int, _ place: RowPlace, _ interpreted: () -> [UInt8]
  ) {
    rows.drop(RowWriter.ending)
    rows.add(",\"trace\":")
    if place.isBare, let traceText, let trace = block.trace(row) {
      rows.add(traceText.text(trace))
    } else {
      rows.add(interpreted())
    }
    rows.add("}\n")
  }

  // MARK: needs

  /// Counts the needs of one patient, and writes them with commas or spaces between them.
  @inline(__always)
  private func put(_ needs: UnsafePointer<UInt64>) {
    let start = rows.count
    eachNeed(needs) { fact in
      needCounts[fact] &+= 1
      let text = writer.needs.text(fact)
      // The first one without a separator.
      let skipped = rows.count == start ? 1 : 0
      rows.put(padded: UnsafeBufferPointer(rebasing: text[skipped...]))
    }
  }

  @inline(__always)
  private func eachNeed(_ needs: UnsafePointer<UInt64>, _ each: (Fact.Index) -> Void) {
    var word = 0
    while word < needWords {
      var rest = needs[word]
      while rest != 0 {
        each(word &<< 6 &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
      word &+= 1
    }
  }

  /// Whether the needs satisfy the conditions on needs.
  @inline(__always)
  private func holds(_ needs: UnsafePointer<UInt64>) -> Bool {
    if needed.isEmpty { return true }
    return needed.allSatisfy { facts in facts.contains { needs[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 } }
  }
}
