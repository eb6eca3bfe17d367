public import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineWorkbench

/// The packs of an author that are checked, loaded with what they require.
public final class Subject {
  public let guideline: Guideline
  /// The tests of the author's packs.
  public let tests: [PackTest]
  /// The day for which they are checked, `2026-11-20`: for dates that have passed.
  public let asOf: Day
  /// The catalogues of all packs.
  public let catalogues: [Catalogue]
  /// Ids of the author's own packs; the others are read, and nothing is reported for them.
  public let own: Set<String>

  private let texts: [String: PackText]
  private var known: Result<PatientSpace, PatientSpace.TooLarge>?

  /// - Parameters:
  ///   - own: ids of the packs that are checked.
  ///   - testFiles: the files of their tests and catalogues, by `pack/tests/file.lua`.
  public init(
    _ guideline: Guideline, own: Set<String>, tests: [PackTest], testFiles: [String: [UInt8]],
    catalogues: [Catalogue] = [], asOf: Day
  ) {
    self.guideline = guideline
    self.own = own
    self.tests = tests
    self.catalogues = catalogues
    self.asOf = asOf
    var texts = testFiles.mapValues { PackText($0) }
    for pack in guideline.packs where own.contains(pack.id) {
      for file in pack.files { texts["\(pack.id)/\(file.name)"] = PackText(file.text) }
    }
    self.texts = texts
  }

  public var vocabulary: Vocabulary { guideline.vocabulary }

  /// Whether a place is in a pack that is checked.
  public func isOwn(_ place: Place) -> Bool { own.contains(String(place.file.prefix { $0 != "/" })) }

  /// Returns the space of all legal profiles of the guideline; built once, on first use.
  ///
  /// - Throws: if the guideline is too large to analyse as a whole.
  public func space() throws(PatientSpace.TooLarge) -> PatientSpace {
    if let known { return try known.get() }
    let made: Result<PatientSpace, PatientSpace.TooLarge>
    do {
      let space = try PatientSpace(guideline)
      inexact = space.inexact.map(words)
      made = .success(space)
    } catch {
      made = .failure(error)
    }
    known = made
    return try made.get()
  }

  /// Whether something was too large to analyse as a whole; findings that need the analysis may then be missing.
  public private(set) var isTooLarge = false

  /// The scripts and large numbers in sums that were analysed as if each of their comparisons could come out either way, in words.
  public private(set) var inexact: [String] = []

  private func words(_ inexact: PatientSpace.Inexact) -> String {
    switch inexact {
    case .fact(let fact):
      let computed = vocabulary[fact].computation.map {
        ", which a script works out (\($0.pack)/\($0.file):\($0.line))"
      }
      return "fact \(vocabulary[fact].name)" + (computed ?? "")
    case .script(let script): return "script '\(script.name)' (\(script.pack)/\(script.file):\(script.line))"
    case .comparison(let comparison): return "`\(Notation(vocabulary).text(comparison))`"
    }
  }

  /// Returns the work's result; nil if the guideline is too large for it, which is noted.
  func within<T>(_ work: () throws(PatientSpace.TooLarge) -> T) -> T? {
    do {
      return try work()
    } catch {
      isTooLarge = true
      return nil
    }
  }

  // MARK: places

  /// Returns the text of a file of a checked pack.
  public func text(of file: String) -> PackText? { texts[file] }

  /// Returns a place with its column: that of a word on the line, if one is given.
  public func location(_ place: Place, naming word: String? = nil) -> Finding.Location {
    let line = max(place.line, 1)
    guard let text = texts[place.file] else { return .init(file: place.file, line: line, column: 1) }
    let position = word.map { text.position(of: $0, onLine: line) } ?? text.start(ofLine: line)
    return .init(file: place.file, line: position.line, column: position.column)
  }

  /// Returns the location of a field of a declaration; of the declaration itself if the text does not have the field.
  ///
  /// - Parameters:
  ///   - word: `rule`.
  ///   - name: the declaration's own name, without the pack.
  public func location(
    _ place: Place, of word: String, named name: String, field: String
  ) -> Finding.Location {
    guard let position = texts[place.file]?.position(of: word, named: name, field: field) else {
      return location(place, naming: name)
    }
    return .init(file: place.file, line: position.line, column: position.column)
  }

  /// Returns the location of a comparison: the first with its notation on its line, else its fact.
  public func location(_ comparison: Comparison, in file: String) -> Finding.Location {
    let code = Notation(vocabulary).text(comparison)
    if let place = texts[file]?.places(ofCode: code, onLine: comparison.line).first {
      return .init(file: file, line: place.line, column: place.column)
    }
    return location(Place(file: file, line: comparison.line), naming: vocabulary[comparison.fact].name)
  }
}
