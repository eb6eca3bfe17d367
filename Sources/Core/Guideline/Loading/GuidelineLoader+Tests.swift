extension GuidelineLoader {
  /// Reads the packs' own tests, which are not part of the guideline.
  public static func tests(in folders: [PackFolder], of guideline: Guideline) throws(PackFailure)
    -> [PackTest]
  {
    let loader = GuidelineLoader(.standard)
    loader.scope.domain = guideline.domain
    loader.scope.learn(guideline.vocabulary.facts, Array(guideline.vocabulary.sets.values), [])
    let ids = Dictionary(guideline.packs.map { ($0.digest, $0.id) }) { first, _ in first }
    var tests: [PackTest] = []
    for folder in folders.sorted(by: { $0.name < $1.name }) {
      let files: [PackFile]
      do {
        files = try folder.tests()
      } catch {
        let place = Place(file: folder.name + "/tests", line: 0)
        loader.problems.add(error.description, pack: folder.name, at: place, kind: .unreadable)
        continue
      }
      if files.isEmpty { continue }
      let id = ids[folder.digest] ?? folder.name
      let reader = try loader.bounded { () throws(LoadMeter.Exceeded) in
        try PackReader(folder, files: files, id: id, scope: loader.scope)
      }
      loader.reportUnknownNames(reader)
      for declaration in reader.declarations {
        tests += PackTestReader(fields: Fields(declaration, loader.scope)).tests()
      }
    }
    try loader.problems.throwIfAny()
    return tests
  }
}
