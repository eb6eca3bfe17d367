import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineCohort
@testable import PlumblineEngine

/// The counts of a cohort: the sums of parts, and their wording.
struct SummaryTests {
  private func summary(_ desk: CohortDesk, _ text: String, select: [String] = []) throws -> CohortSummary {
    let worker = CohortWorker(try desk.setting(.summary, select: select))
    _ = worker.answer(CohortDesk.piece(Array(text.utf8)))
    return worker.takeSummary()
  }

  @Test(arguments: 0..<7)
  func `the counts of parts add up to those of the whole, also through JSON`(place: Int) throws {
    let desk = try CohortDesk.some(Seeded.first &+ 85_000)[place]
    var maker = RandomLine(
      random: Seeded(Seeded.first &+ 86_000 &+ UInt64(place)), vocabulary: desk.guideline.vocabulary)
    let lines = (0..<150).map { _ in String(decoding: maker.make(), as: UTF8.self) }
    let whole = try summary(desk, lines.joined(separator: "\n"))
    #expect(
      whole.rows + whole.rejected == lines.count { line in line.utf8.contains { ![9, 13, 32].contains($0) } })
    #expect((whole.counts[.decisions] ?? [:]).values.reduce(0, +) == whole.rows)
    var sum: CohortSummary?
    for start in stride(from: 0, to: lines.count, by: 37) {
      let part = try summary(desk, lines[start..<min(start + 37, lines.count)].joined(separator: "\n"))
      let read = try CohortSummary(try JSONReader.read(part.json.canonical))
      #expect(read.json == part.json)
      if sum == nil { sum = read } else { try sum?.add(read) }
    }
    #expect(sum?.json == whole.json, "seed \(maker.random.seed)")
  }

  @Test func `the counts of another guideline are not added`() throws {
    let shipped = try CohortDesk.shipped.get()
    let other = """
      {"guideline":"sha256:other","rejected":0,"rows":1,"schema":1,"selected":1}
      """
    var whole = try summary(shipped, "{}")
    let part = try CohortSummary(try JSONReader.read(Array(other.utf8)))
    let before = whole
    let problem = #expect(throws: CohortSummary.Problem.self) { try whole.add(part) }
    #expect(
      problem?.description
        == "it is for another guideline (sha256:other); counts of two guidelines cannot be added")
    #expect(whole == before)
  }

  @Test(arguments: [
    "{}", "[]", "1", #"{"guideline":"g","rejected":0,"rows":1,"schema":2,"selected":1}"#,
    #"{"guideline":"g","rejected":-1,"rows":1,"schema":1,"selected":1}"#,
    #"{"guideline":"g","rejected":0,"rows":1.5,"schema":1,"selected":1}"#,
    #"{"decisions":{"stop":"many"},"guideline":"g","rejected":0,"rows":1,"schema":1,"selected":1}"#,
    #"{"guideline":"g","rejected":0,"rows":9223372036854775807,"schema":1,"selected":1}"#,
  ])
  func `input that is not a summary is refused`(text: String) throws {
    #expect(throws: CohortSummary.Problem.self) { try CohortSummary(try JSONReader.read(Array(text.utf8))) }
  }

  @Test func `impossibly large counts do not overflow`() throws {
    let text =
      #"{"decisions":{"stop":1099511627776},"guideline":"g","rejected":0,"rows":1,"schema":1,"selected":1}"#
    var whole = try CohortSummary(try JSONReader.read(Array(text.utf8)))
    let part = whole
    let problem = #expect(throws: CohortSummary.Problem.self) { try whole.add(part) }
    #expect(problem?.description == "its counts are larger than those of any cohort")
    #expect(SummaryText(width: 4096, isPlain: false).text(whole).contains("1,099,511,627,776"))
  }

  @Test func `selected rows are counted separately from answered rows`() throws {
    let desk = try CohortDesk.shipped.get()
    let text = "{}\n{\"red_flags\":{\"cauda_equina\":true}}\nnonsense"
    let all = try summary(desk, text, select: ["decision=stop"])
    #expect([all.rows, all.selected, all.rejected] == [2, 1, 1])
    #expect(all.counts[.decisions]?["stop"] == 1)
  }

  static let sample = """
    {"alerts":{"red-flags/cauda-equina":1},"decisions":{"defer":0,"need-data":1200,"recommend":34,"stop":1},"guideline":"sha256:abc",
    "certainty":{"low":30,"very-low":10},"needs":{\((0..<14).map { "\"fact.f\($0 + 10)\":\(14 - $0)" }.joined(separator: ","))},
    "rejected":2,"rows":1235,"schema":1,"selected":34}
    """

  @Test(arguments: [true, false])
  func `a summary in words`(isPlain: Bool) throws {
    let summary = try CohortSummary(try JSONReader.read(Array(Self.sample.utf8)))
    let text = SummaryText(width: 60, isPlain: isPlain).text(summary)
    #expect(text == (isPlain ? Self.plain : Self.drawn), "\(text)")
    #expect(!isPlain || text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `one row is written in the singular`() throws {
    let text = #"{"guideline":"g","rejected":1,"rows":1,"schema":1,"selected":0}"#
    let summary = try CohortSummary(try JSONReader.read(Array(text.utf8)))
    #expect(
      SummaryText(width: 60, isPlain: true).text(summary).hasPrefix(
        "1 patient answered\n1 line refused: it is not counted below\n0 rows selected\n\nguideline g\n"))
  }

  static let plain = """
    1,235 patients answered
    2 lines refused: they are not counted below
    34 rows selected

    Decision
      need-data 1,200  97.2% ##################################
      recommend    34   2.8% #
      stop          1   0.1% #

    Claims of primary pairings, by certainty
      low      30  75.0% ######################################
      very-low 10  25.0% ############

    Alerts
      red-flags/cauda-eq.. 1   0.1% ###########################

    Absent facts that keep something undecided
      fact.f10 14   1.1% ######################################
      fact.f11 13   1.1% ###################################
      fact.f12 12   1.0% ################################
      fact.f13 11   0.9% #############################
      fact.f14 10   0.8% ###########################
      fact.f15  9   0.7% ########################
      fact.f16  8   0.6% #####################
      fact.f17  7   0.6% ###################
      fact.f18  6   0.5% ################
      fact.f19  5   0.4% #############
      fact.f20  4   0.3% ##########
      fact.f21  3   0.2% ########
      and 2 more

    guideline sha256:abc

    Counts of the answers to these profiles. They are not an estimate of benefit, and no substitute for assessment.

    """
  static let drawn = """
    1,235 patients answered
    2 lines refused: they are not counted below
    34 rows selected

    Decision
      need-data 1,200  97.2% ██████████████████████████████████
      recommend    34   2.8% ▏
      stop          1   0.1% ▏

    Claims of primary pairings, by certainty
      low      30  75.0% ██████████████████████████████████████
      very-low 10  25.0% ████████████▋

    Alerts
      red-flags/cauda-equ… 1   0.1% ███████████████████████████

    Absent facts that keep something undecided
      fact.f10 14   1.1% ██████████████████████████████████████
      fact.f11 13   1.1% ███████████████████████████████████▎
      fact.f12 12   1.0% ████████████████████████████████▌
      fact.f13 11   0.9% █████████████████████████████▊
      fact.f14 10   0.8% ███████████████████████████▏
      fact.f15  9   0.7% ████████████████████████▍
      fact.f16  8   0.6% █████████████████████▋
      fact.f17  7   0.6% ███████████████████
      fact.f18  6   0.5% ████████████████▎
      fact.f19  5   0.4% █████████████▌
      fact.f20  4   0.3% ██████████▊
      fact.f21  3   0.2% ████████▏
      and 2 more

    guideline sha256:abc

    Counts of the answers to these profiles. They are not an estimate of benefit, and no substitute for assessment.

    """
}
