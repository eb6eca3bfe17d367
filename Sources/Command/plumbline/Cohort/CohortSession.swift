import ArgumentParser
import Glibc
import PlumblineCohort
import PlumblineText

/// One run over a cohort with its files, which does each step of a ``CohortRun``.
@MainActor
final class CohortSession {
  /// The outputs of a run.
  private struct Files {
    var output: CohortFile
    var rejects: CohortFile?
    var recorder: CohortRecorder?
    /// nil if the run cannot be resumed.
    var resume: ResumeFile?
  }

  private let command: CohortCommand
  private let progress = CohortProgress()

  init(_ command: CohortCommand) { self.command = command }

  func run() async throws -> ExitCode {
    let reader = try CohortReader(command.files, command.input)
    try command.checkFiles(reader)
    let plan = try CohortPlan(command, hasRecords: reader.hasRecords) { try reader.columns($0) }
    let resume = command.output.map { ResumeFile(output: $0) }
    let point = command.resume ? try resumed(resume, plan, reader) : nil
    let files = try Files(
      output: CohortFile(command.output, keeping: point?.rows),
      rejects: command.rejects.flatMap { $0 == "-" ? nil : $0 }.map {
        try CohortFile($0, keeping: point?.rejects)
      },
      recorder: command.record ? CohortRecorder(command.recording, plan.guidelines) : nil, resume: resume)
    if point == nil {
      // The progress of an earlier run does not apply to the new output.
      resume?.remove()
      try files.output.write(plan.header)
    }
    let settings = plan.settings(pseudonym: files.recorder?.pseudonym)
    let stations = CohortStations(settings, jobs: command.jobs ?? Self.processors)
    var run = CohortRun(
      jobs: stations.count, rejects: command.rejectsGoTo, keepsPoints: resume != nil, from: point,
      cut: reader.cut)
    let failure = try await drive(&run, reader, stations, files, plan.asked)
    progress.clear()
    files.recorder?.finish()
    return try finish(run, files, failure)
  }

  /// Continues at the point of an interrupted run.
  private func resumed(
    _ file: ResumeFile?, _ plan: CohortPlan, _ reader: CohortReader
  ) throws(Fault) -> ResumePoint? {
    guard let point = try file?.read() else { return nil }
    if let reason = point.mismatch(asked: plan.asked, inputs: reader.identities) {
      throw Fault(.badInput, reason)
    }
    try reader.skip(toFile: point.file, offset: point.offset, line: point.line)
    return point
  }

  /// Answers everything that can be read; returns the fault that ended reading, or nil.
  private func drive(
    _ run: inout CohortRun, _ reader: CohortReader, _ stations: CohortStations, _ files: Files,
    _ asked: String
  ) async throws -> Fault? {
    var failure: Fault?
    while true {
      switch run.next(waiting: stations.waiting) {
      case .read:
        do throws(Fault) {
          if let piece = try reader.next() { stations.give(piece) } else { run.inputEnded() }
        } catch {
          failure = error
          run.inputFailed()
          // What was read before is still answered.
          if let piece = reader.takeWhole() { stations.give(piece) }
        }
      case .write:
        let answered = await stations.take()
        let refusals = run.take(answered, cut: reader.cut, isSettled: reader.isSettled)
        try write(answered, refusals, files)
        progress.show(run, done: reader.consumed, of: reader.size)
      case .keep:
        try await add(&run, stations)
        files.output.settle()
        files.rejects?.settle()
        let point = ResumePoint(
          run, at: (reader.file, reader.offset, reader.line),
          written: (files.output.length, files.rejects?.length ?? 0), asked: asked, inputs: reader.identities)
        if let point { try files.resume?.write(point) }
        run.pointKept(cut: reader.cut)
      case .end:
        try await add(&run, stations)
        return failure
      }
    }
  }

  private func write(_ answered: CohortOutput, _ refusals: [String], _ files: Files) throws {
    try files.output.write(try files.recorder?.record(answered) ?? answered.rows)
    try files.rejects?.write(answered.rejects)
    for line in refusals {
      progress.clear()
      Output.error(line)
    }
  }

  private func add(_ run: inout CohortRun, _ stations: CohortStations) async throws(Fault) {
    do throws(CohortSummary.Problem) {
      try run.add(await stations.takeSummary())
    } catch {
      throw Fault(.internal, error.description)
    }
  }

  private func finish(_ run: CohortRun, _ files: Files, _ failure: Fault?) throws -> ExitCode {
    for line in run.closingWords { Output.error(line) }
    if let failure {
      Output.error(run.cutOffWords)
      throw failure
    }
    guard let summary = run.summary else { return .success }
    if let path = command.summary { try CohortFile(path).write(summary.json.canonicalLine) }
    if command.format == .summary { try files.output.write(Array(command.summaryText(summary).utf8)) }
    files.resume?.remove()
    if files.recorder == nil { Output.error(Self.notRecorded) }
    switch run.ending {
    case .whole: return .success
    case .refused: return ExitCode(Fault.Code.badInput.rawValue)
    case .failed: return ExitCode(Fault.Code.internal.rawValue)
    }
  }

  /// What a run without records ends with, on standard error.
  private static let notRecorded = "not recorded: --record records each row in the ledger"

  /// The processors of this machine.
  private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
