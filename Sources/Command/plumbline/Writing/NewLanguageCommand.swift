import ArgumentParser
import PlumblineAuthoring
import PlumblineGuideline

/// `plumbline new language`: a catalogue to translate.
struct NewLanguageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language",
    abstract: "Print a catalogue to translate: every sentence of a pack, with the translations that it has.",
    discussion: """
      plumbline new language nl --in Rules/red-flags > nl.lua, then translate and put it into the pack's languages folder. What is translated \
      already is kept, what no longer stands in the pack is left out. Documentation/Languages.md says more.

      Examples:
        plumbline new language nl --in Rules/red-flags > nl.lua
        plumbline new language nl --in Rules/red-flags --blind
      """)

  @Argument(help: "The language: a code of two or three letters, nl.")
  var language: String

  @Option(
    name: .customLong("in"), help: ArgumentHelp("The pack's folder.", valueName: "pack"), completion: .file())
  var pack: String

  @Flag(
    help:
      "Print only the translations of what bears on safety or is said to patients, numbered: for a translation back into English by somebody who has not seen it."
  )
  var blind = false

  @OptionGroup(title: "Packs in force") var packs: PacksInForce

  func validate() throws {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard (2...3).contains(language.utf8.count), language.utf8.allSatisfy(letters.contains) else {
      throw ValidationError("a language is a code of two or three letters, such as nl")
    }
  }

  func run() throws {
    try reporting {
      let target = try PackToExtend(pack, packs)
      let guideline = try target.load()
      let folder = try packs.folders(in: target.path)
      let (catalogues, _) = CatalogueReader.catalogues(in: folder, of: guideline.packs)
      let id = folder.first.map { GuidelineLoader.manifest(of: $0).id } ?? ""
      let scaffold = CatalogueScaffold(id, in: language, of: guideline, catalogues)
      try Output.answer(blind ? scaffold.blind : scaffold.text)
      Output.status("\(scaffold.open) sentences are to be translated")
      return .success
    }
  }
}
