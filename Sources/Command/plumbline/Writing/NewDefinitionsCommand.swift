import ArgumentParser
import Glibc
import PlumblineAuthoring
import PlumblineGuideline

/// `plumbline new definitions`: what an editor with the Lua language server needs to know about the packs.
struct NewDefinitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "definitions",
    abstract: "Write definitions for an editor: every fact, word and field, for completion and hover.",
    discussion: """
      For the Lua language server (LuaLS). Writes .plumbline/plumbline.lua and, unless there is one, .luarc.json into the folder \
      that is opened in the editor. Run it again when a vocabulary changes: it only overwrites a file that it wrote.

      Examples:
        plumbline new definitions sleep
        plumbline new definitions --into .
      """)

  @OptionGroup var work: PacksAtWork

  @Option(
    help: ArgumentHelp(
      "The folder that is opened in the editor (default: that of the packs, else the current one).",
      valueName: "dir"), completion: .file())
  var into: String?

  func run() throws {
    try reporting {
      let guideline = try work.only(for: "new definitions").found.load()
      let folder = (into ?? work.folder ?? ".").trimmingSlashes
      let below = "\(folder)/\(DefinitionFile.folder)"
      let path = "\(below)/\(DefinitionFile.name)"
      if mkdir(below, 0o777) != 0, errno != EEXIST {
        let code = errno
        throw Fault(
          code == ENOENT ? .noSuchFile : .cannotCreate,
          "cannot create \(below): \(String(cString: strerror(code)))")
      }
      let file = DefinitionFile(guideline)
      try Self.replace(path, file.text)
      let settings = "\(folder)/.luarc.json"
      let isKept = access(settings, F_OK) == 0
      if !isKept { try NewFiles.create(settings, DefinitionFile.settings) }
      try Output.answer(file.written(path, settings: settings, isKept: isKept))
      return .success
    }
  }

  /// Replaces the definitions, writing beside the old ones first, so that no editor reads half of them.
  private static func replace(_ path: String, _ text: String) throws(Fault) {
    if access(path, F_OK) == 0 {
      let old = try Input.read(path, limit: 1 << 16)
      guard old.starts(with: DefinitionFile.mark.utf8) else {
        throw Fault(.cannotCreate, "\(path) was not written by plumbline; move it away first")
      }
    }
    let new = "\(path).new"
    unlink(new)
    try NewFiles.create(new, text)
    if rename(new, path) != 0 {
      let reason = String(cString: strerror(errno))
      unlink(new)
      throw Fault(.cannotWrite, "cannot write \(path): \(reason)")
    }
  }
}
