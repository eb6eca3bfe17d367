internal import PlumblineGuideline
internal import PlumblineJSON

/// Who says what a resource says: a no to a red flag counts only from a clinician.
extension Gathering {
  private static let clinicians: Set = ["Practitioner", "PractitionerRole"]

  static func onlyByClinicians(_ fact: Fact) -> String { "a no to \(fact.name) counts only from a clinician" }

  /// Whether it is a no that somebody else than a clinician gave. A resource that names nobody is taken for the clinician's own.
  func isNoByOthers(_ state: FactState, of fact: Fact, in place: Int) throws(ElementFault) -> Bool {
    guard fact.fhir?.isClinicians ?? false, state == .known(.boolean(false)) else { return false }
    let resource = resources[place].element
    // The source is whose answers they are; the author, who wrote them down.
    for key in ["source", "author"] {
      if let person = try resource.element(key), try !isClinician(person, in: resource) { return true }
    }
    let performers = try resource.elements("performer")
    for performer in performers where try isClinician(performer, in: resource) { return false }
    return !performers.isEmpty
  }

  /// Whether a reference is to a clinician, in whichever of its forms it is written.
  private func isClinician(_ reference: Element, in resource: Element) throws(ElementFault) -> Bool {
    if let type = try reference.text("type") { return Self.clinicians.contains(type) }
    guard let text = try reference.text("reference") else { return false }
    if text.hasPrefix("#") {
      for contained in try resource.elements("contained")
      where try contained.text("id").map({ "#\($0)" == text }) ?? false {
        return Self.clinicians.contains(try contained.text("resourceType") ?? "")
      }
      return false
    }
    if let named = resources.first(where: { $0.url == text }) { return Self.clinicians.contains(named.type) }
    return text.split { "/?".contains($0) }.contains { Self.clinicians.contains(String($0)) }
  }
}
