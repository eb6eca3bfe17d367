internal import CPlumblinePlanes
public import PlumblineGuideline

/// Up to ``capacity`` patients that are answered together: a column of codes for each fact, and what was found.
///
/// Filled, run and read over and over by one thread; it takes its memory once.
public final class CohortBlock {
  /// How many patients a block holds.
  public static let capacity = Int(PLANES_PATIENTS)

  package let compiled: CompiledGuideline
  /// How many patients are in it.
  package var count = 0
  let columns: [Column]
  private let codes: PlaneMemory
  private let planes: PlaneMemory
  private let rows: PlaneMemory
  private let needs: PlaneMemory
  private let tracing: Tracing?
  private let machine: planes_machine
  /// Values of facts whose codes stand for several, where a script may ask for them.
  private var values: [ValueKey: FactValue] = [:]

  /// Where a fact's codes stand.
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
  private struct Tracing {
    var trace: CompiledTrace
    var rows: PlaneMemory
    /// The codes of each patient in turn.
    var codes: PlaneMemory
  }

  private struct ValueKey: Hashable {
    var fact: Fact.Index
    var row: Int
  }

  /// - Parameter portable: whether only instructions that every processor has are used.
  public convenience init(_ compiled: CompiledGuideline, portable: Bool = false) {
    self.init(compiled, portable: portable, trace: nil)
  }

  /// - Parameter trace: of the same guideline, where ``runTrace()`` will be asked for.
  package init(_ compiled: CompiledGuideline, portable: Bool = false, trace: CompiledTrace?) {
    self.compiled = compiled
    machine = portable ? planes_portable : planes_best()
    let widths = compiled.scales.map { $0.isNarrow ? 1 : 2 }
    codes = PlaneMemory(bytes: widths.reduce(0, +) * Self.capacity)
    var start = codes.bytes
    columns = widths.map { width in
      defer { start += width * Self.capacity }
      return Column(codes: start, isNarrow: width == 1)
    }
    let programs =
      [compiled.answers, compiled.suspects, compiled.relevance] + (trace.map { [$0.program] } ?? [])
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

  /// Takes every patient out.
  package func clear() {
    codes.clear()
    count = 0
    if !values.isEmpty { values.removeAll(keepingCapacity: true) }
  }

  /// Where a fact's codes stand: `UInt8`, or `UInt16` where its scale is not narrow. Valid as long as the block.
  package func column(_ fact: Fact.Index) -> UnsafeMutableRawPointer { columns[fact].codes }

  /// All columns together.
  package var allCodes: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: codes.bytes, count: codes.count)
  }

  /// Puts a patient in the next place.
  public func append(_ profile: Profile) {
    set(profile, row: count)
    count += 1
  }

  /// Puts a patient in a place in which nothing is known.
  package func set(_ profile: Profile, row: Int) {
    for fact in compiled.guideline.vocabulary.facts.indices {
      if let value = profile[fact].value { set(fact, row, value) }
    }
  }

  /// Takes what is known of one place out again.
  package func clear(row: Int) {
    for column in columns { column[row] = 0 }
  }

  func set(_ fact: Fact.Index, _ row: Int, _ value: FactValue) {
    let scale = compiled.scales[fact]
    columns[fact][row] = scale.code(of: value)
    if !scale.hasValues { values[ValueKey(fact: fact, row: row)] = value }
  }

  package func value(_ fact: Fact.Index, _ row: Int) -> FactValue? {
    let code = columns[fact][row]
    if code == 0 { return nil }
    return compiled.scales[fact].value(of: code) ?? values[ValueKey(fact: fact, row: row)]
  }

  // MARK: running

  /// Patients whose profile may break a law.
  package func suspects() -> [Int] {
    let program = compiled.suspects
    if program.isEmpty { return [] }
    run(program) { slots in
      for test in compiled.suspectPairs { compare(test.pair, slots + test.slot * Int(PLANES_WORDS)) }
    }
    return patients(0)
  }

  /// A script that failed, and for whom.
  public struct Failure {
    public var row: Int
    public var error: any Error
  }

  /// Answers for every patient in it; returns those for whom a script failed and who have no answer: a stop is one all the same.
  public func run() -> [Failure] {
    var scripts = ScriptAnswers(self)
    if !compiled.work.isEmpty {
      run(compiled.relevance) { _ in }
      for (place, work) in compiled.work.enumerated() { scripts.want(work, patients(place)) }
      scripts.run()
    }
    run(compiled.answers) { slots in
      for (script, reported) in compiled.scripts {
        if let slot = reported.isTrue { scripts.write(script, true, slots + slot * Int(PLANES_WORDS)) }
        if let slot = reported.isFalse { scripts.write(script, false, slots + slot * Int(PLANES_WORDS)) }
      }
    }
    let count = compiled.layout.count
    planes_rows(planes.words, count, rows.words)
    planes_rows(planes.words + count * Int(PLANES_WORDS), compiled.answers.count - count, needs.words)
    // A stop that is true without the script that failed is true.
    return scripts.failures.filter { answerWithoutNeeds($0.row).disposition != .stop }
  }

  /// The words in which one patient's answer stands; two patients with the same words have the same answer, but for what it
  /// needs.
  package func words(_ row: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(rows.words + row * compiled.rowWords)
  }

  /// The words that say which absent facts one patient's answer needs, a bit for each fact.
  package func needs(_ row: Int) -> UnsafePointer<UInt64> {
    UnsafePointer(needs.words + row * compiled.needWords)
  }

  /// What was found for one patient by ``run()``, without what it needs.
  package func answerWithoutNeeds(_ row: Int) -> CohortAnswer { compiled.decoder.answer(words(row)) }

  /// What was found for one patient by ``run()``.
  public func answer(_ row: Int) -> CohortAnswer {
    var answer = answerWithoutNeeds(row)
    answer.needs = compiled.decoder.needs(needs(row))
    return answer
  }

  /// How many rules are true and not vetoed, summed over the patients, by ``run()``.
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

  /// The rules that are true of one patient and not vetoed.
  package func rules(_ row: Int) -> [Int] { compiled.decoder.rules(words(row)) }

  /// Keeps what decided every patient in it. Answers of ``run()`` stay.
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

  /// How many bytes ``trace(_:)`` stands for.
  package var traceBytes: (words: Int, codes: Int) {
    tracing.map { ($0.trace.rowWords * 8, columns.count * 2) } ?? (0, 0)
  }

  /// What ``runTrace()`` kept of one patient. Valid until the block changes.
  package func trace(_ row: Int) -> CompactTrace? {
    tracing.map { tracing in
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

  /// The patients in a plane.
  private func patients(_ slot: Int) -> [Int] {
    let plane = planes.words + slot * Int(PLANES_WORDS)
    return (0..<count).filter { plane[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
  }

  /// Where a comparison of known facts holds.
  private func compare(_ pair: Comparison, _ plane: UnsafeMutablePointer<UInt64>) {
    plane.update(repeating: 0, count: Int(PLANES_WORDS))
    for row in 0..<count where pair.truth({ self.value($0, row) }) == .true {
      plane[row >> 6] |= 1 << UInt64(row & 63)
    }
  }
}
