/// Collects problems while a pack is read, so that all of them are reported at once.
final class Problems {
  /// More than anyone reads; beyond it only one message says that there are more.
  static let most = 500
  /// How many names are searched in all for the nearest one, which takes longer than finding the problem.
  private static let mostNames = 50_000

  private(set) var all: Set<PackProblem> = []
  private var places: Set<Place> = []
  /// The unknown names that were reported at each place, up to their first dot.
  private var names: [Place: Set<Substring>] = [:]
  private var refusedOperators: Set<Place> = []
  private var namesLookedAt = 0
  /// Whether there was a problem beyond the limit.
  private var isCut = false

  /// - Parameters:
  ///   - message: built only if it is reported.
  ///   - name: the unknown name that the problem is about.
  func add(
    _ message: @autoclosure () -> String, pack: String, at place: @autoclosure () -> Place, column: Int = 0,
    limit: String? = nil, kind: PackProblem.Kind = .wrongValue, naming name: String? = nil
  ) {
    if isCut { return }
    let (message, place) = (message(), place())
    let problem = PackProblem(
      pack: pack, place: place, column: column, message: message, limit: limit, kind: kind)
    if all.count >= Self.most, !all.contains(problem) {
      isCut = true
      return
    }
    if all.insert(problem).inserted {
      places.insert(place)
      if kind == .operator { refusedOperators.insert(place) }
      if let name { names[place, default: []].insert(name.prefix { $0 != "." }) }
    }
  }

  /// Returns `; did you mean 'x'?` if a near name is known and not too many names have been searched; else an empty string.
  func didYouMean(_ word: String, _ known: some Collection<String>) -> String {
    guard namesLookedAt + known.count <= Self.mostNames else { return "" }
    namesLookedAt += known.count
    return PlumblineGuideline.didYouMean(word, known)
  }

  /// Whether a line already has a problem: what follows from it need not be reported.
  func has(_ place: Place) -> Bool { places.contains(place) }

  /// Whether this name, alone or as the first part of a dotted one, was already reported as unknown on this line.
  func has(_ place: Place, naming word: String) -> Bool { names[place]?.contains(word[...]) ?? false }

  /// Whether one of Lua's own operators was refused on this line.
  func hasRefusedOperator(_ place: Place) -> Bool { refusedOperators.contains(place) }

  /// Drops problems that follow from others; keeps all if there are no others.
  func drop(where follows: (PackProblem) -> Bool) {
    let rest = all.filter { !follows($0) }
    if !rest.isEmpty { all = rest }
  }

  /// All problems in the order of the text, and at the end whether there are more.
  var sorted: [PackProblem] {
    let more = PackProblem(
      pack: all.first?.pack ?? "", place: PackProblem.end, column: 0,
      message: "there are more than \(Self.most) problems; fix these first", limit: nil, kind: .more)
    return all.sorted() + (isCut ? [more] : [])
  }

  func throwIfAny() throws(PackFailure) {
    if !all.isEmpty { throw PackFailure(problems: sorted) }
  }
}
