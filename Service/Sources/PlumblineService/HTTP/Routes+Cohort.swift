internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import PlumblineCohort

/// Many patients at once: a line in, a line out, in the same order, as `plumbline cohort --rejects -` has them. Nothing is recorded.
///
/// A piece is read, answered and sent before the next one is read, so a cohort of any size passes in little memory; and whoever does not read
/// is not read from.
extension Routes {
  /// Where bodies have no end that is known before.
  static let cohort = "/api/v1/cohort"

  /// What such a body may be declared as.
  private static let types = ["application/x-ndjson", "application/ndjson"]

  func addCohorts(to closed: RouterGroup<RequestContext>) {
    closed.post("\(Self.cohort)") { request, _ in try await answerCohort(request) }
  }

  private func answerCohort(_ request: Request) async throws -> Response {
    guard try Self.types.contains(request.mediaType()) else {
      throw Problem(
        "media-type", .unsupportedMediaType, "The body is not declared as lines of JSON",
        detail: "Send the header Content-Type: application/x-ndjson.")
    }
    let (desk, day) = (packs.current.desk, try day(of: request))
    guard let seat = cohorts.enter() else {
      counter.metrics.count(.refusedAtBound, #"waits_for="cohort""#)
      throw Problem.busy(settings.limits)
    }
    let (lane, metrics) = (counter.lanes.decisions, counter.metrics)
    let team: Cohorts.Team
    do {
      team = try await lane.atLeisure { [cohorts] in try cohorts.team(for: desk.evaluator, asOf: day) }
    } catch {
      throw Problem(
        "packs", .internalServerError, "The packs in force cannot answer a cohort", detail: "\(error)")
    }
    let size = settings.limits.cohortPiece
    return Response(
      status: .ok, headers: [.contentType: Self.types[0], .cacheControl: "no-store"],
      body: ResponseBody { writer in
        defer { withExtendedLifetime(seat) {} }
        var body = CohortBody(request.body, size: size)
        while let piece = try await body.next() {
          let output = try await lane.atLeisure { team.answer(piece) }
          metrics.count(.cohortRows, #"result="answered""#, by: output.answered)
          metrics.count(.cohortRows, #"result="refused""#, by: output.rejected)
          try await writer.write(ByteBuffer(bytes: output.rows))
        }
        try await writer.finish(nil)
      })
  }
}
