internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// Reads one profile in JSON straight into the columns of a block, by the vocabulary's own names and ranges.
///
/// It takes only what it is certain of. Everything unusual or wrong is left to the strict reader, which decides on every refused
/// row.
struct LineScanner: ~Copyable {
  typealias Bytes = UnsafePointer<UInt8>

  /// The parts of a line that are not facts.
  struct Row {
    /// The id with its quotes, without escapes; empty if there is none.
    var id: UnsafeBufferPointer<UInt8>
    /// Whether a reason for an absent fact was given.
    var saysAbsent: Bool
  }

  /// The keys at the top level besides groups and facts.
  enum Top: Int, CaseIterable {
    case id, notes, instruments
  }

  // Targets of keys at the top: these, then groups, then facts without a group.
  private static let firstGroup = Top.allCases.count

  /// The block into whose columns the fields point.
  private let block: CohortBlock
  let names: NameTable
  /// The keys at the top, in the order of their targets, and those of facts within their groups.
  private let topKeys: KeyGuess
  private let factKeys: KeyGuess
  let fields: UnsafeMutablePointer<Field>
  private let fieldCount: Int
  private let seen: UnsafeMutablePointer<UInt64>
  private let seenWords: Int
  private var saysAbsent = false
  private let asksWhyAbsent: Bool

  /// The questionnaires, by name.
  let instruments: [Instrument]
  /// For each fact the step to which scores are rounded.
  let steps: [ExactNumber]

  // Spaces of names: the top level, then one for each group, then one for each fact's codes.
  private static let top = 0
  private static let absences = 1
  static let instrumentSpace = 2
  private let groupSpace = 3
  private let codeSpace: Int
  private let groups: Int

  init(_ block: CohortBlock) {
    self.block = block
    let compiled = block.compiled
    let vocabulary = compiled.guideline.vocabulary
    let isRead = compiled.factsReadByValue
    asksWhyAbsent = !compiled.looks.isEmpty
    fieldCount = vocabulary.facts.count
    groups = vocabulary.groups.count
    codeSpace = groupSpace + groups
    fields = .allocate(capacity: max(fieldCount, 1))
    instruments = vocabulary.instruments.values.sorted { $0.name < $1.name }
    steps = vocabulary.facts.map { $0.grid?.step ?? 1 }
    seenWords = (fieldCount + groups + Self.firstGroup + instruments.count + 63) / 64
    seen = .allocate(capacity: seenWords)
    seen.initialize(repeating: 0, count: seenWords)
    let tops = Top.allCases.map { "\($0)" }
    var keys = tops + vocabulary.groups
    keys += vocabulary.facts.map(\.name)
    topKeys = KeyGuess(keys, starts: 1)
    factKeys = KeyGuess(
      vocabulary.facts.map { String($0.name.split(separator: ".", maxSplits: 1).last ?? "") },
      starts: vocabulary.groups.count)
    var entries = tops.enumerated().map { index, name in
      NameTable.Entry(space: Self.top, name: Array(name.utf8), target: index)
    }
    entries += Absence.allCases.enumerated().map { index, reason in
      NameTable.Entry(space: Self.absences, name: Array(reason.rawValue.utf8), target: index)
    }
    entries += vocabulary.groups.enumerated().map { index, group in
      NameTable.Entry(space: Self.top, name: Array(group.utf8), target: Self.firstGroup + index)
    }
    entries += instruments.enumerated().map { index, instrument in
      NameTable.Entry(space: Self.instrumentSpace, name: Array(instrument.name.utf8), target: index)
    }
    for (index, fact) in vocabulary.facts.enumerated() {
      let field = Field(
        fact, compiled.scales[index], column: block.column(index), needsValue: isRead.contains(index))
      (fields + index).initialize(to: field)
      let parts = fact.name.split(separator: ".", maxSplits: 1).map(String.init)
      if parts.count == 2, let group = vocabulary.groups.firstIndex(of: parts[0]) {
        entries.append(.init(space: groupSpace + group, name: Array(parts[1].utf8), target: index))
      } else {
        // A fact without a group; a group of the same name comes later in the reader's order, so the fact is not certain.
        if vocabulary.groups.contains(fact.name) { fields[index].kind = .other }
        entries.append(
          .init(space: Self.top, name: Array(fact.name.utf8), target: Self.firstGroup + groups + index))
      }
      guard case .code(let codes) = fact.kind else { continue }
      for (place, code) in codes.enumerated() where !code.utf8.contains(where: { $0 < 0x20 || $0 == 0x5C }) {
        entries.append(.init(space: codeSpace + index, name: Array(code.utf8), target: place + 1))
      }
    }
    names = NameTable(entries)
  }

  deinit {
    for fact in 0..<fieldCount { fields[fact].end() }
    fields.deallocate()
    seen.deallocate()
  }

