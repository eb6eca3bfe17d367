extension Evaluator {
  /// The one place where a guideline becomes one that decides: with its stops, and with its scripts in the sandbox.
  static func deciding(by guideline: Guideline) throws(MissingStops) -> Evaluator {
    if guideline[pack: MissingStops.pack] == nil { throw MissingStops() }
    return loaded(guideline)
  }

  /// A guideline that is asked for its stops alone, since other packs of it do not load.
  static func loaded(_ guideline: Guideline) -> Evaluator {
    let scripts = LuaScripts(guideline)
    return Evaluator(guideline) { script, value in try scripts.run(script, value) }
  }
}

/// Packs that bring no stops: nothing is decided by them.
struct MissingStops: Error, CustomStringConvertible {
  static let pack = "red-flags"

  var description: String {
    "the packs have no '\(Self.pack)': nothing is decided without its stops; add that pack"
  }
}
