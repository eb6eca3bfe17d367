internal import PlumblineGuideline

/// Whose the resources are.
struct Subjects {
  /// A patient: a Patient resource, or what references name if there is none.
  private struct Person {
    /// URLs.
    var names: Set<String> = []
    /// `Patient/1`, on whichever server.
    var locals: Set<String> = []
    var identifiers: Set<Identifier> = []
    var id: String?
    /// Whether their URLs say on which server they are.
    var servers: Set<String> = []

    /// Whether both are surely one: by a URL, or by an id unless their servers differ.
    func isSame(as other: Person) -> Bool {
      if !names.isDisjoint(with: other.names) { return true }
      let mayBeOneServer =
        servers.isEmpty || other.servers.isEmpty || !servers.isDisjoint(with: other.servers)
      return mayBeOneServer && !locals.isDisjoint(with: other.locals)
    }
  }

  private let resources: [Resource]
  private var people: [Person] = []

  init(_ resources: [Resource]) throws(IntakeFailure) {
    self.resources = resources
    for resource in resources where resource.type == "Patient" {
      var person = Person(locals: [resource.reference])
      if let id = try? resource.element.text("id") {
        person.locals.insert("Patient/\(id)")
        person.id = id
        if resource.url == nil { person.names.insert("urn:uuid:\(id)") }
      }
      if let url = resource.url {
        person.names.insert(url)
        if let server = Self.server(url) { person.servers.insert(server) }
        if let local = Self.local(url) { person.locals.insert(local) }
      }
      for identifier in (try? resource.element.elements("identifier")) ?? [] {
        let (system, value) = (
          (try? identifier.text("system")) ?? nil, (try? identifier.text("value")) ?? nil
        )
        if let value { person.identifiers.insert(Identifier(system: system, value: value)) }
      }
      add(person) { $0.isSame(as: person) }
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
        whole.locals.formUnion(one.locals)
        whole.identifiers.formUnion(one.identifiers)
        whole.servers.formUnion(one.servers)
        whole.id = [whole.id, one.id].compactMap { $0 }.min()
      })
  }

  /// Adds the patients that references name, if no Patient is there. A reference that names nobody is nobody's.
  private mutating func addReferenced() {
    for resource in resources {
      guard let reference = Self.subject(resource), Self.isPatient(reference) else { continue }
      let text = reference.text.map(Self.plain)
      if text == nil, reference.identifier == nil { continue }
      var person = Person(identifiers: Set(reference.identifier.map { [$0] } ?? []))
      if let text {
        if text.contains(":") { person.names.insert(text) } else { person.locals.insert(text) }
        if let local = Self.local(text) { person.locals.insert(local) }
        if let server = Self.server(text) ?? resource.url.flatMap(Self.server) {
          person.servers.insert(server)
        }
        person.id = text.split(separator: "/").last.map(String.init)
      }
      add(person) {
        $0.isSame(as: person) || !$0.identifiers.isDisjoint(with: person.identifiers)
      }
    }
  }

  /// Whether a reference may be to a patient: not if it says that it is to something else.
  private static func isPatient(_ reference: Reference) -> Bool {
    guard let text = reference.text else { return true }
    // What is contained is looked at where it is named.
    if text.hasPrefix("#") { return false }
    let parts = plain(text).split(separator: "/")
    return parts.count < 2 || parts[parts.count - 2] == "Patient"
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
    let person = found.first ?? Person()
    return (
      resources.map { reason($0, person) },
      (person.id ?? person.identifiers.compactMap(\.value).min()).flatMap { $0.utf8.count <= 200 ? $0 : nil }
    )
  }

  private func reason(_ resource: Resource, _ person: Person) -> String? {
    if resource.type == "Patient" {
      return means(resource.url ?? resource.reference, of: resource, person) ? nil : "it is another patient"
    }
    guard let reference = Self.subject(resource) else {
      // What is about nobody is about no patient: a Questionnaire, an Organization.
      return Self.needSubjects.contains(resource.type) ? "it does not say whose it is" : nil
    }
    if let text = reference.text {
      return means(text, of: resource, person) ? nil : "it is about another patient"
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

  /// Whether a reference in a resource means a person: by a URL; by type and id on the person's server, or on the resource's own.
  private func means(_ text: String, of resource: Resource, _ person: Person) -> Bool {
    let plain = Self.plain(text)
    if person.names.contains(plain) { return true }
    let server = Self.server(plain) ?? resource.url.flatMap(Self.server)
    guard person.locals.contains(Self.local(plain) ?? plain) else { return false }
    if let server { return person.servers.isEmpty || person.servers.contains(server) }
    // Of two of one id nobody knows which is meant.
    return people.count { !$0.locals.isDisjoint(with: person.locals) } == 1
  }

  /// Whether a reference names a resource: by its URL, or by type and id on the same server.
  static func names(_ text: String, _ resource: Resource) -> Bool {
    let plain = plain(text)
    if plain == resource.reference || plain == resource.url { return true }
    guard let local = local(plain), local == resource.reference else { return false }
    return resource.url.flatMap(server).map { $0 == server(plain) } ?? true
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

  static func server(_ url: String) -> String? {
    guard let local = local(url) else { return nil }
    return String(url.dropLast(local.count))
  }
}
