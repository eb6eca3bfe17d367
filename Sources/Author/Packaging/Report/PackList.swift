public import PlumblineGuideline
public import PlumblineJSON
package import PlumblineText

/// Packs in force, each as text and as JSON.
public struct PackList {
  private let guidelines: Guidelines
  private let archives: [String: TrustedArchive]

  /// - Parameter archives: by the pack's digest; a pack that is not among them came from a folder.
  public init(_ guidelines: Guidelines, _ archives: [String: TrustedArchive]) {
    self.guidelines = guidelines
    self.archives = archives
  }

  public var text: String { guidelines.packs.map(text).joined(separator: "\n") }
  public var json: JSONValue { .array(guidelines.packs.map(json)) }

  /// Returns an item for each pack, for an overview: whether its review is overdue on a day, and who signed it.
  package func overview(on day: Day) -> [OverviewItem] {
    guidelines.packs.map { pack in
      let isDue = pack.reviewBy.map { $0 < day } ?? false
      let signed = archives[pack.digest].map { "  \($0.words)" } ?? ""
      let due = isDue ? "  its review is overdue" : ""
      return OverviewItem(
        isDue ? .warn : .ok, "\(pack.id) \(pack.version)  \(pack.digest.prefix(19))…\(signed)\(due)",
        [
          JSONMember("id", .string(pack.id)), JSONMember("version", .string(pack.version.description)),
          JSONMember("digest", .string(pack.digest)),
          JSONMember("review_by", .text(pack.reviewBy?.description)),
          JSONMember("signature", archives[pack.digest]?.json ?? .null),
        ])
    }
  }

  private func text(_ pack: Pack) -> String {
    let declares = pack.declares.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(
      separator: ", ")
    let requires = pack.requires.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
      separator: ", ")
    let origin = archives[pack.digest].map { "an archive, \($0.words)" } ?? "a folder, not signed"
    var lines = [
      "\(pack.id) \(pack.version)  \(Escaping.terminal(pack.title))",
      "  \(pack.digest) (\(origin))", "  declares \(declares)",
    ]
    for member in guidelines.members where pack.id == member.guideline.domain.stops.pack {
      lines.append("  \(words(member.guideline.domain))")
    }
    if !requires.isEmpty { lines.append("  requires \(requires)") }
    if let due = pack.reviewBy { lines.append("  review by \(due)") }
    for adaptation in adaptations(of: pack) {
      lines.append("  adapts \(adaptation.target): \(words(adaptation))")
      lines.append(
        Escaping.terminal(
          "    because \(adaptation.reason); approved by \(adaptation.approvedBy) on \(adaptation.approvedOn)"
        ))
      let pin =
        adaptation.approvedPin == nil
        ? "not pinned: a change of what it adapts goes unnoticed; add pin = \"\(adaptation.pin)\""
        : "pinned to \(adaptation.pin)"
      lines.append("    \(pin)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What the pack of stops says of the field of care.
  private func words(_ domain: Domain) -> String {
    domain.isDeclared
      ? Escaping.terminal("domain \(domain.name): \(domain.title)")
      : "no domain is declared: read as packs about chronic back pain, as in the first edition"
  }

  private func adaptations(of pack: Pack) -> [Adaptation] {
    (guidelines.member(with: pack.id)?.guideline.adaptations ?? []).filter { $0.pack == pack.id }
  }

  private func words(_ adaptation: Adaptation) -> String {
    let fact = guidelines.vocabulary[adaptation.fact]
    return Escaping.terminal(
      "\(fact.name) (\(fact.label)) \(fact.words(for: adaptation.from)) became \(fact.words(for: adaptation.to))"
    )
  }

  private func json(_ pack: Pack) -> JSONValue {
    [
      "id": .string(pack.id), "version": .string(pack.version.description), "title": .string(pack.title),
      "digest": .string(pack.digest), "purpose": .string(pack.purpose),
      "authors": .strings(pack.authors),
      "review_by": .text(pack.reviewBy?.description),
      "requires": .object(
        pack.requires.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value.description)) }),
      "declares": .object(
        pack.declares.sorted { $0.key < $1.key }.map { JSONMember($0.key, .number($0.value)) }),
      "from": .string(archives[pack.digest] == nil ? "folder" : "archive"),
      "signature": archives[pack.digest]?.json ?? .null,
      "adaptations": .array(adaptations(of: pack).map(json)),
    ]
  }

  private func json(_ adaptation: Adaptation) -> JSONValue {
    [
      "target": .string(adaptation.target),
      "fact": .string(guidelines.vocabulary[adaptation.fact].name), "from": adaptation.from.json,
      "to": adaptation.to.json, "reason": .string(adaptation.reason),
      "approved_by": .string(adaptation.approvedBy),
      "approved_on": .string(adaptation.approvedOn.description),
      "pin": .string(adaptation.pin), "pinned": .bool(adaptation.approvedPin != nil),
    ]
  }
}
