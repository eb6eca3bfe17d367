import ArgumentParser
import Cohort
import Engine
import Glibc
import Guideline
import JSON
import Workbench

/// One run over a cohort: reads pieces, has them answered side by side, and writes what comes back in order.
@MainActor
final class CohortRun {
  private let command: CohortCommand
  private let progress = CohortProgress()
  private var rows = 0
  private var rejected = 0
  private var hasFailed = false
  private var told = 0
  private var summary: CohortSummary?

  /// How often an interrupted run could be resumed, in bytes of input.
  private static let resumePoints = 1 << 26
  /// How many refused lines are told where no file takes them.
  private static let mostTold = 20

  init(_ command: CohortCommand) { self.command = command }

  func run() async throws -> ExitCode {
    let loaded = try command.packs.loadForDeciding()
    let compiled: CompiledGuideline
    do {
      compiled = try CompiledGuideline(loaded.evaluator)
    } catch {
      throw Fault(.badInput, "\(error)")
    }
    let selection: CohortSelection
    do { selection = try CohortSelection(command.select, compiled) } catch {
      Output.error(error.description)
      return ExitCode(EX_USAGE)
    }
    let path = command.files[0]
    let input = try CohortInput(path)
    for written in [command.output, command.rejects, command.summary] {
      if let written, written != "-", input.isAt(written) {
        throw Fault(.cannotCreate, "\(written) is the file that is read; write somewhere else")
      }
    }
    let isCSV = command.input.map { $0 == .csv } ?? Self.isCSV(path)
    let point = command.resume ? try ResumePoint.read(command.output ?? "") : nil
    let asked = asked(compiled.guideline)
    if let point, point.asked != asked {
      throw Fault(
        .badInput,
        "the interrupted run asked for something else, or under other packs; begin anew without --resume")
    }
    var cutter = LineCutter(isCSV: isCSV)
    var setting = CohortSetting(
      compiled, format: command.format.rows, selection: selection, rejectsInPlace: command.rejects == "-",
      showsValues: command.showValues)
    setting.traces = command.trace
    if command.record { setting.decides = .init(evaluator: loaded.evaluator, asOf: command.recording.day) }
    if isCSV { setting.columns = try header(&cutter, input, compiled.guideline) }
    if let point {
      guard try cutter.skip(to: point.offset, line: point.line, { try input.read($0) }) else {
        throw Fault(.badInput, "\(input.name) is shorter than what was answered of it before")
      }
      (rows, rejected, hasFailed) = (point.summary.rows, point.summary.rejected, point.hasFailed)
      summary = point.summary
    }
    let output = try CohortFile(command.output, keeping: point?.rows)
    // How far an earlier run had come says nothing of what stands there now.
    if point == nil, let path = command.output { ResumePoint.remove(path) }
    let rejects =
      try command.rejects.flatMap { $0 == "-" ? nil : $0 }.map { try CohortFile($0, keeping: point?.rejects) }
    let recorder = try command.record ? CohortRecorder(command.recording, compiled.guideline) : nil
    if point == nil { try output.write(setting.header) }

    let stations = CohortStations(setting, jobs: command.jobs ?? Self.processors)
    var kept = cutter.offset
    var failure: Fault?
    while true {
      while !stations.isFull, failure == nil {
        do throws(Fault) {
          guard let piece = try cutter.next({ size throws(Fault) in try input.read(size) }) else { break }
          stations.give(piece)
        } catch {
          // What was read before is answered all the same.
          failure = error
          if let piece = cutter.takeWhole() { stations.give(piece) }
        }
      }
      if stations.isEmpty { break }
      try write(await stations.take(), output, rejects, recorder)
      progress.show(rows: rows, rejected: rejected, done: input.consumed, of: input.size)
      if command.output != nil, failure == nil, cutter.isBetweenLines,
        cutter.offset - kept >= Self.resumePoints
      {
        while !stations.isEmpty { try write(await stations.take(), output, rejects, recorder) }
        try await add(stations)
        try keep(cutter, output, rejects, asked)
        kept = cutter.offset
      }
    }
    try await add(stations)
    progress.clear()
    return try finish(output, failure)
  }

  private func write(
    _ answered: CohortOutput, _ output: CohortFile, _ rejects: CohortFile?, _ recorder: CohortRecorder?
  ) throws {
    rows += answered.answered
    rejected += answered.rejected
    hasFailed = hasFailed || answered.hasFailed
    try output.write(try recorder?.record(answered) ?? answered.rows)
    if let rejects {
      try rejects.write(answered.rejects)
    } else if !answered.rejects.isEmpty {
      for line in answered.rejects.split(separator: 10) where told < Self.mostTold {
        told += 1
        progress.clear()
        Output.error("refused: \(String(decoding: line, as: UTF8.self))")
      }
    }
  }

  private func add(_ stations: CohortStations) async throws {
    guard let more = try await stations.takeSummary() else { return }
    if summary == nil { summary = more } else { try summary?.add(more) }
  }

  private func keep(_ cutter: LineCutter, _ output: CohortFile, _ rejects: CohortFile?, _ asked: String)
    throws
  {
    guard let summary, let path = command.output else { return }
    output.settle()
    rejects?.settle()
    let point = ResumePoint(
      offset: cutter.offset, line: cutter.line, rows: output.length, rejects: rejects?.length ?? 0,
      hasFailed: hasFailed, summary: summary, asked: asked)
    try point.write(path)
  }

  private func finish(_ output: CohortFile, _ failure: Fault?) throws -> ExitCode {
    guard let summary else { return .success }
    if let path = command.summary { try CohortFile(path).write(summary.json.canonical + [10]) }
    if command.format == .summary {
      let text = SummaryText(width: Output.columns ?? 96, isPlain: command.plain).text(summary)
      try output.write(Array(text.utf8))
    }
    if let failure { throw failure }
    if let path = command.output { ResumePoint.remove(path) }
    if rejected > 0 {
      let lines = rejected == 1 ? "line was" : "lines were"
      let place = command.rejects.map { $0 == "-" ? "; they stand among the rows" : "; see \($0)" }
      Output.error(
        "\(SummaryText.grouped(rejected)) \(lines) refused, \(SummaryText.grouped(rows)) answered"
          + (place ?? (rejected > told ? "; --rejects FILE tells of all of them" : "")))
    }
    if hasFailed { return ExitCode(Fault.Code.internal.rawValue) }
    return rejected > 0 ? ExitCode(Fault.Code.badInput.rawValue) : .success
  }

  /// The header row of CSV.
  private func header(
    _ cutter: inout LineCutter, _ input: CohortInput, _ guideline: Guideline
  ) throws -> CSVColumns {
    guard let header = try cutter.header({ try input.read($0) }) else {
      throw Fault(.badInput, "\(input.name): the header row has no end")
    }
    do {
      return try CSVColumns(header: header, guideline.vocabulary)
    } catch {
      throw Fault(.badInput, "\(input.name): \(error)")
    }
  }

  /// What a run asks for, so that it is resumed with nothing else.
  private func asked(_ guideline: Guideline) -> String {
    [
      guideline.digest, command.input?.rawValue ?? "", command.format.rawValue, command.rejects ?? "",
      command.select.joined(separator: " "), command.showValues ? "values" : "", command.trace ? "trace" : "",
    ].joined(separator: "\n")
  }

  private static func isCSV(_ path: String) -> Bool { path.hasSuffix(".csv") || path.hasSuffix(".csv.gz") }

  /// The processors of this machine.
  private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
