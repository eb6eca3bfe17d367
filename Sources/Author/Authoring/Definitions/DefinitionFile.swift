public import PlumblineGuideline
internal import PlumblineText

/// What the Lua language server must know to complete, explain and check packs: made of the packs in force.
///
/// Source: the annotations of LuaLS, <https://luals.github.io/wiki/annotations/>.
public struct DefinitionFile {
  /// How a file that was written by this program begins; nothing else may be written over.
  public static let mark = "---@meta plumbline\n"
  /// Where it stands, below the folder that is opened in the editor. Loading looks into no folder with such a name.
  public static let folder = ".plumbline"
  public static let name = "plumbline.lua"

  private let guideline: Guideline

  public init(_ guideline: Guideline) { self.guideline = guideline }

  public var text: String {
    let packs = guideline.packs.map { "\($0.id) \($0.version)" }.joined(separator: ", ")
    return [
      Self.mark
        + LuaDoc.comment([
          "Made by `plumbline new definitions` of these packs: \(packs).",
          "Make it anew when they change; do not edit it.",
        ]),
      names, FactDefinitions(guideline.vocabulary).text, ConditionDefinitions.text,
      DeclarationDefinitions.text,
      SandboxDefinitions.text,
    ].joined(separator: "\n")
  }

  /// That it was written.
  ///
  /// - Parameters:
  ///   - path: of the file.
  ///   - settings: the path of the settings.
  ///   - isKept: whether settings were there already, and were left as they are.
  public func written(_ path: String, settings: String, isKept: Bool) -> String {
    [
      "Written: \(path)", "  \(guideline.vocabulary.facts.count) facts of \(guideline.packs.count) packs",
      isKept
        ? "Kept: \(settings), which exists already; its workspace.library must name \(Self.folder)"
        : "Written: \(settings)",
    ].map { Escaping.terminal($0) + "\n" }.joined()
  }

  /// What packs have named so far, for completion where a name is asked for.
  private var names: String {
    func alias(_ name: String, _ says: String, _ texts: some Sequence<String>) -> String {
      "---\(says)\n---@alias plumbline.\(name) \(LuaDoc.open(texts.sorted()))\n"
    }
    func closed<T: RawRepresentable & CaseIterable>(_ name: String, _ says: String, _: T.Type) -> String
    where T.RawValue == String {
      "---\(says)\n---@alias plumbline.\(name) \(Shape.choice(T.self))\n"
    }
    return [
      alias("Source", "A source that a pack declares.", guideline.sources.keys),
      alias("Evidence", "An evidence item that a pack declares.", guideline.evidence.keys),
      alias("Pairing", "A pairing that a pack declares.", guideline.pairings.keys.map(\.description)),
      closed("Outcome", "What a recommendation claims to change.", Outcome.self),
      closed("Timepoint", "When it was measured, from the end of treatment.", Timepoint.self),
      closed("Certainty", "GRADE's levels, or not stated.", Certainty.self),
      closed("Absence", "Why a fact is absent.", Absence.self),
    ].joined(separator: "\n")
  }

  /// The settings that belong to it, as the text of a `.luarc.json`: Lua 5.4 without what the sandbox does not have.
  public static var settings: String {
    // Those of other versions of Lua are off by themselves; and EmmyLua's server stumbles over names with a dot.
    let libraries = ["basic", "coroutine", "debug", "io", "math", "os", "package", "string", "table", "utf8"]
    let off = libraries.map { "    \"\($0)\": \"disable\"" }.joined(separator: ",\n")
    return """
      {
        "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
        "runtime.version": "Lua 5.4",
        "runtime.builtin": {
      \(off)
        },
        "workspace.library": ["\(folder)"],
        "workspace.checkThirdParty": false
      }

      """
  }
}
