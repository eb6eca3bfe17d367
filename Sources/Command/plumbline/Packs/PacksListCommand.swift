import ArgumentParser
import PlumblineGuideline
import PlumblineJSON
import PlumblinePackaging
import PlumblinePresentation
import PlumblineTransparency

/// `plumbline packs list`: the packs in force, who signed them, and what sites adapted.
struct PacksListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the packs in force: version, digest, who signed, what each declares and adapts.")

  @Option(help: "text or json.")
  var format: PacksCommand.Format = .text

  @OptionGroup var packs: PacksInForce

  func run() throws {
    try telling {
      let loaded = try packs.load()
      let list = PackList(loaded)
      switch format {
      case .text: try Output.answer(loaded.guideline.packs.map(list.text).joined(separator: "\n"))
      case .json:
        try Output.answer(JSONValue.array(loaded.guideline.packs.map(list.json)).canonical + [10])
      }
      return .success
    }
  }
}

/// Packs in force, each as text and as JSON.
struct PackList {
  let guideline: Guideline
  let archives: [String: FoundPack.Archive]

  init(_ loaded: PacksInForce.Loaded) {
    guideline = loaded.guideline
    archives = loaded.archives
  }

  func text(_ pack: Pack) -> String {
    let declares = pack.declares.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(
      separator: ", ")
    let requires = pack.requires.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
      separator: ", ")
    let origin = archives[pack.digest].map { "an archive, \($0.words)" } ?? "a folder, not signed"
    var lines = [
      "\(pack.id) \(pack.version)  \(Escaping.terminal(pack.title))",
      "  \(pack.digest) (\(origin))", "  declares \(declares)",
    ]
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
        ? "not pinned: a change of what it adapts goes unseen until it says pin = \"\(adaptation.pin)\""
        : "pinned to \(adaptation.pin)"
      lines.append("    \(pin)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func adaptations(of pack: Pack) -> [Adaptation] {
    guideline.adaptations.filter { $0.pack == pack.id }
  }

  private func words(_ adaptation: Adaptation) -> String {
    let fact = guideline.vocabulary[adaptation.fact]
    return Escaping.terminal(
      "\(fact.name) (\(fact.label)) \(fact.words(for: adaptation.from)) became \(fact.words(for: adaptation.to))"
    )
  }

  func json(_ pack: Pack) -> JSONValue {
    [
      "id": .string(pack.id), "version": .string(pack.version.description), "title": .string(pack.title),
      "digest": .string(pack.digest), "purpose": .string(pack.purpose),
      "authors": .array(pack.authors.map { .string($0) }),
      "review_by": pack.reviewBy.map { .string($0) } ?? .null,
      "requires": .object(
        pack.requires.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value.description)) }),
      "declares": .object(
        pack.declares.sorted { $0.key < $1.key }.map { JSONMember($0.key, .number(ExactNumber($0.value))) }),
      "from": .string(archives[pack.digest] == nil ? "folder" : "archive"),
      "signature": archives[pack.digest]?.json ?? .null,
      "adaptations": .array(adaptations(of: pack).map(json)),
    ]
  }

  private func json(_ adaptation: Adaptation) -> JSONValue {
    [
      "target": .string(adaptation.target),
      "fact": .string(guideline.vocabulary[adaptation.fact].name), "from": adaptation.from.json,
      "to": adaptation.to.json, "reason": .string(adaptation.reason),
      "approved_by": .string(adaptation.approvedBy), "approved_on": .string(adaptation.approvedOn),
      "pin": .string(adaptation.pin), "pinned": .bool(adaptation.approvedPin != nil),
    ]
  }
}

extension FoundPack.Archive {
  /// Who signed and until when; null for one that was let pass without a signature.
  var json: JSONValue {
    guard let signer, let statement else { return .null }
    return [
      "by": .string(signer.name), "key": .string(signer.description), "signed": .string(statement.signed),
      "expires": statement.expires.map { .string($0) } ?? .null, "manifest": .string(statement.manifest),
    ]
  }
}
