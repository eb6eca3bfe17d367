internal import Engine
internal import Guideline

/// Puts rows together and counts them: what was seen before from memory, and what differs from patient to patient.
struct CohortRows {
  private let setting: CohortSetting
  private let writer: RowWriter
  private let names: GuidelineNames
  private let traceText: TraceText?
  /// The facts of which a row must need one, for each condition that asks for it.
  private let needed: [[Fact.Index]]
  private let needWords: Int
  private var memory: AnswerMemory
  private var tally: CohortTally
  private let rows = RowBuffer()

  /// - Parameter most: how many answers are remembered at a time; a power of two.
  init(_ setting: CohortSetting, _ trace: TraceText?, remembering most: Int) {
    self.setting = setting
    let compiled = setting.compiled
    writer = RowWriter(compiled, setting.format)
    names = GuidelineNames(compiled)
    traceText = trace
    needed = setting.selection.needed
    needWords = compiled.needWords
    memory = AnswerMemory(width: compiled.rowWords, mostEntries: most)
    tally = CohortTally(compiled.guideline)
  }

  var count: Int { rows.count }
  func take() -> [UInt8] { rows.take() }

  mutating func takeSummary() -> CohortSummary {
    empty()
    defer { tally = CohortTally(setting.compiled.guideline) }
    return CohortSummary(tally, setting.compiled)
  }

  private mutating func empty() {
    for entry in memory.empty() { tally.add(entry.answer, entry.count, names) }
  }

  mutating func refuse(_ text: [UInt8], inPlace: Bool, _ output: inout CohortOutput) {
    tally.rejected += 1
    if inPlace { rows.add(text) } else { output.rejects += text }
  }

  /// Writes the row of one patient, if it is selected.
  ///
  /// - Parameters:
  ///   - id: one that does not stand in the piece.
  ///   - interpreted: the trace, where the block does not keep all that it tells.
  @discardableResult
  mutating func write(
    _ block: CohortBlock, _ row: Int, _ place: RowPlace, _ id: String?, _ bytes: UnsafeBufferPointer<UInt8>,
    _ interpreted: () -> [UInt8]
  ) -> Bool {
    let entry = entry(block, row)
    memory.count(entry)
    let needs = block.needs(row)
    let needsLength = count(needs)
    guard memory.entries[entry].isSelected, holds(needs) else { return false }
    tally.selected += 1
    if setting.format == .summary { return true }
    let text = memory.entries[entry].text
    let own = id.map { writer.id($0) } ?? (setting.format == .csv ? csvID(place, bytes) : nil)
    let length = text.third.upperBound - text.first.lowerBound + (own?.count ?? place.id.count)
    rows.reserve(length + needsLength + 64)
    memory.pool.withUnsafeBufferPointer { pool in
      if setting.format == .csv {
        rows.put(digitsOf: place.line)
        rows.put(UnsafeBufferPointer(rebasing: pool[text.first]))
        own?.withUnsafeBufferPointer { rows.put($0) }
        rows.put(UnsafeBufferPointer(rebasing: pool[text.second]))
        put(needs, between: Ascii.space)
      } else {
        rows.put(UnsafeBufferPointer(rebasing: pool[text.first]))
        rows.put(digitsOf: place.line)
        rows.put(",\"needs\":[")
        put(needs, between: Ascii.comma)
        rows.put(UnsafeBufferPointer(rebasing: pool[text.second]))
        if let own {
          own.withUnsafeBufferPointer { rows.put($0) }
        } else if place.id.isEmpty {
          rows.put("null")
        } else {
          rows.put(UnsafeBufferPointer(rebasing: bytes[place.id]))
        }
      }
      rows.put(UnsafeBufferPointer(rebasing: pool[text.third]))
    }
    if setting.traces { putTrace(block, row, place, interpreted) }
    return true
  }

  /// An id that stands in the piece, as CSV has it.
  private func csvID(_ place: RowPlace, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    writer.id(String(decoding: bytes[place.id].dropFirst().dropLast(), as: UTF8.self))
  }

  /// The place of a patient's answer in memory.
  @inline(__always)
  private mutating func entry(_ block: CohortBlock, _ row: Int) -> Int {
    let words = block.words(row)
    if let known = memory.find(words) { return known }
    if memory.isFull { empty() }
    let answer = block.answerWithoutNeeds(row)
    return memory.keep(words, answer, isSelected: setting.selection.holds(answer)) {
      writer.write(answer, to: &$0)
    }
  }

  /// Puts a trace behind the last member.
  private func putTrace(
    _ block: CohortBlock, _ row: Int, _ place: RowPlace, _ interpreted: () -> [UInt8]
  ) {
    rows.drop(RowWriter.ending)
    rows.reserve(16)
    rows.put(",\"trace\":")
    if place.isBare, let traceText, let trace = block.trace(row) {
      let text = traceText.text(trace)
      rows.reserve(text.count)
      rows.put(text)
    } else {
      rows.add(interpreted())
    }
    rows.reserve(2)
    rows.put("}\n")
  }

  // MARK: needs

  /// Counts what one patient needs; returns the most bytes that the list takes.
  @inline(__always)
  private mutating func count(_ needs: UnsafePointer<UInt64>) -> Int {
    var length = 0
    for word in 0..<needWords {
      var rest = needs[word]
      while rest != 0 {
        let fact = word << 6 + rest.trailingZeroBitCount
        rest &= rest &- 1
        tally.needs[fact] += 1
        length += writer.needs[fact].count + 1
      }
    }
    return length
  }

  @inline(__always)
  private func put(_ needs: UnsafePointer<UInt64>, between separator: UInt8) {
    var isFirst = true
    for word in 0..<needWords {
      var rest = needs[word]
      while rest != 0 {
        let fact = word << 6 + rest.trailingZeroBitCount
        rest &= rest &- 1
        if !isFirst { rows.put(separator) }
        isFirst = false
        writer.needs[fact].withUnsafeBufferPointer { rows.put($0) }
      }
    }
  }

  /// Whether what is needed is among what is asked for.
  private func holds(_ needs: UnsafePointer<UInt64>) -> Bool {
    needed.allSatisfy { facts in facts.contains { needs[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 } }
  }
}
