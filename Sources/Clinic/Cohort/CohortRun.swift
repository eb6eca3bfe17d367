internal import PlumblineText

/// A run over a cohort: what comes next, what it has come to, and how far an interrupted one could be resumed from.
///
/// It reads and writes nothing itself. Whoever drives it does each ``Step`` and says what came of it: pieces are read
/// ahead, as many as are worked on side by side, and their rows are written in order. Now and then all that was read is
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

  /// Where lines go that are refused.
  public enum Rejects: Sendable, Hashable {
    /// Nowhere: the first are told.
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
  /// Lines that were refused and have a stop in what could be read.
  private var stopped = 0
  private var reported = 0

  private let rejects: Rejects
  private let most: Int
  private var isReading = true
  private var mayKeep: Bool
  private var isDraining = false
  /// How far the last point was kept, in bytes of lines.
  private var kept: Int

  /// How often an interrupted run could be resumed, in bytes of its lines.
  static let betweenPoints = 1 << 26
  /// How many refused lines are told where no file takes them.
  static let mostReported = 20

  /// - Parameters:
  ///   - jobs: how many pieces are worked on side by side.
  ///   - keepsPoints: whether the run can be resumed when it is interrupted.
  ///   - point: where an interrupted run had come to; nil for a new one.
  ///   - cut: bytes of lines that were passed over for it.
  public init(
    jobs: Int, rejects: Rejects, keepsPoints: Bool, from point: ResumePoint? = nil, cut: Int = 0
  ) {
    // Each station has one piece at hand and one before it.
    most = 2 * jobs
    self.rejects = rejects
    mayKeep = keepsPoints
    kept = cut
    if let point {
      (rows, rejected, hasFailed) = (point.summary.rows, point.summary.rejected, point.hasFailed)
      summary = point.summary
    }
  }

  // MARK: what comes next

  /// - Parameter waiting: how many pieces were given to be answered and are not written.
  public func next(waiting: Int) -> Step {
    if isDraining { return waiting > 0 ? .write : .keep }
    if isReading, waiting < most { return .read }
    return waiting > 0 ? .write : .end
  }

  /// There is nothing more to read.
  public mutating func inputEnded() { isReading = false }

  /// No more can be read: what was read before is answered all the same, and nothing more is kept.
  public mutating func inputFailed() {
    isReading = false
    mayKeep = false
  }

  /// Takes what became of a piece.
  ///
  /// - Parameters:
  ///   - cut: bytes of lines that were read.
  ///   - isSettled: whether another reader could go on from there, and what was read is certain.
  /// - Returns: lines of refusals to be told.
  public mutating func take(_ output: CohortOutput, cut: Int, isSettled: Bool) -> [String] {
    rows += output.answered
    rejected += output.rejected
    stopped += output.stopped
    hasFailed = hasFailed || output.hasFailed
    if mayKeep, isSettled, cut - kept >= Self.betweenPoints { isDraining = true }
    guard rejects == .reported, reported < Self.mostReported, !output.rejects.isEmpty else { return [] }
    let lines = output.rejects.split(separator: 10).prefix(Self.mostReported - reported)
    reported += lines.count
    return lines.map { "refused: \(String(decoding: $0, as: UTF8.self))" }
  }

  /// Adds the counts of rows since the last were added.
  public mutating func add(_ more: CohortSummary?) throws(CohortSummary.Problem) {
    guard let more else { return }
    if summary == nil { summary = more } else { try summary?.add(more) }
  }

  /// A point was kept.
  ///
  /// - Parameter cut: bytes of lines that were read.
  public mutating func pointKept(cut: Int) {
    kept = cut
    isDraining = false
  }

  // MARK: what came of it

  public var ending: Ending { hasFailed ? .failed : rejected > 0 ? .refused : .whole }

  /// What is told at the end: how many lines were refused, and whether a stop is among them.
  public var closingWords: [String] {
    if rejected == 0 { return [] }
    var lines: [String] = []
    if stopped > 0 {
      lines.append(
        "in \(stopped.grouped) of the refused lines a stop is true, or may be, in what could be read"
          + (rejects == .reported ? "; --rejects FILE names it" : ""))
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

  /// What is told where no more could be read. Counts of a part would be taken for those of the whole.
  public var cutOffWords: String { "\(rows.grouped) answered before that; no summary is written" }

  /// How far it has come: rows, rate, and what remains.
  ///
  /// - Parameters:
  ///   - seconds: since the beginning.
  ///   - done: bytes of the input that were read.
  ///   - size: of all its bytes; nil where that is not known.
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
