internal import PlumblineEngine
internal import PlumblineGuideline

/// Puts rows together and counts them: what was seen before from memory, and what differs from patient to patient.
final class CohortRows {
  private let setting: CohortSetting
  private let format: CohortFormat
  private var writer: RowWriter
  private let names: GuidelineNames
  private let traceText: TraceText?
  /// The facts of which a row must need one, for each condition that asks for it.
  private let needed: [[Fact.Index]]
  private let needWords: Int
  private let memory: AnswerMemory
  private var tally: CohortTally
  private var selected = 0
  /// By fact, how many patients need it.
  private let needCounts: UnsafeMutablePointer<Int>
  private let factCount: Int
  private let rows = RowBuffer()

  /// - Parameter most: how many answers are remembered at a time; a power of two.
  init(_ setting: CohortSetting, _ trace: TraceText?, remembering most: Int) {
    self.setting = setting
    format = setting.format
    let compiled = setting.compiled
    writer = RowWriter(compiled, setting.format)
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

  /// The counts so far; they start again from zero.
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

  /// Goes on with rows of a file.
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
  ///   - id: one that does not stand in the piece.
  ///   - bytes: the piece, padded.
  ///   - interpreted: the trace, where the block does not keep all that it tells.
  @discardableResult
  func write(
    _ block: CohortBlock, _ row: Int, _ place: RowPlace, _ id: String?, _ bytes: UnsafeBufferPointer<UInt8>,
    _ interpreted: () -> [UInt8]
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
    case .ndjson: putJSON(text, needs, place, id, bytes)
    case .csv: putCSV(text, needs, place, id, bytes)
    }
    if setting.traces { putTrace(block, row, place, interpreted) }
    return true
  }

  /// What is remembered of a patient's answer.
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
    _ text: RowText, _ needs: UnsafePointer<UInt64>, _ place: RowPlace, _ id: String?,
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
    // One that stands in the piece has its quotes.
    let own = id ?? String(decoding: bytes[place.id].dropFirst().dropLast(), as: UTF8.self)
    rows.add(writer.id(own))
    reserve(text, 0)
    rows.put(padded: memory.pool.text(text.second))
    put(needs)
    rows.put(padded: memory.pool.text(text.third))
  }

  /// Makes room for a row with an id of so many bytes, whatever the patient needs.
  @inline(__always)
  private func reserve(_ text: RowText, _ id: Int) {
    rows.reserve(text.third.upperBound - text.first.lowerBound + writer.needs.length + id + 64)
  }

  /// Puts a trace behind the last member.
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

  /// Counts what one patient needs, and puts it between commas or spaces.
  @inline(__always)
  private func put(_ needs: UnsafePointer<UInt64>) {
    let start = rows.count
    eachNeed(needs) { fact in
      needCounts[fact] &+= 1
      let text = writer.needs.text(fact)
      // The first one without what separates it.
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

  /// Whether what is needed is among what is asked for.
  @inline(__always)
  private func holds(_ needs: UnsafePointer<UInt64>) -> Bool {
    if needed.isEmpty { return true }
    return needed.allSatisfy { facts in facts.contains { needs[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 } }
  }
}
