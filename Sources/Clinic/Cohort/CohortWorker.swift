package import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// Answers a cohort piece by piece: lines in, rows out. One thread uses a worker at a time; several workers run in parallel.
public final class CohortWorker {
  private let setting: CohortSetting
  private let block: CohortBlock
  private let reader: ProfileReader
  private let interpreter: Evaluator
  /// Whether another guideline reads the same lines: then each is read strictly, by the laws of all.
  private let isOneOfSeveral: Bool
  private let source: any RowSource
  private let rows: CohortRows
  private var places: [RowPlace] = []
  /// Ids that are not in the piece, for few rows.
  private var ids: [Int: String] = [:]
  private var rejections: [Int: Rejection] = [:]
  /// What records raise, for few rows.
  private var raised: [Int: [UInt8]] = [:]
  private var output = CohortOutput()
  /// The file of the lines; nil if there is only one.
  private var file: String?

  public convenience init(_ setting: CohortSetting) { self.init(setting, remembering: 1 << 14) }

  /// - Parameter most: the most answers in the cache; a power of two.
  init(_ setting: CohortSetting, remembering most: Int) {
    self.setting = setting
    let compiled = setting.compiled
    let trace = setting.traces ? CompiledTrace(compiled) : nil
    block = CohortBlock(compiled, trace: trace)
    reader = ProfileReader(setting.joint.vocabulary, asOf: setting.asOf)
    interpreter = compiled.interpreter
    isOneOfSeveral = setting.joint.evaluators.count > 1
    rows = CohortRows(setting, trace.map { TraceText(compiled, $0) }, remembering: most)
    if let records = setting.records {
      source = RecordSource(records, setting.joint)
    } else if let columns = setting.columns {
      source = CSVSource(block, columns)
    } else {
      source = LineSource(block)
    }
    places.reserveCapacity(CohortBlock.capacity)
  }

  /// Answers every line of a piece.
  public func answer(_ piece: CohortPiece) -> CohortOutput {
    output = CohortOutput()
    let file = setting.files.isEmpty ? nil : setting.files[piece.file]
    if file != self.file {
      self.file = file
      rows.begin(file)
    }
    piece.bytes.withUnsafeBufferPointer { bytes in
      source.begin(bytes, piece)
      while let read = source.next(row: block.count) {
        places.append(read.place)
        if let id = read.id { ids[block.count] = id }
        if let said = read.raised { raised[block.count] = said }
        if !read.isCertain || isOneOfSeveral { readStrictly(read, bytes) }
        block.count += 1
        if block.count == CohortBlock.capacity { flush(bytes) }
      }
      flush(bytes)
    }
    output.rows = rows.take()
    return output
  }

  /// Returns the counts so far, over all pieces, and resets them.
  public func takeSummary() -> CohortSummary { rows.takeSummary() }

  /// Reads the lines of a piece into a block without answering them, to measure the cost of reading; `full` is called for each
  /// block. Returns the number of lines left to the strict reader.
  package func read(_ piece: CohortPiece, _ full: (CohortBlock) -> Void) -> Int {
    var unsure = 0
    piece.bytes.withUnsafeBufferPointer { bytes in
      source.begin(bytes, piece)
      while let read = source.next(row: block.count) {
        if !read.isCertain { unsure += 1 }
        block.count += 1
        if block.count == CohortBlock.capacity {
          full(block)
          block.clear()
        }
      }
    }
    full(block)
    block.clear()
    return unsure
  }

  /// Reads a line with the strict reader, which reports all its problems.
  private func readStrictly(_ read: ReadRow, _ bytes: UnsafeBufferPointer<UInt8>) {
    let row = block.count
    block.clear(row: row)
    places[row].isBare = false
    places[row].id = 0..<0
    if let refusal = read.refusal {
      var rejection = Rejection(file: file, line: read.place.line, reason: refusal)
      if read.isReadable { rejection.take(stops(in: source.text(read.place.range, bytes))) }
      rejections[row] = rejection
    } else if let profile = strictly(row, bytes) {
      block.set(profile, row: row)
      ids[row] = profile.id
    }
  }

