public import PlumblineEngine
public import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON

/// The packs and examples of this repository, for tests.
public enum Shipped {
  /// The repository's own folder.
  public static let root: String = {
    let file = #filePath
    return file.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
  }()

  public static var rules: String { root + "/Rules" }
  public static var examples: String { root + "/Examples" }

  public static func folders() throws -> [PackFolder] { try PackFolder.find(in: rules) }

  /// The packs with one text of a pack changed, wherever it first stands.
  public static func folders(changing pack: String, _ before: String, to after: String) throws -> [PackFolder]
  {
    try changed(pack) { file in
      let text = String(decoding: file.text, as: UTF8.self)
      guard let range = text.firstRange(of: before) else { return file }
      return PackFile(
        name: file.name, text: Array((text[..<range.lowerBound] + after + text[range.upperBound...]).utf8))
    }
  }

  /// The packs without one file of a pack.
  public static func folders(without file: String, of pack: String) throws -> [PackFolder] {
    try changed(pack) { $0.name == file ? nil : $0 }
  }

  private static func changed(_ pack: String, _ change: (PackFile) -> PackFile?) throws -> [PackFolder] {
    try folders().map { folder in
      folder.name == pack ? PackFolder(name: pack, files: folder.files.compactMap(change)) : folder
    }
  }

  public static func guideline() throws -> Guideline { try GuidelineLoader.load(try folders()) }

  public static func evaluator() throws -> Evaluator { evaluator(try guideline()) }

  public static func evaluator(_ guideline: Guideline) -> Evaluator {
    let scripts = LuaScripts(guideline)
    return Evaluator(examining: guideline) { script, value in try scripts.run(script, value) }
  }

  /// Returns the guidelines that packs are, ready to decide.
  public static func together(_ folders: [PackFolder]) throws -> JointEvaluator {
    try JointEvaluator(try GuidelineLoader.guidelines(folders)) { Evaluator(withScriptsOf: $0) }
  }

  /// Returns the answers for a profile written as JSON text.
  public static func decide(_ joint: JointEvaluator, _ profile: String) throws -> JointDecision {
    try joint.decide(
      try ProfileReader(joint.vocabulary, asOf: "2026-11-20").read(Array(profile.utf8)), asOf: "2026-11-20")
  }

  /// Returns a pack built from strings, as if it had been a folder.
  public static func pack(_ name: String, _ files: [String: String]) -> PackFolder {
    PackFolder(name: name, files: files.map { PackFile(name: $0.key, text: Array($0.value.utf8)) })
  }

  /// Returns the refusal of a profile or request written as JSON text, whatever can be read of it.
  public static func refusal(_ evaluator: Evaluator, _ text: String, _ subject: Refusal.Subject = .profile)
    -> Refusal
  {
    let readings = ProfileReader(evaluator.guideline.vocabulary, asOf: "2026-11-20").readings(
      of: Array(text.utf8), for: evaluator.factsOfStops)
    return evaluator.refusal(subject, readings, asOf: "2026-11-20", problems: [])
  }

  /// Returns the decision for a profile written as JSON text.
  public static func decide(_ evaluator: Evaluator, _ profile: String) throws -> Decision {
    let profile = try ProfileReader(evaluator.guideline.vocabulary, asOf: "2026-11-20").read(
      Array(profile.utf8))
    return try evaluator.decide(profile, asOf: "2026-11-20")
  }
}
