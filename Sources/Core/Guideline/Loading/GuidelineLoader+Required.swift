extension GuidelineLoader {
  /// Returns the packs that some folders require but do not hold, with what those require. One that is nowhere is reported when the packs
  /// are loaded.
  ///
  /// - Parameter others: the packs to search; asked for only if something is missing.
  public static func required(by folders: [PackFolder], among others: () -> [PackFolder]) -> [PackFolder] {
    var all = folders
    var wanted = unmet(all)
    guard !wanted.isEmpty else { return [] }
    let named = others().map { ($0, manifest(of: $0)) }
    var found: [PackFolder] = []
    var added = true
    while added {
      added = false
      for (other, manifest) in named where wanted.contains(manifest.id) {
        all.append(other)
        found.append(other)
        added = true
        wanted = unmet(all)
      }
    }
    return found
  }

  /// Returns the required packs that are not among these.
  private static func unmet(_ folders: [PackFolder]) -> Set<String> {
    let manifests = folders.map { manifest(of: $0) }
    let wanted = manifests.reduce(into: Set<String>()) { $0.formUnion($1.requires.keys) }
    return wanted.subtracting(manifests.map(\.id))
  }
}
