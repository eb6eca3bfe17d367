internal import PlumblineText

/// A run over a cohort: its next step, its counts, and the point from which it could be resumed.
///
/// It reads and writes nothing itself. The caller does each ``Step`` and reports the result: pieces are read
/// ahead, as many as are answered in parallel, and their rows are written in order. At intervals everything that was read is
/// written, so that a ``ResumePoint`` can be kept.
public struct CohortRun: Sendable {
  public enum Step: Sendable, Hashable {
    /// Read another piece, and have it answered.
    case read
    /// Wait for the oldest piece, and write its rows.
    case write
    /// Everything that was read is written: keep a ``ResumePoint``.
    case keep
    case end
  }

  /// The destination of refused lines.
  public enum Rejects: Sendable, Hashable {
    /// Nowhere: only the first are reported.
    case reported
    /// Among the rows.
    case inPlace
    case file(String)
  }

  public enum Ending: Sendable, Hashable {
    /// Every line was answered.
    case whole
    /// Some were refused, and all others answered.
    case refused
    /// A script failed.
    case failed
  }

  public private(set) var rows = 0
  public private(set) var rejected = 0
  public private(set) var summary: CohortSummary?
  private(set) var hasFailed = false
  /// Refused lines with a stop in what could be read.
  private var stopped = 0
  /// Rows whose records contradict themselves or raise questions.
  private var raised = 0
  private var reported = 0

  private let rejects: Rejects
  private let most: Int
  private var isReading = true
  private var mayKeep: Bool
  private var isDraining = false
  /// The bytes of lines at the last point that was kept.
  private var kept: Int

  /// The bytes of lines between two points.
  static let betweenPoints = 1 << 26
  /// The most refused lines that are reported if there is no file for them.
  static let mostReported = 20

  /// - Parameters:
  ///   - jobs: the number of pieces that are answered in parallel.
  ///   - keepsPoints: whether the run can be resumed if it is interrupted.
  ///   - point: the point that an interrupted run had reached; nil for a new run.
  ///   - cut: the bytes of lines that were skipped for it.
  public init(
    jobs: Int, rejects: Rejects, keepsPoints: Bool, from point: ResumePoint? = nil, cut: Int = 0
  ) {
    // Each job has one piece in work and one waiting.
    most = 2 * jobs
    self.rejects = rejects
    mayKeep = keepsPoints
    kept = cut
    if let point {
      (rows, rejected, hasFailed) = (point.summary.rows, point.summary.rejected, point.hasFailed)
      summary = point.summary
    }
  }

  // MARK: the next step

  /// Returns the next step.
  ///
  /// - Parameter waiting: the number of pieces that were given to be answered and are not written yet.
  public func next(waiting: Int) -> Step {
    if isDraining { return waiting > 0 ? .write : .keep }
    if isReading, waiting < most { return .read }
    return waiting > 0 ? .write : .end
  }

  /// Notes that the input has ended.
  public mutating func inputEnded() { isReading = false }

  /// Notes that no more can be read: what was read before is answered all the same, and no further point is kept.
  public mutating func inputFailed() {
    isReading = false
    mayKeep = false
  }

  /// Takes the results for a piece.
  ///
  /// - Parameters:
  ///   - cut: the bytes of lines read so far.
  ///   - isSettled: whether another reader could continue from there, and everything read is certain.
  /// - Returns: the refused lines to report.
  public mutating func take(_ output: CohortOutput, cut: Int, isSettled: Bool) -> [String] {
    rows += output.answered
    rejected += output.rejected
    stopped += output.stopped
    raised += output.raised
    hasFailed = hasFailed || output.hasFailed
    if mayKeep, isSettled, cut - kept >= Self.betweenPoints { isDraining = true }
    guard rejects == .reported, reported < Self.mostReported, !output.rejects.isEmpty else { return [] }
    let lines = output.rejects.split(separator: 10).prefix(Self.mostReported - reported)
    reported += lines.count
    return lines.map { "refused: \(String(decoding: $0, as: UTF8.self))" }
  }

  /// Adds the counts of the rows since the last call.
  public mutating func add(_ more: CohortSummary?) throws(CohortSummary.Problem) {
    guard let more else { return }
    if summary == nil { summary = more } else { try summary?.add(more) }
  }

  /// Notes that a point was kept.
  ///
  /// - Parameter cut: the bytes of lines read so far.
  public mutating func pointKept(cut: Int) {
    kept = cut
    isDraining = false
  }

  // MARK: the outcome

  public var ending: Ending { hasFailed ? .failed : rejected > 0 ? .refused : .whole }

  /// The lines to report at the end: what records raise, how many lines were refused, and whether they contain a stop.
  public var closingWords: [String] {
    var lines: [String] = []
    if raised > 0 {
      lines.append(
        (raised == 1
          ? "1 record contradicts itself or raises a question"
          : "\(raised.grouped) records contradict themselves or raise questions")
          + "; `raised` in the rows of NDJSON names the facts"
      )
    }
    if rejected == 0 { return lines }
    if stopped > 0 {
      lines.append(
        "a stop is or may be true in \(stopped.grouped) of the refused lines"
          + (rejects == .reported ? "; --rejects FILE lists them" : ""))
    }
    let place =
      switch rejects {
      case .reported: rejected > reported ? "; --rejects FILE lists all of them" : ""
      case .inPlace: "; they are among the rows"
      case .file(let path): "; see \(path)"
      }
    lines.append(
      "\(rejected.grouped) \(rejected == 1 ? "line was" : "lines were") refused, \(rows.grouped) answered\(place)"
    )
    return lines
  }

  /// The words to report if no more could be read. No summary: the counts of a part would be mistaken for those of the whole.
  public var cutOffWords: String { "\(rows.grouped) answered before that; no summary is written" }

  /// Returns the progress in words: rows, rate, and remaining time.
  ///
  /// - Parameters:
  ///   - seconds: the time since the beginning.
  ///   - done: the bytes of the input read so far.
  ///   - size: the bytes of the whole input; nil if not known.
  public func progress(after seconds: Double, done: Int, of size: Int?) -> String {
    var text = "\(rows.grouped) rows"
    if rejected > 0 { text += ", \(rejected.grouped) refused" }
    if seconds > 0.5 { text += ", \(Int(Double(rows) / seconds).grouped) a second" }
    if let size, size > 0 {
      text += ", \(min(100, done * 100 / size)) %"
      if seconds > 1, done > 0 {
        text += ", \(Self.time(seconds * Double(size - done) / Double(done))) left"
      }
    }
    return text
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(max(0, seconds).rounded())
    if whole < 90 { return "\(whole) s" }
    return whole < 5400 ? "\(whole / 60) min" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
