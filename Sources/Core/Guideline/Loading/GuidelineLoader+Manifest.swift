extension GuidelineLoader {
  /// Reads the manifest of a pack; reports a missing one.
  func pack(_ reader: PackReader) -> Pack? {
    let manifests = reader.declarations.filter { $0.word == .pack }
    guard let manifest = manifests.first else {
      if reader.lostWords.isEmpty {
        problems.add(
          "folder '\(reader.folder.name)' declares no pack; add a file with pack \"\(reader.folder.name)\" { … }",
          pack: reader.id, at: Place(file: reader.id, line: 0), kind: .missingField)
      }
      return nil
    }
    let fields = Fields(manifest, scope)
    var declares: [String: Int] = [:]
    for declaration in reader.declarations where declaration.word != .pack {
      declares[declaration.word.rawValue, default: 0] += 1
    }
    let pack = Manifest(fields: fields).pack(
      digest: reader.folder.digest, declares: declares, files: reader.folder.files)
    fields.finish()
    return pack
  }
}
