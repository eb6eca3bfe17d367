public import PlumblineGuideline

/// The certain fixes of a check, as whole files.
public struct Fixing: Sendable {
  /// One file, before and after.
  public struct Change: Sendable {
    /// `pack/file.lua`.
    public var file: String
    public var before: [UInt8]
    public var after: [UInt8]
    /// What was fixed.
    public var findings: [Finding]

    /// What was fixed, a line each.
    ///
    /// - Parameter path: of the file, as the author gave it.
    public func words(_ path: String) -> [String] {
      findings.map { "fixed \(path):\($0.location.line): \($0.fix?.words ?? "")" }
    }
  }

  public private(set) var changes: [Change] = []

  /// Of two fixes of one line the first is taken: the other may no longer fit.
  public init(_ checking: Checking) {
    let fixed = checking.findings.filter { $0.fix != nil }
    for file in Set(fixed.compactMap(\.fix?.file)).sorted() {
      guard let before = checking.files[file] else { continue }
      var lines = before.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
        Array.init)
      var taken: [Finding] = []
      for finding in fixed {
        guard let fix = finding.fix, fix.file == file, fix.lines.upperBound <= lines.count,
          !taken.contains(where: { $0.fix?.lines.overlaps(fix.lines) ?? false })
        else { continue }
        taken.append(finding)
      }
      for finding in taken.sorted(by: { ($0.fix?.lines.lowerBound ?? 0) > ($1.fix?.lines.lowerBound ?? 0) }) {
        guard let fix = finding.fix else { continue }
        let range = (fix.lines.lowerBound - 1)..<fix.lines.upperBound
        lines.replaceSubrange(range, with: fix.replacement.map { Array($0.utf8) })
      }
      let after = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
      if after != before { changes.append(.init(file: file, before: before, after: after, findings: taken)) }
    }
  }

  /// Returns the packs with the changes made, to be checked before anything is written.
  public func applied(to folders: [PackFolder]) -> [PackFolder] {
    folders.map { folder in
      let id = GuidelineLoader.manifest(of: folder).id
      func changed(_ files: [PackFile]) -> [PackFile] {
        files.map { file in
          let change = changes.first { $0.file == "\(id)/\(file.name)" }
          return PackFile(name: file.name, text: change?.after ?? file.text)
        }
      }
      return PackFolder(
        name: folder.name, files: changed(folder.files), tests: changed((try? folder.tests()) ?? []))
    }
  }
}
