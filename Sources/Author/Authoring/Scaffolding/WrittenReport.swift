internal import PlumblineText

/// What `new` wrote, in words, and what to do next.
public struct WrittenReport {
  private let files: [NewFile]
  private let folder: String

  public init(_ files: [NewFile], in folder: String) {
    self.files = files
    self.folder = folder
  }

  private var written: String {
    let lines = Columns.lines(files.map { [$0.name, $0.says] }).map { "  \($0)\n" }
    return Escaping.terminal("Written in \(folder):") + "\n" + lines.joined()
  }

  public var ofPack: String {
    written
      + """

      Every invented part says EXAMPLE; until that is replaced, the pack advises no patient.

      Next:
        plumbline test \(folder)
        plumbline check \(folder)
        grep -rn EXAMPLE \(folder)
        plumbline new definitions \(folder)    for completion in an editor

      """
  }

  /// - Parameter pack: the pack's folder in that of the repository.
  public func ofRepository(_ pack: String) -> String {
    written
      + """

      Every invented part says EXAMPLE; until that is replaced, the pack advises no patient.

      Next:
        cd \(folder) && git init
        plumbline check \(pack) --strict
        plumbline test \(pack) --coverage
        plumbline prove \(pack)
        grep -rn EXAMPLE \(pack)

      """
  }

  public var ofDomain: String {
    written
      + """

      Every invented part says EXAMPLE. The three packs need no others.

      Next:
        plumbline test --rules \(folder)
        plumbline check --rules \(folder)
        plumbline interview --rules \(folder)
        grep -rn EXAMPLE \(folder)

      """
  }

  public func ofRule(_ name: AuthoredName) -> String {
    written
      + """

      The rule is an alternative until you give it a slot and a rank. Every invented part says EXAMPLE.

      Next:
        plumbline test \(folder) --filter \(name)
        plumbline check \(folder)

      """
  }

  public func ofTest(_ name: AuthoredName) -> String {
    written
      + """

      It expects what the packs answer now. Read it before you keep it: the test approves that answer.

      Next:
        plumbline test \(folder) --filter \(name)

      """
  }
}
