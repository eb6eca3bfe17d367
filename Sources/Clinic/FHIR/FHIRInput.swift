internal import PlumblineGuideline
internal import PlumblineJSON

/// The resources of an input, each once.
struct FHIRInput {
  var resources: [Resource] = []
  var notes: [String] = []
  /// The longest id of a resource, and the longest type, in R4.
  static let longestName = 64

  /// Entries that are no resources: their numbers and where they stand.
  var unreadable: [(number: Int, position: JSONPosition)] = []
  /// Whether its patient came before, in lines that are grouped by patient.
  private var isSeenAgain = false

  static func looksLikeFHIR(_ text: [UInt8]) -> Bool {
    let spaces: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    guard let start = text.firstIndex(where: { !spaces.contains($0) }), text[start] == UInt8(ascii: "{")
    else { return false }
    return text.withUnsafeBufferPointer { bytes in
      let mark = Array("\"resourceType\"".utf8)
      guard bytes.count >= mark.count else { return false }
      for at in start...(bytes.count - mark.count) where bytes[at] == mark[0] && bytes[at + 1] == mark[1] {
        if (2..<mark.count).allSatisfy({ bytes[at + $0] == mark[$0] }) { return true }
      }
      return false
    }
  }

  init(_ text: [UInt8]) throws(IntakeFailure) {
    do throws(JSONFailure) {
      try add(try JSONReader.read(text, limits: FHIRIntake.limits))
    } catch {
      guard error.problems.contains(where: { $0.code == .trailingText }) else {
        throw Self.failure(error, line: nil)
      }
      for (number, line) in text.split(separator: UInt8(ascii: "\n")).enumerated() {
        if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
        do throws(JSONFailure) {
          try add(try JSONReader.read(Array(line), limits: FHIRIntake.limits))
        } catch {
          throw Self.failure(error, line: number + 1)
        }
      }
    }
    if isSeenAgain { throw IntakeFailure(.seenAgain) }
  }

  private static func fault(_ node: JSONNode, _ message: String) -> JSONFailure {
    JSONFailure([JSONError(.unknownWord, at: node.position, message)])
  }

  private static func failure(_ error: JSONFailure, line: Int?) -> IntakeFailure {
    let problem = error.problems.first
    let place = line.map { "line \($0)" } ?? problem.map { $0.position.description } ?? ""
    return IntakeFailure(.unreadable("\(place): \(problem?.message ?? "")"))
  }

  /// Adds a resource, or all of a Bundle's, whatever its type.
  ///
  /// - Parameter entry: whether it stands in a Bundle, where one that cannot be read is reported beside the others.
  private mutating func add(_ node: JSONNode, url: String? = nil, isEntry: Bool = false) throws(JSONFailure) {
    guard let type = node["resourceType"]?.stringValue, type.utf8.count <= Self.longestName,
      let element = try? Element(node, type)
    else {
      guard isEntry else {
        throw Self.fault(node, "it is no resource, which has a resourceType; give a Bundle or a resource")
      }
      unreadable.append((number: resources.count + unreadable.count + 1, position: node.position))
      return
    }
    guard type == "Bundle" else {
      let id = ((try? element.text("id")) ?? nil).flatMap { $0.utf8.count <= Self.longestName ? $0 : nil }
      resources.append(
        Resource(
          element: element, type: type,
          reference: id.map { "\(type)/\($0)" }
            ?? "\(type) (number \(resources.count + unreadable.count + 1))",
          url: url))
      return
    }
    let isSplit = (node["meta"]?["tag"]?.arrayValue ?? []).contains {
      $0["system"]?.stringValue == RecordGrouping.tagSystem
    }
    if isSplit { isSeenAgain = true }
    var entries: [JSONNode] = []
    if let list = node["entry"], !list.isNull {
      guard let items = list.arrayValue else {
        throw Self.fault(list, "Bundle.entry is \(list.kind.rawValue), not a list; check how it was written")
      }
      entries = items
    }
    if let links = node["link"]?.arrayValue, links.contains(where: { $0["relation"]?.stringValue == "next" })
    {
      notes.append("the Bundle is one page of several: what is not in it is not known")
    }
    if let total = node["total"]?.numberValue?.intValue, total > entries.count {
      notes.append("the Bundle has \(entries.count) of \(total) resources: what is not in it is not known")
    }
    for entry in entries {
      guard let resource = entry["resource"], !resource.isNull else { continue }
      try add(resource, url: entry["fullUrl"]?.stringValue, isEntry: true)
    }
  }

  /// Returns why a resource does not count beside another version of it: of several, the one that was updated last counts.
  ///
  /// - Parameter own: the places of the patient's resources. Another's with the same id is no version of one of them.
  func superseded(among own: [Int]) -> [Int: String] {
    var superseded: [Int: String] = [:]
    let named = Dictionary(grouping: own.filter { !resources[$0].reference.contains(" ") }) {
      resources[$0].reference
    }
    for versions in named.values where versions.count > 1 {
      var left: [Int] = []
      for place in versions {
        if left.contains(where: {
          resources[$0].element.node.value.canonical == resources[place].element.node.value.canonical
        }) {
          superseded[place] = "it is there twice"
        } else {
          left.append(place)
        }
      }
      guard left.count > 1 else { continue }
      let updated = left.map { place in
        resources[place].element.node["meta"]?["lastUpdated"]?.stringValue.flatMap { Moment($0, .utc) }
      }
      let latest = left.indices.filter { one in
        left.indices.allSatisfy { other in
          one == other || updated[one].map { own in updated[other].map { own.isAfter($0) } ?? false } ?? false
        }
      }.first
      for (number, place) in left.enumerated() where number != latest {
        superseded[place] =
          latest == nil
          ? "it is there in several versions, and which is the latest is not known"
          : "it is there in a later version"
      }
    }
    return superseded
  }
}
