internal import PlumblineText

/// Packs do not load together: all their problems, and the stops that do load.
public struct PackLoadingError: Error, Sendable, CustomStringConvertible {
  /// The problems, by folder and file; never empty. They contain no patient data.
  public let problems: [Refusal.Problem]

  /// The stops that load all the same; nil if none does: then red flags must be assessed without them.
  public let stops: LoadedStops?

  private let heading: String

  init(_ problems: [Refusal.Problem], of folders: [PackFolder]) {
    self.init(problems, Self.heading(problems.count.counted("problem")), folders)
  }

  init(_ failure: PackFailure, of folders: [PackFolder]) {
    self.init(failure.problems.map(Refusal.Problem.init), Self.heading(of: failure), folders)
  }

  private init(_ problems: [Refusal.Problem], _ heading: String, _ folders: [PackFolder]) {
    self.problems = problems
    self.heading = heading
    stops = StopsThatLoad(of: folders).map { LoadedStops(stops: $0, problems: problems) }
  }

  /// Returns the line above the problems of packs.
  package static func heading(of failure: PackFailure) -> String {
    let listed = failure.problems.filter { $0.kind != .more }.count
    return heading((listed < failure.problems.count ? "more than " : "") + listed.counted("problem"))
  }

  private static func heading(_ count: String) -> String {
    "the packs do not load (\(count)), so nothing was evaluated"
  }

  public var description: String {
    heading + "\n"
      + problems.map { ($0.place.map { "\($0): " } ?? "") + $0.message }.joined(separator: "\n")
  }
}

/// The stops of packs that do not load together: they refuse to decide, but name the red flags that are true.
public struct LoadedStops: Sendable {
  let stops: StopsThatLoad
  let problems: [Refusal.Problem]

  /// Refuses to decide for one patient, with the true stops first.
  ///
  /// - Parameters:
  ///   - profile: the patient's facts in JSON, as far as they can be read.
  ///   - day: the day for which the answer holds, `2026-11-20`.
  /// - Throws: ``QuestionError/notADay``.
  public func refuse(_ profile: String, asOf day: String) throws(QuestionError) -> Answer<Decision> {
    try refuse(profile.utf8, asOf: day)
  }

  /// Refuses to decide for one patient whose profile is UTF-8.
  public func refuse(
    _ profile: some Collection<UInt8>, asOf day: String
  ) throws(QuestionError) -> Answer<Decision> {
    guard let day = Day(day) else { throw .notADay }
    let (refusal, _) = stops.refusal(of: Array(profile), asOf: day, problems: problems)
    return Answer(refusal, stops.guideline.vocabulary)
  }
}

extension Refusal.Problem {
  init(_ problem: PackProblem) {
    self.init(place: problem.place.description, path: "", message: problem.message)
  }
}

extension PackFolder {
  /// Finds the packs in all of these folders.
  ///
  /// - Throws: every folder and file that cannot be read, with the problems of the packs that can.
  public static func all(in paths: [String]) throws(PackLoadingError) -> [PackFolder] {
    var found: [PackFolder] = []
    var unreadable: [Refusal.Problem] = []
    func add(_ path: String, _ message: String) {
      unreadable.append(Refusal.Problem(place: path, path: "", message: message))
    }
    for path in paths {
      // A pack that is skipped silently could be the one with a site's stops.
      for name in (try? archives(in: path)) ?? [] {
        add("\(path)/\(name)", "an archive is not loaded here; give the folder of its pack")
      }
      let (packs, problems) = findReadable(in: path)
      found += packs
      for problem in problems { add(path, problem.description) }
    }
    if paths.isEmpty { add("", "no folder of packs is given") }
    if unreadable.isEmpty { return found }
    let outlines = GuidelineLoader.manifests(of: found, budget: .standard)
    throw PackLoadingError(
      unreadable + outlines.flatMap(\.problems).map(Refusal.Problem.init), of: found)
  }
}
