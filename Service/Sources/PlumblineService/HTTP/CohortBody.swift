internal import Hummingbird
internal import NIOCore
internal import PlumblineCohort

/// The body of a request, cut into pieces of whole lines as it comes. No more is read than the piece that is asked for needs.
struct CohortBody {
  /// More bytes are needed than are there.
  private struct Starved: Error {}

  private var chunks: RequestBody.AsyncIterator
  private var cutter: LineCutter
  private var bytes: [UInt8] = []
  private var isAtEnd = false

  /// - Parameter size: about how many bytes a piece has.
  init(_ body: RequestBody, size: Int) {
    chunks = body.makeAsyncIterator()
    cutter = LineCutter(isCSV: false, size: size)
  }

  /// Returns the next piece; nil at the end.
  mutating func next() async throws -> CohortPiece? {
    while true {
      do throws(Starved) {
        var (given, isAtEnd) = (bytes, isAtEnd)
        defer { bytes = given }
        return try cutter.next { (_: Int) throws(Starved) -> [UInt8] in
          if given.isEmpty, !isAtEnd { throw Starved() }
          defer { given = [] }
          return given
        }
      } catch {
        if let chunk = try await chunks.next() {
          bytes = Array(chunk.readableBytesView)
        } else {
          isAtEnd = true
        }
      }
    }
  }
}
