import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort

/// The steps of a run, and its outcome.
struct CohortRunTests {
  private static let summary = """
    {"alerts":{},"alternatives":{},"certainty":{},"conflicts":{},"decisions":{},"gates":{},"guideline":"sha256:a",\
    "needs":{},"primary":{},"rejected":2,"rows":5,"rules":{},"schema":1,"selected":5}
    """

  private func output(_ answered: Int, refused: Int = 0, stopped: Int = 0) -> CohortOutput {
    var output = CohortOutput()
    output.answered = answered
    output.rejected = refused
    output.stopped = stopped
    output.rejects = Array((0..<refused).map { "refusal \($0)\n" }.joined().utf8)
    return output
  }

  @Test(arguments: 0..<60)
  func `pieces are read ahead, and everything that was read is written before a point is kept`(number: UInt64)
    throws
  {
    var random = Seeded(Seeded.first &+ 93_000 &+ number)
    let jobs = Int.random(in: 1...4, using: &random)
    let pieces = Int.random(in: 0...40, using: &random)
    let failsAt = Bool.random(using: &random) ? Int.random(in: 0...pieces, using: &random) : nil
    var run = CohortRun(jobs: jobs, rejects: .reported, keepsPoints: true)
    var (given, waiting, cut, keptAt) = (0, 0, 0, 0)
    var isOver = false
    while !isOver {
      switch run.next(waiting: waiting) {
      case .read:
        #expect(waiting < 2 * jobs, "seed \(random.seed)")
        if given == failsAt {
          run.inputFailed()
        } else if given == pieces {
          run.inputEnded()
        } else {
          (given, waiting) = (given + 1, waiting + 1)
          cut += Int.random(in: 0...CohortRun.betweenPoints, using: &random)
        }
      case .write:
        try #require(waiting > 0)
        waiting -= 1
        _ = run.take(output(3), cut: cut, isSettled: Bool.random(using: &random))
      case .keep:
        #expect(waiting == 0 && cut - keptAt >= CohortRun.betweenPoints, "seed \(random.seed)")
        run.pointKept(cut: cut)
        keptAt = cut
      case .end: isOver = true
      }
    }
    #expect(waiting == 0 && run.rows == 3 * given && given == min(pieces, failsAt ?? pieces))
  }

  @Test(arguments: [(true, true), (true, false), (false, true)])
  func `a point is kept once enough was read and is certain, if the run can be resumed`(
    keepsPoints: Bool, isSettled: Bool
  ) {
    var run = CohortRun(jobs: 1, rejects: .reported, keepsPoints: keepsPoints)
    _ = run.take(output(1), cut: CohortRun.betweenPoints - 1, isSettled: isSettled)
    #expect(run.next(waiting: 0) == .read)
    _ = run.take(output(1), cut: CohortRun.betweenPoints, isSettled: isSettled)
    #expect(run.next(waiting: 1) == (keepsPoints && isSettled ? .write : .read))
    #expect(run.next(waiting: 0) == (keepsPoints && isSettled ? .keep : .read))
    run.pointKept(cut: CohortRun.betweenPoints)
    #expect(run.next(waiting: 0) == .read)
  }

  @Test func `no point is kept after a place that could not be read`() {
    var run = CohortRun(jobs: 1, rejects: .reported, keepsPoints: true)
    run.inputFailed()
    _ = run.take(output(1), cut: 2 * CohortRun.betweenPoints, isSettled: true)
    #expect(run.next(waiting: 0) == .end)
  }

  @Test(arguments: [
    (
      CohortRun.Rejects.reported,
      [
        "a stop is or may be true in 1,000 of the refused lines; --rejects FILE lists them",
        "1,500 lines were refused, 2,000 answered; --rejects FILE lists all of them",
      ]
    ),
    (
      .inPlace,
      [
        "a stop is or may be true in 1,000 of the refused lines",
        "1,500 lines were refused, 2,000 answered; they are among the rows",
      ]
    ),
    (
      .file("r"),
      [
        "a stop is or may be true in 1,000 of the refused lines",
        "1,500 lines were refused, 2,000 answered; see r",
      ]
    ),
  ])
  func `the end says how many were refused and where they are, and only the first are reported`(
    rejects: CohortRun.Rejects, words: [String]
  ) {
    var run = CohortRun(jobs: 1, rejects: rejects, keepsPoints: false)
    #expect(run.ending == .whole && run.closingWords.isEmpty)
    let reported = [output(1_000, refused: 19), output(1_000, refused: 1_481, stopped: 1_000)].map {
      run.take($0, cut: 0, isSettled: true)
    }
    #expect(reported.map(\.count) == (rejects == .reported ? [19, 1] : [0, 0]))
    #expect(reported[0].first == (rejects == .reported ? "refused: refusal 0" : nil))
    #expect(run.closingWords == words)
    #expect(run.ending == .refused)
  }

  @Test func `one line is reported in the singular`() {
    var run = CohortRun(jobs: 1, rejects: .reported, keepsPoints: false)
    _ = run.take(output(0, refused: 1), cut: 0, isSettled: true)
    #expect(run.closingWords == ["1 line was refused, 0 answered"])
    #expect(run.cutOffWords == "0 answered before that; no summary is written")
  }

  @Test(arguments: [
    (0.2, 0, nil, "3 rows"), (2.0, 500, 1_000, "3 rows, 1 a second, 50 %, 2 s left"),
    (60.0, 1, 100_000, "3 rows, 0 a second, 0 %, 1666 h 39 min left"),
  ])
  func `progress shows rows, rate and remaining time`(seconds: Double, done: Int, size: Int?, words: String) {
    var run = CohortRun(jobs: 1, rejects: .reported, keepsPoints: false)
    _ = run.take(output(3), cut: 0, isSettled: true)
    #expect(run.progress(after: seconds, done: done, of: size) == words)
  }

  @Test func `a point reads back as it was written, and a run continues from it`() throws {
    var run = CohortRun(jobs: 1, rejects: .reported, keepsPoints: true)
    let place = (file: 1, offset: 20, line: 3)
    #expect(ResumePoint(run, at: place, written: (4, 5), asked: "a", inputs: ["", "9 1.2"]) == nil)
    try run.add(CohortSummary(parsing: Array(Self.summary.utf8)))
    let point = try #require(
      ResumePoint(run, at: place, written: (4, 5), asked: "a", inputs: ["", "9 1.2"]))
    let read = try #require(ResumePoint(parsing: point.json.canonical))
    #expect(read.json == point.json)
    #expect((read.file, read.offset, read.line, read.rows, read.rejects) == (1, 20, 3, 4, 5))
    let next = CohortRun(jobs: 1, rejects: .reported, keepsPoints: true, from: read)
    #expect(next.rows == 5 && next.rejected == 2 && next.ending == .refused)
    #expect(point.mismatch(asked: "a", inputs: ["1 1.1", "9 1.2"]) == nil)
    #expect(
      point.mismatch(asked: "b", inputs: ["", "9 1.2"])?.hasPrefix("the interrupted run had other options")
        == true)
    #expect(point.mismatch(asked: "a", inputs: ["", "9 1.3"])?.hasPrefix("the input has changed") == true)
  }

  @Test(arguments: ["", "{}", #"{"asked":"a","file":-1}"#])
  func `text that an interrupted run does not write is not a point`(text: String) {
    #expect(ResumePoint(parsing: Array(text.utf8)) == nil)
  }
}
