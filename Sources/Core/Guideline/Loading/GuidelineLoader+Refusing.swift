/// Refusals that keep packs from being combined at all: then nothing else is reported.
extension GuidelineLoader {
  /// Refuses two packs of one name and two packs in one folder: they would disagree about everything else too.
  func refuseTwins() throws(PackFailure) {
    let twins = Problems()
    for reader in readers {
      let manifests = reader.declarations.filter { $0.word == .pack }
      // Two packs in folders of their own: what was named is a folder too far up.
      let isAbove = Set(manifests.compactMap { Self.subfolder($0.place.file) }).count > 1
      let advice =
        isAbove
        ? "if it holds packs, name it as the folder of packs: --rules \(reader.folder.path ?? reader.folder.name)"
        : "give each pack its own folder"
      for other in manifests.dropFirst() {
        twins.add(
          "folder '\(reader.folder.name)' declares more than one pack, the other at \(manifests[0].place); \(advice)",
          pack: reader.id, at: other.place, kind: .duplicate)
      }
    }
    var ids: Set<String> = []
    for reader in readers where !ids.insert(reader.id).inserted {
      twins.add(
        "pack '\(reader.id)' is present twice, the second time in folder '\(reader.folder.name)'; leave one of them out",
        pack: reader.id, at: Place(file: reader.id, line: 0), kind: .duplicate)
    }
    try twins.throwIfAny()
  }

  /// The folder within its pack that a file lies in, `pack/folder/file.lua`; nil if it lies in the pack itself.
  private static func subfolder(_ file: String) -> Substring? {
    let parts = file.split(separator: "/")
    return parts.count > 2 ? parts[1] : nil
  }

  /// Refuses packs of two domains: what they may name depends on the domain.
  func refuseSecondDomain() throws(PackFailure) {
    let found = Problems()
    let domains = readers.flatMap(\.declarations).filter { $0.word == .domain }
    for declaration in domains.dropFirst() {
      found.add(
        "a guideline has one `domain`; remove '\(declaration.name)', or '\(domains[0].name)' at \(domains[0].place)",
        pack: declaration.pack, at: declaration.place, kind: .severalDomains)
    }
    try found.throwIfAny()
  }

  /// Refuses packs that need a newer engine: this one may not understand what else they say.
  func refuseNewer() throws(PackFailure) {
    let newer = Problems()
    for manifest in readers.flatMap(\.declarations) where manifest.word == .pack {
      let fields = Fields(manifest, Scope(problems: Problems()))
      guard let needed = Manifest(fields: fields).engine(), needed > .ofEngine else { continue }
      newer.add(
        "pack '\(manifest.name)' needs the engine \(needed) or later, and this is \(Version.ofEngine); use a newer plumbline, or an older version of the pack",
        pack: manifest.pack, at: manifest.place, kind: .requirement)
    }
    try newer.throwIfAny()
  }
}