  /// Returns the profile of a row; notes a refusal and returns nil if there is one.
  private func strictly(_ row: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Profile? {
    do {
      return try reader.read(source.text(places[row].range, bytes))
    } catch {
      var rejection = Rejection(
        file: file, line: places[row].line, error, showsValues: setting.showsValues,
        showsColumns: setting.columns == nil)
      rejection.take(stops(in: source.text(places[row].range, bytes)))
      rejections[row] = rejection
      return nil
    }
  }

  /// The stops that are true, or may be, in what can be read of a refused line.
  private func stops(in text: [UInt8]) -> Refusal {
    setting.joint.refusal(
      .profile, { reader.readings(of: text, for: $0) }, asOf: setting.asOf, problems: [])
  }

  /// Answers the patients of the block.
  private func flush(_ bytes: UnsafeBufferPointer<UInt8>) {
    for row in block.suspects() + block.narrow() where rejections[row] == nil {
      if strictly(row, bytes) == nil { block.clear(row: row) }
    }
    for failure in block.run() where rejections[failure.row] == nil {
      fail(failure.row, "\(failure.error)")
    }
    block.runTrace()
    if rejections.isEmpty, ids.isEmpty, raised.isEmpty, !setting.decides, !isOneOfSeveral {
      for row in places.indices {
        rows.write(block, row, places[row], nil, nil, bytes) { interpreted(row, bytes) }
      }
    } else {
      for row in places.indices { write(row, bytes) }
      ids.removeAll(keepingCapacity: true)
      rejections.removeAll(keepingCapacity: true)
      raised.removeAll(keepingCapacity: true)
    }
    output.answered += places.count
    places.removeAll(keepingCapacity: true)
    block.clear()
  }

  private func fail(_ row: Int, _ reason: String) {
    var rejection = Rejection(file: file, line: places[row].line, reason: reason)
    (rejection.isOfScript, rejection.guideline) = (true, setting.guideline)
    rejections[row] = rejection
    output.hasFailed = true
  }

  /// Writes a row that may be refused, or is to be decided in full.
  private func write(_ row: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    var decided: DecidedRow?
    if setting.decides, rejections[row]?.isOfScript ?? true, let profile = strictly(row, bytes) {
      do {
        // Names of resources could identify whom a pseudonym is to hide.
        var shown = setting.pseudonym == nil ? profile : profile.withoutSources
        shown.id = profile.id.map { setting.pseudonym?($0) ?? $0 }
        let decision = try setting.joint.decide(shown, asOf: setting.asOf)
        decided = DecidedRow(profile: shown, decision: decision, places: [])
      } catch {
        fail(row, "no decision: \(error)")
      }
    }
    if let rejection = rejections[row] {
      output.answered -= 1
      output.rejected += 1
      if !rejection.stops.isEmpty || !rejection.possibleStops.isEmpty { output.stopped += 1 }
      rows.refuse(rejection.text(namingStops: setting.namesStops), inPlace: setting.rejectsInPlace, &output)
      end(rejection.isOfScript ? .failed : .refused, decided)
      return
    }
    if raised[row] != nil { output.raised += 1 }
    let isWritten = rows.write(block, row, places[row], shownID(row, bytes), raised[row], bytes) {
      interpreted(row, bytes)
    }
    if isWritten { decided?.places = [rows.count - RowWriter.ending] }
    if let decided, isWritten, !isOneOfSeveral { output.decided.append(decided) }
    end(.answered, decided)
  }

  /// The id to show in place of the one in the piece; nil for the latter, or if there is none.
  private func shownID(_ row: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let pseudonym = setting.pseudonym else { return ids[row] }
    if let id = ids[row] { return pseudonym(id) }
    let quoted = places[row].id
    return quoted.isEmpty
      ? nil : pseudonym(String(decoding: bytes[quoted].dropFirst().dropLast(), as: UTF8.self))
  }

  /// Marks where a line ends in the output, so that the rows of several guidelines can be joined line by line.
  private func end(_ outcome: CohortOutput.Line.Outcome, _ decided: DecidedRow?) {
    guard isOneOfSeveral else { return }
    output.lines.append(
      CohortOutput.Line(
        outcome: outcome, rows: rows.count, rejects: output.rejects.count, decided: decided))
  }

  /// The trace of a row by the interpreter.
  private func interpreted(_ row: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let decisions = DecisionJSON(setting.compiled.guideline)
    guard let profile = try? reader.read(source.text(places[row].range, bytes)),
      let decision = try? interpreter.decideWithoutMissing(profile, asOf: setting.asOf)
    else { return Array("null".utf8) }
    return JSONValue.array(decision.trace.map(decisions.entry)).canonical
  }
}
