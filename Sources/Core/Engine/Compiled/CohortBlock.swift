internal import CPlumblinePlanes
public import PlumblineGuideline

/// Up to ``capacity`` patients who are answered together: a column of codes for each fact, and the answers.
///
/// One thread fills, runs and reads a block repeatedly; its memory is allocated once.
public final class CohortBlock {
  /// The number of patients that a block holds.
  public static let capacity = Int(PLANES_PATIENTS)

  package let compiled: CompiledGuideline
  /// The number of patients in the block.
  package var count = 0
  let columns: [Column]
  private let codes: PlaneMemory
  private let planes: PlaneMemory
  private let rows: PlaneMemory
  private let needs: PlaneMemory
  let tracing: Tracing?
  private let machine: planes_machine
  /// Values of facts whose codes each cover several values, if a script may read them.
  private var values: [ValueKey: FactValue] = [:]

  /// The column of a fact's codes.
  struct Column {
    var codes: UnsafeMutableRawPointer
    var isNarrow: Bool

    subscript(row: Int) -> Scale.Code {
      get {
        isNarrow
          ? Scale.Code(codes.load(fromByteOffset: row, as: UInt8.self))
          : codes.load(fromByteOffset: 2 * row, as: UInt16.self)
      }
      nonmutating set {
        if isNarrow {
          codes.storeBytes(of: UInt8(truncatingIfNeeded: newValue), toByteOffset: row, as: UInt8.self)
        } else {
          codes.storeBytes(of: newValue, toByteOffset: 2 * row, as: UInt16.self)
        }
      }
    }
  }

  /// Memory for traces.
  struct Tracing {
    var trace: CompiledTrace
    var rows: PlaneMemory
    /// The codes, patient after patient.
    var codes: PlaneMemory
  }

  /// The facts in between, by patient.
  var between: [Int: [Fact.Index: FactRange]] = [:]
  /// The patients with facts in between, whether or not a comparison is settled by that.
  var narrowedRows: Set<Int> = []
  /// The patients for whom a comparison that asks how a fact was given is true.
  var looks: [Comparison: Set<Int>] = [:]
  /// The patients to whom the laws have been applied.
  var read: Set<Int> = []
  /// What laws leave of facts, as worked out so far, for each group of facts.
  var outcomes: [CodeNarrowing.Known]

  private struct ValueKey: Hashable {
    var fact: Fact.Index
    var row: Int
  }

  /// - Parameter portable: whether to use only instructions that every processor has.
  public convenience init(_ compiled: CompiledGuideline, portable: Bool = false) {
    self.init(compiled, portable: portable, trace: nil)
  }

  /// - Parameter trace: the trace of the same guideline, if ``runTrace()`` will be called.
  package init(_ compiled: CompiledGuideline, portable: Bool = false, trace: CompiledTrace?) {
    self.compiled = compiled
    machine = portable ? planes_portable : planes_best()
    outcomes = compiled.narrowing.map { _ in CodeNarrowing.Known() }
    let widths = compiled.scales.map { $0.isNarrow ? 1 : 2 }
    codes = PlaneMemory(bytes: widths.reduce(0, +) * Self.capacity)
    var start = codes.bytes
    columns = widths.map { width in
      defer { start += width * Self.capacity }
      return Column(codes: start, isNarrow: width == 1)
    }
    let programs =
      [compiled.plain, compiled.open].flatMap { [$0.answers, $0.relevance] } + [compiled.suspects]
      + (trace.map { [$0.program] } ?? [])
    let slots = programs.map(\.slotCount).max() ?? 0
    planes = PlaneMemory(bytes: slots * Int(PLANES_WORDS) * 8)
    rows = PlaneMemory(bytes: compiled.rowWords * Self.capacity * 8)
    needs = PlaneMemory(bytes: compiled.needWords * Self.capacity * 8)
    tracing = trace.map { trace in
      Tracing(
        trace: trace, rows: PlaneMemory(bytes: trace.rowWords * Self.capacity * 8),
        codes: PlaneMemory(bytes: widths.count * Self.capacity * 2))
    }
  }

