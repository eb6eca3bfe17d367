internal import PlumblineGuideline

/// Whose the resources are.
struct Subjects {
  /// A patient: a Patient resource, or what references name if there is none.
  private struct Person {
    var names: Set<String>
    var identifiers: Set<Identifier>
    var id: String?
    /// Whether their URLs say on which server they are.
    var servers: Set<String>
  }

  private let resources: [Resource]
  private var people: [Person] = []

  init(_ resources: [Resource]) throws(IntakeFailure) {
    self.resources = resources
    for resource in resources where resource.type == "Patient" {
      var person = Person(names: [resource.reference], identifiers: [], id: nil, servers: [])
      if let id = try? resource.element.text("id") {
        person.names.insert("Patient/\(id)")
        person.id = id
        if resource.url == nil { person.names.insert("urn:uuid:\(id)") }
      }
      if let url = resource.url {
        person.names.insert(url)
        if let server = Self.server(url) { person.servers.insert(server) }
      }
      for identifier in (try? resource.element.elements("identifier")) ?? [] {
        let (system, value) = (
          (try? identifier.text("system")) ?? nil, (try? identifier.text("value")) ?? nil
        )
        if let value { person.identifiers.insert(Identifier(system: system, value: value)) }
      }
      add(person) { !$0.names.isDisjoint(with: person.names) }
    }
    if people.isEmpty { addReferenced() }
  }

  /// Adds a person, who may join several that were there, so that the order of the input does not matter.
  private mutating func add(_ person: Person, joining isSame: (Person) -> Bool) {
    let same = people.filter(isSame)
    people.removeAll(where: isSame)
    people.append(
      same.reduce(into: person) { whole, one in
        whole.names.formUnion(one.names)
        whole.identifiers.formUnion(one.identifiers)
        whole.servers.formUnion(one.servers)
        whole.id = [whole.id, one.id].compactMap { $0 }.min()
      })
  }

  /// Adds the patients that references name, if no Patient is there. A reference that names nobody is nobody's.
  private mutating func addReferenced() {
    for reference in resources.compactMap(Self.subject) {
      let text = reference.text.map(Self.plain)
      if text == nil, reference.identifier == nil { continue }
      let person = Person(
        names: Set(text.map { [$0] } ?? []), identifiers: Set(reference.identifier.map { [$0] } ?? []),
        id: text.flatMap { $0.split(separator: "/").last.map(String.init) }, servers: [])
      add(person) {
        !$0.names.isDisjoint(with: person.names) || !$0.identifiers.isDisjoint(with: person.identifiers)
      }
    }
  }

  /// Returns why each resource is not the chosen patient's, nil if it is; and the patient's id.
  ///
  /// - Parameter wanted: the patient's id, or an identifier's value; nil if there must be only one patient.
  func choose(_ wanted: String?) throws(IntakeFailure) -> (reasons: [String?], id: String?) {
    var found = people
    if let wanted {
      found = people.filter { person in
        person.id == wanted || person.identifiers.contains { $0.isWritten(wanted) }
      }
      if found.count != 1 {
        throw IntakeFailure(found.isEmpty ? .noSuchPatient : .severalPatients(found.count))
      }
    }
    guard found.count <= 1 else { throw IntakeFailure(.severalPatients(found.count)) }
    // Where nobody is named, nothing that needs a patient is anybody's.
    let person = found.first ?? Person(names: [], identifiers: [], id: nil, servers: [])
    let others = people.count
    return (
      resources.map { reason($0, person, isOnly: others == 1) },
      (person.id ?? person.identifiers.compactMap(\.value).min()).flatMap { $0.utf8.count <= 200 ? $0 : nil }
    )
  }

  private func reason(_ resource: Resource, _ person: Person, isOnly: Bool) -> String? {
    if resource.type == "Patient" {
      return person.names.contains(resource.reference)
        || resource.url.map { person.names.contains($0) } ?? false
        ? nil : "it is another patient"
    }
    guard let reference = Self.subject(resource) else {
      // What is about nobody is about no patient: a Questionnaire, an Organization.
      return Self.needSubjects.contains(resource.type) ? "it does not say whose it is" : nil
    }
    if let text = reference.text {
      return Self.means(text, person.names, person.servers) ? nil : "it is about another patient"
    }
    if let identifier = reference.identifier {
      return person.identifiers.contains(identifier) ? nil : "it is about another patient"
    }
    return "it does not say whose it is"
  }

  private static let needSubjects: Set = [
    "Observation", "Condition", "Procedure", "Goal", "QuestionnaireResponse", "Consent",
    "DeviceUseStatement",
  ]

  /// Whether a reference names one of some resources: by its URL, or by type and id on the same server.
  private static func means(_ text: String, _ names: Set<String>, _ servers: Set<String>) -> Bool {
    let plain = plain(text)
    if names.contains(plain) { return true }
    guard let server = server(plain), let local = local(plain) else { return false }
    return names.contains(local) && (servers.isEmpty || servers.contains(server))
  }

  /// Whether a reference names a resource.
  static func names(_ text: String, _ resource: Resource) -> Bool {
    let server = resource.url.flatMap(server)
    return means(
      text, Set([resource.reference] + (resource.url.map { [$0] } ?? [])), Set(server.map { [$0] } ?? []))
  }

  static func subject(_ resource: Resource) -> Reference? {
    let key = resource.element.has("subject") ? "subject" : "patient"
    guard var reference = (try? resource.element.reference(key)) ?? nil else { return nil }
    // A reference by an identifier, as transactions have it.
    if let text = reference.text, let query = text.firstRange(of: "Patient?identifier="),
      query.lowerBound == text.startIndex
    {
      let parts = text[query.upperBound...].split(separator: "|", maxSplits: 1).map(String.init)
      reference.text = nil
      reference.identifier = Identifier(system: parts.count == 2 ? parts[0] : nil, value: parts.last)
    }
    return reference
  }

  /// A reference without the version.
  private static func plain(_ text: String) -> String {
    text.firstRange(of: "/_history/").map { String(text[..<$0.lowerBound]) } ?? text
  }

  /// `Patient/1` of `https://a.example/fhir/Patient/1`; nil for a relative reference.
  private static func local(_ url: String) -> String? {
    let parts = url.split(separator: "/")
    return url.contains("://") && parts.count >= 4 ? parts.suffix(2).joined(separator: "/") : nil
  }

  private static func server(_ url: String) -> String? {
    guard let local = local(url) else { return nil }
    return String(url.dropLast(local.count))
  }
}
