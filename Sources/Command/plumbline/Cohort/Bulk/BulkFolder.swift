import Glibc
import PlumblineFHIR
import PlumblineJSON

/// A folder of FHIR bulk files, NDJSON of resources by type and in any order, read as one Bundle for each patient, by their ids.
///
/// All of it is read and sorted before the first Bundle: a resource of any patient can stand in any file. A line that cannot be read could
/// be anybody's, so it refuses the folder, and is named.
final class BulkFolder: CohortBytes {
  private let lines: SortedLines
  private var grouping = RecordGrouping(keepsLines: false)
  private var isAtEnd = false
  let name: String
  let size: Int? = nil
  private(set) var consumed = 0
  let isUnchecked = false
  /// How many resources name no patient; they are not used.
  let ofNobody: Int

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  init(_ path: String, memory: Int = 16 << 20) throws(Fault) {
    name = path
    let names = try Self.names(in: path)
    let sort = ExternalSort(memory: memory, in: environment("TMPDIR") ?? "/tmp")
    var problems = Problems()
    var (count, ofNobody) = (0, 0)
    let status = StatusLine()
    for name in names {
      let input = try CohortInput(path + "/" + name)
      var cutter = ByteLines()
      while let line = try cutter.next({ () throws(Fault) in try input.read(1 << 18) }) {
        count += 1
        switch line.count > FHIRIntake.limits.bytes
          ? .unreadable("it is longer than any record may be") : BulkLine(line)
        {
        case .blank: break
        case .resource(let patient): try sort.add(Array(patient.utf8), line)
        case .ofNobody: ofNobody += 1
        case .bundle:
          problems.add("\(name), line \(cutter.line): it is a Bundle; give files of Bundles by their names")
        case .unreadable(let reason): problems.add("\(name), line \(cutter.line): \(reason)")
        }
        if count % 256 == 0 { status.show("\(path): \(count) resources read, to be sorted by patient") }
      }
    }
    status.clear()
    if !problems.lines.isEmpty { throw Fault(.badInput, problems.words(of: path)) }
    self.ofNobody = ofNobody
    lines = try sort.finish()
  }

  private static func names(in path: String) throws(Fault) -> [String] {
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
