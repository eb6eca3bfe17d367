import PlumblineFHIR

/// A folder of FHIR bulk files read as one Bundle for each patient, by their ids.
///
/// All of it is read and sorted before the first Bundle: a resource of any patient can stand in any file.
final class BulkFolder: CohortBytes {
  private let lines: SortedLines
  private var grouping: RecordGrouping
  private var isAtEnd = false
  let name: String
  let size: Int? = nil
  private(set) var consumed = 0
  let isUnchecked = false
  /// How many resources name no patient, beside Questionnaires; they are not used.
  let ofNobody: Int

  init(_ path: String, memory: Int = 16 << 20) throws(Fault) {
    name = path
    let sort = ExternalSort(memory: memory, in: environment("TMPDIR") ?? "/tmp")
    let others = try BulkFiles(path: path).read(saying: "to be sorted by patient") {
      patient, line throws(Fault) in
      guard let patient else {
        return
          "it names its patient by an identifier alone, so it could be any patient's; name the Patient by id"
      }
      try sort.add(Array(patient.utf8), line)
      return nil
    }
    ofNobody = others.count
    grouping = RecordGrouping(keepsLines: false, questions: others.questions)
    lines = try sort.finish()
  }

  /// Returns lines of Bundles, whole ones whatever their length; none at the end.
  func read(_ count: Int) throws(Fault) -> [UInt8] {
    var out: [UInt8] = []
    while out.isEmpty, !isAtEnd {
      if let next = try lines.next() {
        out = grouping.add(next.line, of: String(decoding: next.key, as: UTF8.self))
      } else {
        isAtEnd = true
        out = grouping.end()
      }
    }
    consumed += out.count
    return out
  }
}
