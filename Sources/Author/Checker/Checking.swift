internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineWorkbench

/// One check of an author's packs: all its findings, whether the packs load or not.
public struct Checking: Sendable {
  /// By place.
  public private(set) var findings: [Finding]
  /// The findings that a comment in the pack allows.
  public private(set) var allowed: [Finding] = []
  /// The ids of the packs that were checked.
  public let packs: [String]
  /// Whether the packs load; if not, the findings are what keeps them from loading.
  public let loads: Bool
  /// Whether there are more problems than are reported.
  public private(set) var isCut = false
  /// Whether the guideline is too large to analyse as a whole; then what can never hold is not reported.
  public private(set) var isTooLarge = false
  /// The scripts and large numbers in sums that were analysed as if each of their comparisons could come out either way, in words.
  public private(set) var inexact: [String] = []
  /// Whether there are any.
  public var isInexact: Bool { !inexact.isEmpty }

  /// The day for which the packs were checked.
  public let asOf: Day
  /// The bytes that were checked, by `pack/file.lua`.
  public private(set) var files: [String: [UInt8]] = [:]

  private var texts: [String: PackText] = [:]
  /// The folder of each pack, by pack id.
  private let places: [String: String]

  /// - Parameters:
  ///   - folders: the packs, with those that they require.
  ///   - isOwn: which of them are the author's; nothing is reported for the others.
  ///   - asOf: the day for which they are checked, `2026-11-20`.
  public init(_ folders: [PackFolder], asOf: Day, isOwn: (PackFolder) -> Bool = { _ in true }) {
    let named = folders.filter(isOwn).map { (folder: $0, id: GuidelineLoader.manifest(of: $0).id) }
    packs = named.map(\.id).sorted()
    self.asOf = asOf
    places = Dictionary(named.map { ($0.id, $0.folder.path ?? $0.id) }) { first, _ in first }
    var testFiles: [String: [UInt8]] = [:]
    var problems: [PackProblem] = []
    for (folder, id) in named {
      for file in folder.files { files["\(id)/\(file.name)"] = file.text }
      // What cannot be read is reported when the tests are loaded.
      for file in ((try? folder.tests()) ?? []) + ((try? folder.languages()) ?? []) {
        testFiles["\(id)/\(file.name)"] = file.text
      }
    }
    files.merge(testFiles) { first, _ in first }
    texts = files.mapValues { PackText($0) }
    do {
      let guideline = try GuidelineLoader.load(folders)
      loads = true
      var tests: [PackTest] = []
      let own = Set(packs)
      do {
        tests = try GuidelineLoader.tests(in: named.map(\.folder), of: guideline).filter {
          own.contains($0.pack)
        }
      } catch {
        problems = error.problems
      }
      let (catalogues, faults) = CatalogueReader.catalogues(in: folders, of: guideline.packs)
      problems += faults.filter { own.contains($0.pack) }
      let subject = Subject(
        guideline, own: Set(packs), tests: tests, testFiles: testFiles, catalogues: catalogues, asOf: asOf)
      findings = Checks.findings(in: subject)
      (isTooLarge, inexact) = (subject.isTooLarge, subject.inexact)
    } catch {
      loads = false
      findings = []
      problems = error.problems
    }
    let reported = problems.filter { $0.kind != .more }
    isCut = reported.count < problems.count
    findings += reported.map { LoadProblems.finding($0, texts) }
    let allowances = Allowances(texts)
    let isComplete = loads && problems.isEmpty && !isTooLarge && !isInexact
    (findings, allowed) = allowances.applied(to: findings, isComplete: isComplete)
    findings = Set(findings).sorted()
  }

  /// A check of a folder that cannot be read as packs: that is its only finding.
  ///
  /// - Parameters:
  ///   - reason: why it cannot be read.
  ///   - folder: the folder as the author named it.
  public init(unreadable reason: String, at folder: String, asOf: Day) {
    self.asOf = asOf
    packs = []
    loads = false
    places = [:]
    findings = [Finding(LoadKinds.unreadable, at: .init(file: folder, line: 1, column: 1), reason)]
  }

  // MARK: places

  /// Returns the bytes of a line as they are in the file; nil if there is no such line.
  func line(_ location: Finding.Location) -> [UInt8]? {
    guard let text = texts[location.file], location.line <= text.lineCount else { return nil }
    return text.bytes(ofLine: location.line)
  }

  /// Returns a file's path below its folder as the author named it: `Rules/site/rules.lua` for `site/rules.lua`.
  public func path(of file: String) -> String {
    let pack = String(file.prefix { $0 != "/" })
    guard let folder = places[pack] else { return file }
    let rest = file.dropFirst(pack.count)
    let parts = (folder + rest).split(separator: "/").filter { $0 != "." }
    return (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// Adds what was found elsewhere.
  mutating func add(_ finding: Finding) { findings = Set(findings + [finding]).sorted() }

  /// Returns the number of findings of a severity.
  public func count(_ severity: FindingKind.Severity) -> Int {
    findings.count { $0.kind.severity == severity }
  }

  /// Whether the check passes.
  ///
  /// - Parameter isStrict: whether warnings count.
  public func passes(isStrict: Bool) -> Bool {
    loads && count(.error) == 0 && (!isStrict || count(.warning) == 0)
  }
}
