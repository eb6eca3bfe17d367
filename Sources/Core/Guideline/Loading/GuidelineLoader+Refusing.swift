/// What keeps packs from being put together at all: only that is reported then.
extension GuidelineLoader {
  /// Two packs of one name, or two packs in one folder, would disagree about everything else too: only that is told.
  func refuseTwins() throws(PackFailure) {
    let twins = Problems()
    for reader in readers {
      let manifests = reader.declarations.filter { $0.word == .pack }
      for other in manifests.dropFirst() {
        twins.add(
          "folder '\(reader.folder.name)' declares more than one pack, the other at \(manifests[0].place); give each pack its own folder",
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

  /// What a pack says that needs a newer engine cannot be understood here: only that is told.
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
