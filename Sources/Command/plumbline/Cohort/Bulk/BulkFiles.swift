import Glibc
import PlumblineFHIR
import PlumblineJSON

/// The lines of a folder of FHIR bulk files: NDJSON of resources by type, of many patients and in any order.
struct BulkFiles {
  let path: String

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Gives each resource with the patient's id; nil if it names the patient by an identifier alone, or nobody.
  ///
  /// - Returns: what is of no patient.
  /// - Throws: a fault that names every line that cannot be read, or for which `take` has a reason: it could be anybody's.
  func read(
    saying what: String, _ take: (_ patient: String?, _ line: [UInt8]) throws(Fault) -> String?
  ) throws(Fault) -> OfNobody {
    var problems = Problems()
    var count = 0
    var others = OfNobody()
    let status = StatusLine()
    for name in try names() {
      let input = try CohortInput(path + "/" + name)
      var cutter = ByteLines()
      while let line = try cutter.next({ () throws(Fault) in try input.read(1 << 18) }) {
        count += 1
        switch line.count > FHIRIntake.limits.bytes
          ? .unreadable("it is longer than any record may be") : BulkLine(line)
        {
        case .blank: break
        case .resource(let patient): _ = try take(patient, line)
        case .identified:
          if let reason = try take(nil, line) { problems.add("\(name), line \(cutter.line): \(reason)") }
        case .questionnaire(let canonical):
          if !others.questions.add(line, of: canonical) {
            problems.add(
              "\(name), line \(cutter.line): the Questionnaires up to here are larger than \(SharedQuestions.limit) bytes"
            )
          }
        case .ofNobody: others.count += 1
        case .bundle:
          problems.add("\(name), line \(cutter.line): it is a Bundle; give files of Bundles by their names")
        case .unreadable(let reason): problems.add("\(name), line \(cutter.line): \(reason)")
        }
        if count % 256 == 0 { status.show("\(path): \(count) resources read, \(what)") }
      }
    }
    status.clear()
    if !problems.lines.isEmpty { throw Fault(.badInput, problems.words(of: path)) }
    return others
  }

  /// What is of no patient in a folder: Questionnaires, which may be answered by any, and how many other resources there are.
  struct OfNobody {
    var questions = SharedQuestions()
    var count = 0
  }

  private func names() throws(Fault) -> [String] {
    guard let folder = opendir(path) else {
      throw Fault(.noSuchFile, "cannot open \(path): \(String(cString: strerror(errno)))")
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix("."), name.hasSuffix(".ndjson") || name.hasSuffix(".ndjson.gz") {
        names.append(name)
      }
    }
    if names.isEmpty {
      throw Fault(.badInput, "\(path) is a folder without files that end in .ndjson or .ndjson.gz")
    }
    return names.sorted()
  }

  /// The lines that cannot be read: the first twenty, and how many there are.
  private struct Problems {
    var lines: [String] = []
    private var more = 0

    mutating func add(_ line: String) {
      if lines.count < 20 { lines.append(line) } else { more += 1 }
    }

    func words(of path: String) -> String {
      ([
        "\(path): lines that cannot be read could be any patient's, so nothing was answered; correct them, or remove them"
      ]
        + lines + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "\n")
    }
  }
}

extension BulkFiles {
  /// Returns the resources that may be of one patient, a line each; the reader of records looks closer.
  ///
  /// - Parameter wanted: the patient's id, or an identifier; none if nobody has it.
  func record(of wanted: String) throws(Fault) -> [UInt8] {
    var patient = BulkPatient(wanted)
    _ = try read(saying: "looking for the patient") { _, line throws(Fault) in
      patient.learn(line)
      return nil
    }
    var record: [UInt8] = []
    var answered: Set<SharedQuestions.Canonical> = []
    let others = try read(saying: "looking for the patient's resources") { _, line throws(Fault) in
      guard patient.mayBe(in: line) else { return nil }
      record += line + [0x0A]
      if let canonical = BulkLine.answered(in: line) { answered.insert(canonical) }
      if record.count > FHIRIntake.limits.bytes {
        throw Fault(
          .badInput, "the patient's resources in \(path) are larger than \(FHIRIntake.limits.bytes) bytes")
      }
      return nil
    }
    for line in others.questions.lines(for: answered) { record += line + [0x0A] }
    return record
  }
}

/// The lines of a stream of bytes.
private struct ByteLines {
  private var rest: ArraySlice<UInt8> = []
  private var isAtEnd = false
  /// The number of the line that was returned last.
  private(set) var line = 0

  /// Returns a line without its end; nil after the last.
  mutating func next(_ more: () throws(Fault) -> [UInt8]) throws(Fault) -> [UInt8]? {
    var begun: [UInt8] = []
    while true {
      if let end = rest.firstIndex(of: 0x0A) {
        defer { rest = rest[(end + 1)...] }
        line += 1
        return begun + rest[..<end]
      }
      // Of a line beyond all limits, what is left out only makes it longer.
      if begun.count <= FHIRIntake.limits.bytes { begun += rest }
      rest = isAtEnd ? [] : try more()[...]
      if rest.isEmpty {
        isAtEnd = true
        if begun.isEmpty { return nil }
        line += 1
        return begun
      }
    }
  }
}
