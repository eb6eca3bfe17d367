internal import PlumblineJSON

/// Turns lines of resources, grouped by patient, into lines of Bundles: one for each patient, and an empty line for each further
/// resource, so that the numbers of lines stay. Lines of Bundles pass as they are.
///
/// A Questionnaire counts for every patient from its line on. One that comes after the answers of a patient who named it, and who had
/// none, is a fault of its own line: those answers were read without its questions. Nobody's record is refused for that.
///
/// It holds one patient's resources, the Questionnaires, and eight bytes for each patient that came before and for each Questionnaire
/// that was named before it came.
public struct RecordGrouping: Sendable {
  private var group: [UInt8] = []
  private var count = 0
  private var patient: String?
  private var seen: Set<Int> = []
  private var isAgain = false
  /// What is wrong with Questionnaires among the group's lines, by their places in it.
  private var faults: [Int: Fault] = [:]
  private var questions: SharedQuestions
  /// The Questionnaires that the group's responses name, and those among its lines.
  private var answered: Set<SharedQuestions.Canonical> = []
  private var own: Set<SharedQuestions.Canonical> = []
  /// What was named by patients who came before, and had not come.
  private var unmet: Set<Int> = []
  private let keepsLines: Bool

  /// Why a line is refused; the raw value is the code of its tag.
  public enum Fault: String, Sendable {
    /// The patient's resources did not come together.
    case seenAgain = "seen-again"
    case lateQuestions = "late-questions"
    case tooManyQuestions = "too-many-questions"
  }

  /// The system of the tag of a Bundle that is refused.
  static let tagSystem = "urn:plumbline:intake"

  private static func end(_ fault: Fault) -> [UInt8] {
    Array(#"],"meta":{"tag":[{"system":"\#(tagSystem)","code":"\#(fault.rawValue)"}]}}"#.utf8)
  }

  private static let start = Array(#"{"resourceType":"Bundle","type":"collection","entry":["#.utf8)

  /// - Parameters:
  ///   - keepsLines: false to give one line for each patient, without those that keep the numbers.
  ///   - questions: Questionnaires that are known from the beginning.
  public init(keepsLines: Bool = true, questions: SharedQuestions = SharedQuestions()) {
    (self.keepsLines, self.questions) = (keepsLines, questions)
  }

  /// Takes a line without its end; returns the lines that are complete.
  public mutating func take(_ line: [UInt8]) -> [UInt8] {
    var key: String?
    switch BulkLine(line) {
    case .questionnaire(let canonical):
      var fault = unmet.contains(canonical.url.hashValue) ? Fault.lateQuestions : nil
      if !questions.add(line, of: canonical) { fault = .tooManyQuestions }
      if group.isEmpty { return (fault.map { Self.start + Self.end($0) } ?? []) + [0x0A] }
      faults[count] = fault
      own.insert(canonical)
    case .blank:
      if group.isEmpty { return [0x0A] }
      count += 1
      return []
    case .bundle, .unreadable: return end() + line + [0x0A]
    case .resource(let patient): key = patient
    case .ofNobody, .identified: break
    }
    return add(line, of: key)
  }

  /// Takes a resource of a patient; returns the lines that are complete.
  public mutating func add(_ line: [UInt8], of key: String?) -> [UInt8] {
    var out: [UInt8] = []
    if !group.isEmpty, let key, let patient, key != patient { out = end() }
    if let key, patient == nil {
      patient = key
      isAgain = !seen.insert(key.hashValue).inserted
    }
    if let canonical = BulkLine.answered(in: line) { answered.insert(canonical) }
    put(line)
    count += 1
    return out
  }

  /// Adds a resource to the group. Beyond the limit it is refused as too long, however much follows.
  private mutating func put(_ line: [UInt8]) {
    guard group.count <= FHIRIntake.limits.bytes else { return }
    group += group.isEmpty ? Self.start : [UInt8(ascii: ",")]
    group += Array(#"{"resource":"#.utf8) + line + [UInt8(ascii: "}")]
  }

  /// Returns the lines of the group that has begun, with the Questionnaires that its responses name.
  public mutating func end() -> [UInt8] {
    if group.isEmpty { return [] }
    for line in questions.lines(for: answered, besides: own) { put(line) }
    for one in answered where !questions.has(one.url) { unmet.insert(one.url.hashValue) }
    var out = group + (isAgain ? Self.end(.seenAgain) : Array("]}".utf8)) + [0x0A]
    for place in keepsLines ? 1..<max(count, 1) : 1..<1 {
      if let fault = faults[place] { out += Self.start + Self.end(fault) }
      out.append(0x0A)
    }
    (group, count, patient, isAgain, faults, answered, own) = ([], 0, nil, false, [:], [], [])
    return out
  }
}
