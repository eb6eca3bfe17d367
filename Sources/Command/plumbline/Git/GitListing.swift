import PlumblineGuideline

/// What `git ls-tree --full-tree -r -z -l` lists below a folder, and the packs among it, by the rules that hold for folders on disk.
struct GitListing {
  struct File {
    /// The name of its content.
    var id: String
    /// The name from the pack's folder on: `rules/pain.lua`.
    var name: String
    var size: Int
    /// `tests` or `languages`, if it is in one of these; nil for a file of the pack itself.
    var part: String?
  }

  struct Pack {
    var name: String
    var files: [File]
  }

  private struct Entry {
    var mode: Substring
    var id: String
    var size: Int
    var parts: [Substring]
    var path: String { parts.joined(separator: "/") }
  }

  private let entries: [Entry]
  private let name: String?

  /// - Parameter name: that of the folder that was listed; nil for the repository's own.
  init(_ listing: [UInt8], named name: String?) {
    self.name = name
    entries = listing.split(separator: 0).compactMap { line in
      // MODE KIND ID SIZE, a tab, and the path.
      let text = String(decoding: line, as: UTF8.self)
      guard let tab = text.firstIndex(of: "\t") else { return nil }
      let words = text[..<tab].split(separator: " ")
      guard words.count == 4 else { return nil }
      let parts = text[text.index(after: tab)...].split(separator: "/")
      // What is hidden is passed over, as on disk; a hidden file that looks like a pack's is refused below.
      if parts.dropLast().contains(where: { $0.hasPrefix(".") }) { return nil }
      return Entry(mode: words[0], id: String(words[2]), size: Int(words[3]) ?? 0, parts: parts)
    }
  }

  /// Returns the packs: the folder itself if it holds `.lua` files, else each folder in it that holds some.
  ///
  /// - Parameter fault: makes the fault of a problem and an advice.
  func packs(_ fault: (_ problem: String, _ advice: String) -> Fault) throws(Fault) -> [Pack] {
    let isPack = entries.contains { $0.parts.count == 1 && Self.looksLikePack($0) }
    var packs: [String: [File]] = [:]
    for entry in entries {
      try check(entry, isPack: isPack, fault)
      let inPack = isPack ? entry.parts[...] : entry.parts.dropFirst()
      guard Self.looksLikePack(entry), let first = inPack.first else { continue }
      let part = inPack.count > 1 && ["tests", "languages"].contains(first) ? String(first) : nil
      let file = File(id: entry.id, name: inPack.joined(separator: "/"), size: entry.size, part: part)
      packs[isPack ? name ?? "pack" : String(entry.parts[0]), default: []].append(file)
    }
    let found = packs.filter { $0.value.contains { $0.part == nil } }.map {
      Pack(name: $0.key, files: $0.value)
    }
    if found.isEmpty {
      throw fault("there is no pack", "name a pack's folder, or a folder of packs: git:REF:PATH")
    }
    try checkSizes(found, fault)
    return found.sorted { $0.name < $1.name }
  }

  private static func looksLikePack(_ entry: Entry) -> Bool {
    entry.parts.last?.lowercased().hasSuffix(".lua") ?? false
  }

  private func check(_ entry: Entry, isPack: Bool, _ fault: (String, String) -> Fault) throws(Fault) {
    // A link may lead out of the commit, and may stand for a folder of packs: passing over it could lose a stop.
    if entry.mode == "120000" || entry.mode == "160000" {
      throw fault(
        "'\(entry.path)' is \(entry.mode == "120000" ? "a link" : "another repository"), which is not followed",
        "name a folder without one, or check the commit out and name its folder")
    }
    if !isPack, entry.parts.count == 1, entry.parts[0].hasSuffix(".pack") {
      throw fault(
        "'\(entry.path)' is an archive, which is not read from a commit",
        "check the commit out and name its folder")
    }
    guard Self.looksLikePack(entry) else { return }
    guard entry.path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), entry.path.hasSuffix(".lua"),
      !entry.parts.contains(where: { $0.hasPrefix(".") })
    else {
      throw fault(
        "'\(entry.path)' is not a plain name of a pack file",
        "use letters, digits, `-`, `_` and `.`, with `.lua` in lower case at its end")
    }
  }

  private func checkSizes(_ packs: [Pack], _ fault: (String, String) -> Fault) throws(Fault) {
    for pack in packs {
      for part in [nil, "tests", "languages"]
      where pack.files.count(where: { $0.part == part }) > PackFolder.filesLimit {
        throw fault(
          "'\(pack.name)' has too many files",
          "a pack has at most \(PackFolder.filesLimit) files, and as many tests")
      }
      if let large = pack.files.first(where: { $0.size > PackFolder.fileLimit }) {
        throw fault(
          "'\(pack.name)/\(large.name)' is too large",
          "a pack file has at most \(PackFolder.fileLimit / 1024) KiB")
      }
    }
    let limit = LoadBudget.standard[.bytes]
    for part in [nil, "tests", "languages"]
    where packs.flatMap(\.files).filter({ $0.part == part }).reduce(0, { $0 + $1.size }) > limit {
      throw fault("the packs are too large", "one load may read \(limit >> 20) MiB of pack files")
    }
  }
}
