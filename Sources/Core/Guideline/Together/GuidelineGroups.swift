/// The packs of each guideline, found by their manifests alone: a domain's pack, the packs that require it directly or not, and all
/// that these require.
struct GuidelineGroups {
  /// The most guidelines in force together: each is loaded with a budget of its own.
  static let most = 16

  /// By the domain's name; the packs of each in the order of folders.
  private(set) var all: [(domain: String, folders: [PackFolder])] = []

  init(of folders: [PackFolder], budget: LoadBudget) throws(PackFailure) {
    let outlines = GuidelineLoader.manifests(of: folders, budget: budget)
    let problems = Problems()
    var places: [String: Int] = [:]
    for (place, outline) in outlines.enumerated() where places[outline.id] == nil {
      places[outline.id] = place
    }
    let domains = outlines.indices.filter { outlines[$0].declares("domain") }
    Self.checkNames(domains.map { outlines[$0] }, problems)
    try problems.throwIfAny()
    func closed(_ start: Set<Int>) -> Set<Int> {
      var (found, waiting) = (start, Array(start))
      while let next = waiting.popLast() {
        for place in outlines[next].requires.keys.compactMap({ places[$0] })
        where found.insert(place).inserted {
          waiting.append(place)
        }
      }
      return found
    }
    let required = outlines.indices.map { closed([$0]) }
    for place in outlines.indices {
      let own = domains.filter { required[place].contains($0) }
      guard own.count > 1 else { continue }
      problems.add(
        "pack '\(outlines[place].id)' requires the packs of several domains (\(own.map { "'\(outlines[$0].id)'" }.joined(separator: ", "))), but a pack is part of one guideline; split it",
        pack: outlines[place].id,
        at: outlines[place].pack?.place ?? Place(file: outlines[place].id, line: 0), kind: .requirement)
    }
    try problems.throwIfAny()
    var members: Set<Int> = []
    for domain in domains {
      let group = closed(Set(outlines.indices.filter { required[$0].contains(domain) }))
      members.formUnion(group)
      let name = outlines[domain].declarations.first { $0.word == "domain" }?.name ?? outlines[domain].id
      all.append((name, group.sorted().map { folders[$0] }))
    }
    all.sort { $0.domain < $1.domain }
    let names = domains.map { "'\(outlines[$0].id)'" }.joined(separator: ", ")
    for place in outlines.indices where !members.contains(place) {
      let manifest = outlines[place].pack?.place ?? Place(file: outlines[place].id, line: 0)
      problems.add(
        "pack '\(outlines[place].id)' belongs to no guideline, so nothing in it would count; add the pack of its domain to its `requires`: one of \(names)",
        pack: outlines[place].id, at: manifest, kind: .requirement)
    }
    try problems.throwIfAny()
  }

  /// Refuses a pack with two domains, two domains of one name, and more guidelines than are loaded together.
  private static func checkNames(_ outlines: [PackOutline], _ problems: Problems) {
    var seen: [String: Place] = [:]
    for outline in outlines {
      let domains = outline.declarations.filter { $0.word == "domain" }
      for other in domains.dropFirst() {
        problems.add(
          "a pack declares one `domain`; remove '\(other.name)', or '\(domains[0].name)' at \(domains[0].place)",
          pack: outline.id, at: other.place, kind: .duplicate)
      }
      if let first = domains.first {
        if let twin = seen.updateValue(first.place, forKey: first.name) {
          problems.add(
            "domain '\(first.name)' is declared by two packs, the other at \(twin); rename one of them, or leave its packs out",
            pack: outline.id, at: first.place, kind: .duplicate)
        }
      }
    }
    if outlines.count > most, let first = outlines.first {
      problems.add(
        "\(outlines.count) guidelines are too many to be in force together; leave out all but \(most)",
        pack: first.id, at: Place(file: first.id, line: 0), kind: .limit)
    }
  }
}
