internal import PlumblineGuideline
internal import PlumblineJSON

/// The codes of questions, by the Questionnaire's URL and version and the item's `linkId`.
struct KnownQuestions {
  private struct Key: Hashable {
    var url: String
    var link: String
  }

  /// By version, empty if there is none; without codes where one version was found with different ones.
  private var codes: [Key: [String: Set<Coding>]] = [:]

  /// Learns the questions of a Questionnaire.
  mutating func learn(_ parent: Element, _ url: String, version: String) throws(ElementFault) {
    for item in try parent.elements("item") {
      if let link = try item.text("linkId") {
        var own: Set<Coding> = []
        for code in try item.elements("code") { own.insert(try code.coding()) }
        let key = Key(url: url, link: link)
        let known = codes[key]?[version]
        codes[key, default: [:]][version] = known == nil || known == own ? own : []
      }
      try learn(item, url, version: version)
    }
  }

  /// The codes of a question in the version that a response names; if that is not known, those in which all known versions agree.
  func codes(of link: String, in url: String, version: String?) -> [Coding] {
    guard let versions = codes[Key(url: url, link: link)] else { return [] }
    let own = version.flatMap { versions[$0] }
    let all = Set(versions.values)
    let found = own ?? (all.count == 1 ? all.first : nil) ?? []
    return found.sorted { ($0.system ?? "", $0.code ?? "") < ($1.system ?? "", $1.code ?? "") }
  }
}
