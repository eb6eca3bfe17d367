internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// Lines of FHIR, each a patient's record, which become profiles for the strict reader.
final class RecordSource: RowSource {
  private let intake: FHIRIntake
  private let joint: JointEvaluator
  private let writer: ProfileJSON
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var at = 0
  private var end = 0
  private var line = 0
  /// The profiles of the rows so far, by the places of their lines.
  private var profiles: [Int: [UInt8]] = [:]

  init(_ intake: FHIRIntake, _ joint: JointEvaluator) {
    (self.intake, self.joint, writer) = (intake, joint, ProfileJSON(joint.vocabulary))
  }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: CohortPiece) {
    (self.bytes, at, end, line) = (bytes, 0, piece.count, piece.line)
    profiles = [:]
  }

  func next(row: Int) -> ReadRow? {
    if row == 0 { profiles = [:] }
    guard let base = bytes.baseAddress else { return nil }
    while at < end {
      let start = base + at
      let range = at..<Bytes.newline(start, base + end) - base
      let own = line
      at = range.upperBound + 1
      line += 1
      if bytes[range].allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
      var row = ReadRow(place: RowPlace(line: own, range: range), isCertain: false)
      do throws(IntakeFailure) {
        let read = try intake.read(Array(bytes[range]))
        if read.hasDied { throw .ofTheDead }
        profiles[range.lowerBound] = writer.value(read.profile).canonical
        row.isReadable = true
        if let fault = read.fault { throw fault }
        if let found = joint.conflictThatStops(read) { throw .contradicted(found.conflict.facts) }
        row.raised = Self.raised(read)
      } catch {
        row.refusal = error.description
      }
      return row
    }
    return nil
  }

  private static func raised(_ read: Intake) -> [UInt8]? {
    let (contradicted, asked) = (read.contradicted, read.asked)
    if contradicted.isEmpty, asked.isEmpty { return nil }
    return JSONValue.object([
      JSONMember("contradicted", .strings(contradicted)), JSONMember("questions", .strings(asked)),
    ]).canonical
  }

  func text(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    profiles[range.lowerBound] ?? []
  }
}