  /// Reads a line into a row of the block.
  ///
  /// - Parameters:
  ///   - end: one past the line's last byte; 16 bytes past it may be read.
  /// - Returns: nil if the strict reader must read the line; columns may have been written already.
  mutating func scan(_ start: Bytes, _ end: Bytes, row: Int) -> Row? {
    for word in 0..<seenWords { seen[word] = 0 }
    saysAbsent = false
    var id = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var at = Self.space(start)
    guard at < end, at[0] == Ascii.openBrace else { return nil }
    at = Self.space(at + 1)
    if at[0] == Ascii.closeBrace { return Self.space(at + 1) == end ? Row(id: id, saysAbsent: false) : nil }
    var last = topKeys.none
    while true {
      guard at < end, at[0] == Ascii.quote else { return nil }
      at += 1
      var target = topKeys.next(after: last, &at)
      if target < 0 {
        target = named(Self.top, &at, end)
        if target < 0 { return nil }
        topKeys.learn(target, after: last)
      }
      last = target
      at = Self.space(at)
      let next: Bytes?
      if target >= Self.firstGroup + groups {
        next = value(target - Self.firstGroup - groups, at, end, row)
      } else if !isFirst(fieldCount + target) {
        next = nil
      } else if target >= Self.firstGroup {
        next = group(target - Self.firstGroup, at, end, row)
      } else if target == Top.id.rawValue {
        next = Self.id(at, end)
        if let next, at[0] == Ascii.quote { id = UnsafeBufferPointer(start: at, count: next - at) }
      } else if target == Top.notes.rawValue {
        next = Self.notes(at, end)
      } else {
        next = instruments(at, end, row)
      }
      guard let next else { return nil }
      at = next
      at = Self.space(at)
      if at >= end { return nil }
      if at[0] == Ascii.closeBrace {
        return Self.space(at + 1) == end ? Row(id: id, saysAbsent: saysAbsent) : nil
      }
      guard at[0] == Ascii.comma else { return nil }
      at = Self.space(at + 1)
    }
  }

  /// Returns the target of the key at this place; -1 if it has none, or if no colon follows.
  ///
  /// - Parameter at: past its first quote; moved past the colon.
  @inline(never)
  func named(_ space: Int, _ at: inout Bytes, _ end: Bytes) -> Int {
    guard let close = Self.quote(after: at, end) else { return -1 }
    let target = names.target(at, close - at, in: space)
    at = Self.space(close + 1)
    if at[0] != Ascii.colon { return -1 }
    at += 1
    return target
  }

  /// Whether something occurs in this line for the first time: a fact, then a target at the top, then a questionnaire.
  @inline(__always)
  mutating func isFirst(_ bit: Int) -> Bool {
    let (word, mask) = (bit &>> 6, 1 &<< UInt64(truncatingIfNeeded: bit) as UInt64)
    if seen[word] & mask != 0 { return false }
    seen[word] |= mask
    return true
  }

  /// Whether a questionnaire occurs in this line for the first time.
  mutating func isFirst(instrument: Int) -> Bool {
    isFirst(fieldCount + Self.firstGroup + groups + instrument)
  }

  private mutating func group(_ group: Int, _ start: Bytes, _ end: Bytes, _ row: Int) -> Bytes? {
    var at = start
    if at[0] != Ascii.openBrace { return Self.null(at) }
    at = Self.space(at + 1)
    if at[0] == Ascii.closeBrace { return at + 1 }
    // The first fact of a group is guessed from the previous line, too.
    var last = factKeys.none + group
    while true {
      guard at < end, at[0] == Ascii.quote else { return nil }
      at += 1
      var fact = factKeys.next(after: last, &at)
      if fact < 0 {
        fact = named(groupSpace + group, &at, end)
        if fact < 0 { return nil }
        factKeys.learn(fact, after: last)
      }
      last = fact
      guard let next = value(fact, Self.space(at), end, row) else { return nil }
      at = Self.space(next)
      if at >= end { return nil }
      if at[0] == Ascii.closeBrace { return at + 1 }
      guard at[0] == Ascii.comma else { return nil }
      at = Self.space(at + 1)
    }
  }

  @inline(__always)
  private mutating func value(_ fact: Int, _ at: Bytes, _ end: Bytes, _ row: Int) -> Bytes? {
    guard isFirst(fact) else { return nil }
    let field = fields + fact
    switch at[0] {
    case Ascii.quote:
      guard field.pointee.kind == .code, let close = Self.quote(after: at + 1, end) else { return nil }
      let code = names.target(at + 1, close - at - 1, in: codeSpace + fact)
      if code < 0 { return nil }
      field.pointee.put(UInt16(truncatingIfNeeded: code), row)
      return close + 1
    case Ascii.zero...Ascii.nine, Ascii.minus:
      guard field.pointee.kind == .number else { return nil }
      var (mantissa, digits): (Int64, Int) = (0, 0)
      guard let next = Self.number(at, &mantissa, &digits) else { return nil }
      let code = field.pointee.code(mantissa, digits)
      if code == 0 { return nil }
      field.pointee.put(code, row)
      return next
    case Ascii.openBrace: return absent(field, at, end)
    default: break
    }
    if field.pointee.kind == .boolean {
      if let next = Self.word("true", at) {
        field.pointee.put(2, row)
        return next
      }
      if let next = Self.word("false", at) {
        field.pointee.put(1, row)
        return next
      }
    }
    return field.pointee.kind == .other ? nil : Self.null(at)
  }

  /// Reads `{"absent": reason}`.
  private mutating func absent(_ field: UnsafeMutablePointer<Field>, _ start: Bytes, _ end: Bytes) -> Bytes? {
    guard field.pointee.kind != .other else { return nil }
    guard var at = Self.word("\"absent\"", Self.space(start + 1)) else { return nil }
    at = Self.space(at)
    guard at[0] == Ascii.colon else { return nil }
    at = Self.space(at + 1)
    guard at[0] == Ascii.quote, let close = Self.quote(after: at + 1, end),
      names.target(at + 1, close - at - 1, in: Self.absences) >= 0
    else { return nil }
    at = Self.space(close + 1)
    saysAbsent = true
    // Why a fact is absent has no column: the strict reader reads it where a gate asks.
    if asksWhyAbsent { return nil }
    return at < end && at[0] == Ascii.closeBrace ? at + 1 : nil
  }
}