  /// Removes every patient.
  package func clear() {
    codes.clear()
    count = 0
    if !looks.isEmpty { looks.removeAll(keepingCapacity: true) }
    if !narrowedRows.isEmpty { narrowedRows.removeAll(keepingCapacity: true) }
    if !between.isEmpty { between.removeAll(keepingCapacity: true) }
    if !read.isEmpty { read.removeAll(keepingCapacity: true) }
    if !values.isEmpty { values.removeAll(keepingCapacity: true) }
  }

  /// Returns a fact's codes: `UInt8`, or `UInt16` if its scale is not narrow. Valid as long as the block.
  package func column(_ fact: Fact.Index) -> UnsafeMutableRawPointer { columns[fact].codes }

  /// All columns together.
  package var allCodes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: codes.bytes, count: codes.count)
  }

  /// Adds a patient in the next row.
  public func append(_ profile: Profile) {
    set(profile, row: count)
    count += 1
  }

  func set(_ fact: Fact.Index, _ row: Int, _ value: FactValue) {
    let scale = compiled.scales[fact]
    columns[fact][row] = scale.code(of: value)
    if !scale.hasValues { values[ValueKey(fact: fact, row: row)] = value }
  }

  package func value(_ fact: Fact.Index, _ row: Int) -> FactValue? {
    let code = columns[fact][row]
    if code == 0 || (!between.isEmpty && between[row]?[fact] != nil) { return nil }
    return compiled.scales[fact].value(of: code) ?? values[ValueKey(fact: fact, row: row)]
  }

  // MARK: running

  /// Returns the patients whose profile may break a law.
  package func suspects() -> [Int] {
    let program = compiled.suspects
    if program.isEmpty { return [] }
    run(program) { slots in
      for test in compiled.suspectPairs { compare(test.pair, slots + test.slot * Int(PLANES_WORDS)) }
    }
    return patients(0)
  }

  /// A script that failed for a patient.
  public struct Failure {
    public var row: Int
    public var error: any Error
  }

  /// Answers for every patient in the block; returns the patients who have no answer because a script failed. A true stop is an
  /// answer all the same.
  public func run() -> [Failure] {
    let programs = between.isEmpty ? compiled.plain : compiled.open
    var scripts = ScriptAnswers(self)
    if !programs.work.isEmpty {
      run(programs.relevance) { writeOpen(programs.opensOfRelevance, $0) }
      for (place, work) in programs.work.enumerated() { scripts.want(work, patients(place)) }
      scripts.run()
    }
    run(programs.answers) { slots in
      writeOpen(programs.opensOfAnswers, slots)
      for (script, reported) in programs.scripts {
        if let slot = reported.isTrue { scripts.write(script, true, slots + slot * Int(PLANES_WORDS)) }
        if let slot = reported.isFalse { scripts.write(script, false, slots + slot * Int(PLANES_WORDS)) }
      }
    }
    let count = compiled.layout.count
    planes_rows(planes.words, count, rows.words)
    planes_rows(planes.words + count * Int(PLANES_WORDS), programs.answers.count - count, needs.words)
    // A stop that is true without the failed script is true.
    return scripts.failures.filter { answerWithoutNeeds($0.row).disposition != .stop }
  }

  /// Returns the words of one patient's answer; two patients with the same words have the same answer, but for its needs.
  package func words(_ row: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(rows.words + row * compiled.rowWords)
  }

  /// Returns the words with the absent facts that one patient's answer needs, a bit for each fact.
  package func needs(_ row: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(needs.words + row * compiled.needWords)
  }

  /// Returns the answer that ``run()`` found for one patient, without its needs.
  package func answerWithoutNeeds(_ row: Int) -> CohortAnswer { compiled.decoder.answer(words(row)) }

  /// Returns the answer that ``run()`` found for one patient.
  public func answer(_ row: Int) -> CohortAnswer {
    var answer = answerWithoutNeeds(row)
    answer.needs = compiled.decoder.needs(needs(row))
    return answer
  }

  /// The number of rules that are true and not vetoed, summed over the patients, as found by ``run()``.
  package var matches: Int {
    let rules = compiled.layout.rules
    let width = Int(PLANES_WORDS)
    let first = planes.words + rules.lowerBound * width
    if count == Self.capacity { return Int(planes_count(machine, first, rules.count * width)) }
    return (0..<rules.count).reduce(0) { sum, rule in
      let plane = first + rule * width
      let whole = (0..<count >> 6).reduce(0) { $0 + plane[$1].nonzeroBitCount }
      let last = count & 63 == 0 ? 0 : (plane[count >> 6] << UInt64(64 - count & 63)).nonzeroBitCount
      return sum + whole + last
    }
  }

  /// Returns the rules that are true for one patient and not vetoed.
  package func rules(_ row: Int) -> [Int] { compiled.decoder.rules(words(row)) }

  /// Traces the decision for every patient in the block. The answers of ``run()`` stay.
  package func runTrace() {
    guard let tracing else { return }
    run(tracing.trace.program) { _ in }
    planes_rows(planes.words, tracing.trace.program.count, tracing.rows.words)
    let codes = tracing.codes.bytes.assumingMemoryBound(to: UInt16.self)
    let width = columns.count
    for (fact, column) in columns.enumerated() {
      if column.isNarrow {
        let from = column.codes.assumingMemoryBound(to: UInt8.self)
        for row in 0..<count { codes[row * width + fact] = UInt16(from[row]) }
      } else {
        let from = column.codes.assumingMemoryBound(to: UInt16.self)
        for row in 0..<count { codes[row * width + fact] = from[row] }
      }
    }
  }

  /// The number of bytes in one ``trace(_:)``.
  package var traceBytes: (words: Int, codes: Int) {
    tracing.map { ($0.trace.rowWords * 8, columns.count * 2) } ?? (0, 0)
  }

  /// Returns the trace that ``runTrace()`` kept for one patient; nil if the patient has facts in between. Valid until the block
  /// changes.
  package func trace(_ row: Int) -> CompactTrace? {
    if narrowedRows.contains(row) { return nil }
    return tracing.map { tracing in
      CompactTrace(
        words: tracing.rows.words + row * tracing.trace.rowWords,
        codes: tracing.codes.bytes.assumingMemoryBound(to: UInt16.self) + row * columns.count)
    }
  }

  private func run(_ program: PlaneProgram, reported: (UnsafeMutablePointer<UInt64>) -> Void) {
    let width = Int(PLANES_WORDS)
    let slots = planes.words
    if let everybody = program.everybody { (slots + everybody * width).update(repeating: .max, count: width) }
    if let nobody = program.nobody { (slots + nobody * width).update(repeating: 0, count: width) }
    for test in program.tests {
      let column = columns[test.fact]
      let plane = slots + test.slot * width
      if column.isNarrow {
        let codes = UnsafePointer(column.codes.assumingMemoryBound(to: UInt8.self))
        let code = UInt8(truncatingIfNeeded: test.code)
        test.isEqual
          ? planes_equal_8(machine, codes, code, plane) : planes_at_least_8(machine, codes, code, plane)
      } else {
        let codes = UnsafePointer(column.codes.assumingMemoryBound(to: UInt16.self))
        test.isEqual
          ? planes_equal_16(machine, codes, test.code, plane)
          : planes_at_least_16(machine, codes, test.code, plane)
      }
    }
    reported(slots)
    program.steps.withUnsafeBufferPointer { planes_run(machine, $0.baseAddress, $0.count, slots) }
  }

  /// Returns the patients in a plane.
  private func patients(_ slot: Int) -> [Int] {
    let plane = planes.words + slot * Int(PLANES_WORDS)
    return (0..<count).filter { plane[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
  }

  /// Writes into a plane where a comparison of known facts holds.
  private func compare(_ pair: Comparison, _ plane: UnsafeMutablePointer<UInt64>) {
    plane.update(repeating: 0, count: Int(PLANES_WORDS))
    for row in 0..<count where pair.truth({ self.value($0, row) }) == .true {
      plane[row >> 6] |= 1 << UInt64(row & 63)
    }
  }
}
