public import PlumblineGuideline
public import PlumblineJSON

/// Reads a patient's record in FHIR R4 into a profile: a pure function of bytes, vocabulary, day and time zone.
///
/// Silence is never a no: false comes from an answered question only, and what is missing, refuted or not done leaves a fact unknown.
/// Removing a resource only removes knowledge, but where it had covered or contradicted another. The order of resources never matters.
public struct FHIRIntake: Sendable {
  /// The largest input: 32 MiB, 64 levels.
  public static let limits = JSONLimits(bytes: 32 << 20, depth: 64, stringBytes: 8 << 20, values: 2_000_000)

  private let index: CodeIndex
  private let asOf: Day
  private let zone: TimeZoneRule

  private var vocabulary: Vocabulary { index.vocabulary }

  /// - Parameters:
  ///   - asOf: the day of the answer.
  ///   - zone: the time zone in which instants become days.
  public init(_ vocabulary: Vocabulary, asOf: Day, zone: TimeZoneRule) {
    index = CodeIndex(vocabulary)
    (self.asOf, self.zone) = (asOf, zone)
  }

  /// Whether a text is FHIR, whatever else it is: a resource, or lines of resources.
  public static func isFHIR(_ text: [UInt8]) -> Bool { FHIRInput.looksLikeFHIR(text) }

  /// Reads a Bundle, a resource, or resources line by line.
  ///
  /// - Parameter patient: the patient's id, or an identifier's value; nil if only one patient is in it.
  public func read(_ text: [UInt8], patient: String? = nil) throws(IntakeFailure) -> Intake {
    let input = try FHIRInput(text)
    let (reasons, id) = try Subjects(input.resources).choose(patient)
    let superseded = input.superseded(among: input.resources.indices.filter { reasons[$0] == nil })
    var gathering = Gathering(index, asOf, zone, input.resources)
    var own = Set<Int>()
    for place in input.resources.indices {
      if let reason = reasons[place] ?? superseded[place] {
        gathering.ignore(place, reason)
      } else {
        own.insert(place)
      }
    }
    gathering.read(where: own.contains)
    var settling = Settling(gathering, asOf)
    settling.run(id: id)
    var intake = settling.intake
    intake.report.notes = input.notes
    intake.fault = input.fault.map { IntakeFailure(.lines($0)) }
    intake.report.ignored += input.unreadable.map {
      IntakeReport.Ignored(
        resource: "entry (number \($0.number))", because: "it is no resource: it has no resourceType",
        parts: [])
    }
    return intake
  }
}
