import PlumblineFHIR
import PlumblineJSON

/// A stream of lines of FHIR, in which each line becomes a patient's record.
final class RecordStream {
  private var grouping = RecordGrouping()
  private var line: [UInt8] = []
  private var isAtEnd = false

  /// Returns lines of Bundles; none at the end.
  ///
  /// - Parameter more: returns more bytes; none at the end.
  func read(_ more: () throws(Fault) -> [UInt8]) throws(Fault) -> [UInt8] {
    var out: [UInt8] = []
    while out.isEmpty, !isAtEnd {
      let bytes = try more()
      var start = 0
      while let end = bytes[start...].firstIndex(of: 0x0A) {
        out += grouping.take(line + bytes[start..<end])
        line = []
        start = end + 1
      }
      line += bytes[start...]
      if bytes.isEmpty {
        isAtEnd = true
        if !line.isEmpty { out += grouping.take(line) }
        out += grouping.end()
      } else if line.count > FHIRIntake.limits.bytes {
        // Longer than any record: it passes as it is, to be refused.
        out += grouping.end() + line
        line = []
      }
    }
    return out
  }
}
