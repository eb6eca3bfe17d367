internal import Engine
public import Guideline
internal import Workbench

/// One check of an author's packs: everything that is found, whether they load or not.
public struct Checking: Sendable {
  /// By place.
  public private(set) var findings: [Finding]
  /// What was found and let pass by a comment of the author's.
  public private(set) var allowed: [Finding] = []
  /// The ids of the packs that were checked.
  public let packs: [String]
  /// Whether the packs load: if not, the findings are what keeps them from it.
  public let loads: Bool
  /// Whether there is more wrong than is told.
  public private(set) var isCut = false
  /// Whether the guideline is too large to be looked at as a whole: then nothing is said of what can never hold.
  public private(set) var isTooLarge = false

  /// - Parameters:
  ///   - folders: the packs, with those that they require.
  ///   - isOwn: which of them are the author's; the others are not found fault with.
  ///   - asOf: the day on which they are checked, `2026-11-20`.
  public init(_ folders: [PackFolder], asOf: String, isOwn: (PackFolder) -> Bool = { _ in true }) {
    let named = folders.filter(isOwn).map { (folder: $0, id: GuidelineLoader.manifest(of: $0).id) }
    packs = named.map(\.id).sorted()
    var texts: [String: PackText] = [:]
    var testFiles: [String: [UInt8]] = [:]
    var problems: [PackProblem] = []
    for (folder, id) in named {
      for file in folder.files { texts["\(id)/\(file.name)"] = PackText(file.text) }
      // What cannot be read is told when the tests are loaded.
      for file in (try? folder.tests()) ?? [] { testFiles["\(id)/\(file.name)"] = file.text }
    }
    for (name, text) in testFiles { texts[name] = PackText(text) }
    do {
      let guideline = try GuidelineLoader.load(folders)
      loads = true
      var tests: [PackTest] = []
      do {
        let own = Set(packs)
        tests = try GuidelineLoader.tests(in: named.map(\.folder), of: guideline).filter {
          own.contains($0.pack)
        }
      } catch {
        problems = error.problems
      }
      let subject = Subject(
        guideline, own: Set(packs), tests: tests, testFiles: testFiles, asOf: asOf)
      findings = Checks.findings(in: subject)
      isTooLarge = (try? subject.space()) == nil
    } catch {
      loads = false
      findings = []
      problems = error.problems
    }
    let told = problems.filter { $0.kind != .more }
    isCut = told.count < problems.count
    findings += told.map { LoadProblems.finding($0, texts) }
    let allowances = Allowances(texts)
    let isComplete = loads && problems.isEmpty && !isTooLarge
    (findings, allowed) = allowances.applied(to: findings, isComplete: isComplete)
    findings = Set(findings).sorted()
  }
}
