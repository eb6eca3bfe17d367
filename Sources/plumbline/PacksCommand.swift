import ArgumentParser
import Guideline
import JSON
import Presentation

/// `plumbline packs`: the packs in force.
struct PacksCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "packs", abstract: "List the packs in force: version, digest, and what each declares.")

  @Option(help: "text or json.")
  var format: Format = .text

  @OptionGroup var packs: PacksInForce

  func run() throws {
    try telling {
      let loaded = try packs.load()
      switch format {
      case .text: try Output.answer(loaded.guideline.packs.map(text).joined(separator: "\n"))
      case .json: try Output.answer(JSONValue.array(loaded.guideline.packs.map(json)).canonical + [10])
      }
      return .success
    }
  }

  private func text(_ pack: Pack) -> String {
    let declares = pack.declares.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(
      separator: ", ")
    let requires = pack.requires.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
      separator: ", ")
    var lines = [
      "\(pack.id) \(pack.version)  \(Escaping.terminal(pack.title))",
      "  \(pack.digest) (a folder, not signed)", "  declares \(declares)",
    ]
    if !requires.isEmpty { lines.append("  requires \(requires)") }
    if let due = pack.reviewBy { lines.append("  review by \(due)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func json(_ pack: Pack) -> JSONValue {
    [
      "id": .string(pack.id), "version": .string(pack.version.description), "title": .string(pack.title),
      "digest": .string(pack.digest), "purpose": .string(pack.purpose),
      "authors": .array(pack.authors.map { .string($0) }),
      "review_by": pack.reviewBy.map { .string($0) } ?? .null,
      "requires": .object(
        pack.requires.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value.description)) }),
      "declares": .object(
        pack.declares.sorted { $0.key < $1.key }.map { JSONMember($0.key, .number(ExactNumber($0.value))) }),
    ]
  }
}
