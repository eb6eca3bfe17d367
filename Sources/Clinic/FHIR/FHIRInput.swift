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
  /// What entries say was deleted, on which server, and when.
  private var deleted: [(name: String, server: String?, moment: Moment?)] = []
  /// Why the lines that became this record are refused.
  private(set) var fault: RecordGrouping.Fault?

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
      for (number, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .enumerated()
      {
        if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
        do throws(JSONFailure) {
          try add(try JSONReader.read(Array(line), limits: FHIRIntake.limits))
        } catch {
          throw Self.failure(error, line: number + 1)
        }
      }
    }
    // What was read of a patient who comes again is looked at for stops.
    if let fault, resources.isEmpty { throw IntakeFailure(.lines(fault)) }
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
  private mutating func add(
    _ node: JSONNode, url: String? = nil, refusal: String? = nil, isEntry: Bool = false
  ) throws(JSONFailure) {
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
          url: url, refusal: refusal))
      return
    }
    let refusal = refusal ?? Self.reasonToIgnore(node, "the Bundle")
    let tags = (node["meta"]?["tag"]?.arrayValue ?? []).filter {
      $0["system"]?.stringValue == RecordGrouping.tagSystem
    }
    fault = fault ?? tags.compactMap { $0["code"]?.stringValue.flatMap(RecordGrouping.Fault.init) }.first
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
      let request = entry["request"]
      if request?["method"]?.stringValue == "DELETE" {
        let moment = entry["response"]?["lastModified"]?.stringValue.flatMap { Moment($0, .utc) }
        let resource = entry["resource"]
        let own = resource?["resourceType"]?.stringValue.flatMap { type in
          resource?["id"]?.stringValue.map { "\(type)/\($0)" }
        }
        let names = [request?["url"]?.stringValue, entry["fullUrl"]?.stringValue, own].compactMap { $0 }
        let server = names.lazy.compactMap(Subjects.server).first
        deleted += names.map { ($0, server, moment) }
      }
      guard let resource = entry["resource"], !resource.isNull else { continue }
      try add(
        resource, url: entry["fullUrl"]?.stringValue,
        refusal: refusal ?? Self.reasonToIgnore(entry, "its entry"),
        isEntry: true)
    }
  }

  /// Why nothing in a Bundle, or an entry of one, can be read.
  private static func reasonToIgnore(_ node: JSONNode, _ what: String) -> String? {
    if node["implicitRules"].map({ !$0.isNull }) ?? false {
      return "\(what) has implicitRules that are not known here"
    }
    let modifiers = node["modifierExtension"]
    return modifiers.map { !$0.isNull && $0.arrayValue?.isEmpty != true } ?? false
      ? "\(what) has a modifierExtension that is not known here" : nil
  }

  /// When a resource was last updated; nil if it does not say.
  private static func updated(_ resource: Resource) -> Moment? {
    resource.element.node["meta"]?["lastUpdated"]?.stringValue.flatMap { Moment($0, .utc) }
  }

  /// Whether a resource was deleted, and is not surely a later one.
  private func isDeleted(_ resource: Resource) -> Bool {
    let own = resource.url.flatMap(Subjects.server)
    return deleted.contains { name, server, moment in
      guard Subjects.names(name, resource), server == nil || own == nil || server == own else { return false }
      let updated = Self.updated(resource)
      return !(moment.flatMap { moment in updated.map { $0.isAfter(moment) } } ?? false)
    }
  }

  /// Returns why a resource does not count: it was deleted, or of several versions another one was updated last. Where that is not known all
  /// are read, so that none of them hides what another says. Resources of two servers are two, whatever their ids.
  ///
  /// - Parameter own: the places of the patient's resources. Another's with the same id is no version of one of them.
  func superseded(among own: [Int]) -> [Int: String] {
    var superseded: [Int: String] = [:]
    for place in own where isDeleted(resources[place]) { superseded[place] = "it was deleted" }
    struct Name: Hashable {
      var reference: String
      var server: String?
    }
    let named = Dictionary(
      grouping: own.filter { superseded[$0] == nil && !resources[$0].reference.contains(" ") }
    ) { place in
      Name(reference: resources[place].reference, server: resources[place].url.flatMap(Subjects.server))
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
      let updated = left.map { Self.updated(resources[$0]) }
      let latest = left.indices.filter { one in
        left.indices.allSatisfy { other in
          one == other || updated[one].map { own in updated[other].map { own.isAfter($0) } ?? false } ?? false
        }
      }.first
      guard let latest else { continue }
      for (number, place) in left.enumerated() where number != latest {
        superseded[place] = "it is there in a later version"
      }
    }
    return superseded
  }
}
