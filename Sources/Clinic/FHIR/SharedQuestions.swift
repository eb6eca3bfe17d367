internal import PlumblineJSON

/// Questionnaires that stand apart from the patients who answered them, as a bulk export and lines of resources have them: the codes of
/// a response's questions may stand in them alone.
public struct SharedQuestions: Sendable {
  /// The bytes of Questionnaires that are kept.
  public static let limit = 8 << 20

  /// A Questionnaire by the canonical URL that responses name.
  public struct Canonical: Sendable, Hashable {
    public let url: String
    public let version: String?

    init(url: String, version: String?) { (self.url, self.version) = (url, version) }

    /// - Parameter text: `http://clinic/form|2`.
    init?(_ text: String) {
      let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      // A contained one is in the response.
      guard let url = parts.first, !url.isEmpty, !url.hasPrefix("#") else { return nil }
      self.init(url: url, version: parts.count > 1 ? parts[1] : nil)
    }
  }

  private var lines: [String: [(version: String?, line: [UInt8])]] = [:]
  /// Hashes of the lines: one that is not here is new, without a look at the others.
  private var known: Set<Int> = []
  private var size = 0

  public init() {}

  /// Keeps a Questionnaire, each text once.
  ///
  /// - Returns: false if there is no room for it.
  public mutating func add(_ line: [UInt8], of canonical: Canonical) -> Bool {
    let isKnown = !known.insert(line.hashValue).inserted
    if isKnown, lines[canonical.url]?.contains(where: { $0.line == line }) ?? false { return true }
    guard size + line.count <= Self.limit else { return false }
    size += line.count
    lines[canonical.url, default: []].append((canonical.version, line))
    return true
  }

  /// Whether any version of a Questionnaire is kept.
  func has(_ url: String) -> Bool { lines[url] != nil }

  /// Returns the Questionnaires that responses name and that do not stand beside them: of one whose version stands there, none.
  ///
  /// - Parameters:
  ///   - answered: what the responses of one patient name.
  ///   - own: the Questionnaires that stand among the patient's resources.
  public func lines(for answered: Set<Canonical>, besides own: Set<Canonical> = []) -> [[UInt8]] {
    var urls: Set<String> = []
    for one in answered {
      let versions = own.filter { $0.url == one.url }.map(\.version)
      if versions.isEmpty || one.version != nil && !versions.contains(one.version) { urls.insert(one.url) }
    }
    return urls.sorted().flatMap { url in
      let mine = Set(own.filter { $0.url == url }.map(\.version))
      return (lines[url] ?? []).filter { mine.isEmpty || !mine.contains($0.version) }.map(\.line)
    }
  }
}

extension BulkLine {
  /// Returns what a line's QuestionnaireResponse names as its Questionnaire; nil if it names none, or is none.
  public static func answered(in line: [UInt8]) -> SharedQuestions.Canonical? {
    // Either the type stands there as it is, or with letters escaped.
    guard has("QuestionnaireResponse", in: line) || has("\\u", in: line),
      let node = try? JSONReader.read(line, limits: FHIRIntake.limits),
      node["resourceType"]?.stringValue == "QuestionnaireResponse"
    else { return nil }
    return node["questionnaire"]?.stringValue.flatMap(SharedQuestions.Canonical.init)
  }

  private static func has(_ word: StaticString, in line: [UInt8]) -> Bool {
    let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    return line.withUnsafeBufferPointer { line in
      guard let first = word.first, line.count >= word.count else { return false }
      return (0...(line.count - word.count)).contains { place in
        line[place] == first && word.indices.allSatisfy { line[place + $0] == word[$0] }
      }
    }
  }
}
