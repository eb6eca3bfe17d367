import ArgumentParser
import PlumblineCohort
import PlumblineEngine
import Glibc
import PlumblineGuideline
import PlumblineJSON
import PlumblineWorkbench

/// One run over a cohort: reads pieces, has them answered side by side, and writes what comes back in order.
@MainActor
final class CohortRun {
  /// Where answers go.
  private struct Files {
    var output: CohortFile
    var rejects: CohortFile?
    var recorder: CohortRecorder?
  }

  private let command: CohortCommand
  private let progress = CohortProgress()
  private var rows = 0
  private var rejected = 0
  private var stopped = 0
  private var hasFailed = false
  private var told = 0
  private var summary: CohortSummary?

  /// How often an interrupted run could be resumed, in bytes of its lines.
  private static let resumePoints = 1 << 26
  /// How many refused lines are told where no file takes them.
  private static let mostTold = 20

  init(_ command: CohortCommand) { self.command = command }

  func run() async throws -> ExitCode {
    let reader = try CohortReader(command.files, isCSV: command.input.map { $0 == .csv })
    try command.checkFiles(reader)
    let plan = try CohortPlan(command) { try reader.columns($0) }
    let point = command.resume ? try resumed(plan, reader) : nil
    let files = try Files(
      output: CohortFile(command.output, keeping: point?.rows),
      rejects: command.rejects.flatMap { $0 == "-" ? nil : $0 }.map {
        try CohortFile($0, keeping: point?.rejects)
      },
      recorder: command.record ? CohortRecorder(command.recording, plan.guideline) : nil)
    if point == nil {
      // How far an earlier run had come says nothing of what stands there now.
      if let path = command.output { ResumePoint.remove(path) }
      try files.output.write(plan.setting.header)
    }
    let failure = try await answer(reader, plan, files)
    progress.clear()
    files.recorder?.finish()
    return try finish(files.output, failure)
  }

  /// Goes on where an interrupted run was.
  private func resumed(_ plan: CohortPlan, _ reader: CohortReader) throws -> ResumePoint {
    let point = try ResumePoint.read(command.output ?? "")
    if point.asked != plan.asked {
      throw Fault(
        .badInput,
        "the interrupted run asked for something else, or under other packs; begin anew without --resume")
    }
    let hasChanged = zip(point.inputs, reader.identities).contains { was, now in
      !was.isEmpty && !now.isEmpty && was != now
    }
    if hasChanged {
      throw Fault(
        .badInput, "the input has changed since the run was interrupted; begin anew without --resume")
    }
    try reader.skip(toFile: point.file, offset: point.offset, line: point.line)
    (rows, rejected, hasFailed) = (point.summary.rows, point.summary.rejected, point.hasFailed)
    summary = point.summary
    return point
  }

  /// Answers everything that can be read; returns why that was not all.
  private func answer(_ reader: CohortReader, _ plan: CohortPlan, _ files: Files) async throws -> Fault? {
    let stations = CohortStations(plan.setting, jobs: command.jobs ?? Self.processors)
    var kept = reader.cut
    var failure: Fault?
    while true {
      while !stations.isFull, failure == nil {
        do throws(Fault) {
          guard let piece = try reader.next() else { break }
          stations.give(piece)
        } catch {
          // What was read before is answered all the same.
          failure = error
          if let piece = reader.takeWhole() { stations.give(piece) }
        }
      }
      if stations.isEmpty { break }
      try write(await stations.take(), files)
      progress.show(rows: rows, rejected: rejected, done: reader.consumed, of: reader.size)
      if command.output != nil, failure == nil, reader.isSettled,
        reader.cut - kept >= Self.resumePoints
      {
        while !stations.isEmpty { try write(await stations.take(), files) }
        try await add(stations)
        try keep(reader, files, plan.asked)
        kept = reader.cut
      }
    }
    try await add(stations)
    return failure
  }

  private func write(_ answered: CohortOutput, _ files: Files) throws {
    rows += answered.answered
    rejected += answered.rejected
    stopped += answered.stopped
    hasFailed = hasFailed || answered.hasFailed
    try files.output.write(try files.recorder?.record(answered) ?? answered.rows)
    if let rejects = files.rejects {
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

  private func keep(_ reader: CohortReader, _ files: Files, _ asked: String) throws {
    guard let summary, let path = command.output else { return }
    files.output.settle()
    files.rejects?.settle()
    let point = ResumePoint(
      file: reader.file, offset: reader.offset, line: reader.line, rows: files.output.length,
      rejects: files.rejects?.length ?? 0, hasFailed: hasFailed, summary: summary, asked: asked,
      inputs: reader.identities)
    try point.write(path)
  }

  private func finish(_ output: CohortFile, _ failure: Fault?) throws -> ExitCode {
    tellRejected()
    if let failure {
      // Counts of a part would be taken for those of the whole.
      Output.error("\(SummaryText.grouped(rows)) answered before that; no summary is written")
      throw failure
    }
    guard let summary else { return .success }
    if let path = command.summary { try CohortFile(path).write(summary.json.canonical + [10]) }
    if command.format == .summary {
      let text = SummaryText(width: Output.columns ?? 96, isPlain: command.plain).text(summary)
      try output.write(Array(text.utf8))
    }
    if let path = command.output { ResumePoint.remove(path) }
    if hasFailed { return ExitCode(Fault.Code.internal.rawValue) }
    return rejected > 0 ? ExitCode(Fault.Code.badInput.rawValue) : .success
  }

  private func tellRejected() {
    if rejected == 0 { return }
    if stopped > 0 {
      Output.error(
        "in \(SummaryText.grouped(stopped)) of the refused lines a stop is true, or may be, in what could be read"
          + (command.rejects == nil ? ": --rejects FILE names it" : ""))
    }
    let lines = rejected == 1 ? "line was" : "lines were"
    let place = command.rejects.map { $0 == "-" ? "; they stand among the rows" : "; see \($0)" }
    Output.error(
      "\(SummaryText.grouped(rejected)) \(lines) refused, \(SummaryText.grouped(rows)) answered"
        + (place ?? (rejected > told ? "; --rejects FILE tells of all of them" : "")))
  }

  /// The processors of this machine.
  private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
