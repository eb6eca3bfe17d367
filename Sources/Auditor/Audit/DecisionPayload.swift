internal import PlumblineCryptography
public import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineLedger
internal import PlumblineTransparency

/// The payload of an answer's record: everything that replaying needs, the answer, and the text that was shown.
///
/// Patient data, which its description does not show.
public struct DecisionPayload: Sendable, CustomStringConvertible {
  /// The outcome of a request.
  public enum Outcome: Sendable, Hashable {
    /// The decision as JSON, without `record`.
    case decision(JSONValue)
    /// The input was refused: the refusal as JSON, without `record`.
    case refusal(JSONValue)
    /// A script failed: its name, its place, and the reason.
    case failure(script: String, place: String, reason: String)
  }

  /// The answer as printed, including the name of the record.
  public struct Printed: Sendable, Hashable {
    public var format: String
    /// The text; nil for JSON, which is the decision itself.
    public var text: String?

    public init(format: String, text: String?) {
      self.format = format
      self.text = text
    }
  }

  public var profile: JSONValue
  /// The patient's pseudonym; nil if the profile has no id.
  public var patient: String?
  public var asOf: Day
  public var by: String?
  public var purpose: String?
  public var outcome: Outcome
  public var answer: Printed?
  /// How the profile was read from a patient's record: what became of every resource; nil if it was written by hand.
  public var intake: JSONValue?
  /// The digests of the files of settings that were in force, the first to be asked first; none if there was no file.
  public var settings: [String] = []

  public init(
    profile: JSONValue, patient: String?, asOf: Day, by: String?, purpose: String?, outcome: Outcome,
    answer: Printed?
  ) {
    self.profile = profile
    self.patient = patient
    self.asOf = asOf
    self.by = by
    self.purpose = purpose
    self.outcome = outcome
    self.answer = answer
  }

  public var description: String { "the payload of a record" }

  /// Whether a recorded decision was made under the same packs, byte for byte.
  public static func isDecision(_ decision: JSONValue, under guidelines: Guidelines) -> Bool {
    let packs = decision.answersOfGuidelines.flatMap { $0["guideline"]?["packs"]?.arrayValue ?? [] }
    return Set(packs.compactMap { $0["digest"]?.stringValue }) == Set(guidelines.packs.map(\.digest))
  }

  /// `sha256:…` over a decision's canonical bytes.
  public static func digest(_ decision: JSONValue) -> String {
    "sha256:" + Hex.encode(SHA256.hash(decision.canonical))
  }

  public var value: JSONValue {
    var members = [JSONMember("as_of", .string(asOf.description)), JSONMember("profile", profile)]
    func add(_ key: String, _ text: String?) {
      if let text { members.append(JSONMember(key, .string(text))) }
    }
    add("patient", patient)
    add("by", by)
    add("purpose", purpose)
    switch outcome {
    case .decision(let decision):
      members += [
        JSONMember("decision", decision), JSONMember("digest", .string(Self.digest(decision))),
      ]
    case .refusal(let refusal): members.append(JSONMember("refusal", refusal))
    case .failure(let script, let place, let reason):
      members.append(
        JSONMember(
          "failure", ["script": .string(script), "place": .string(place), "reason": .string(reason)]))
    }
    if !settings.isEmpty { members.append(JSONMember("settings", .strings(settings))) }
    if let intake { members.append(JSONMember("intake", intake)) }
    if let answer {
      members.append(
        JSONMember(
          "answer",
          .object(
            [JSONMember("format", .string(answer.format))]
              + (answer.text.map { [JSONMember("text", .string($0))] } ?? []))))
    }
    return .object(members)
  }

  /// Reads the payload of a record; nil if it is not an answer's.
  public init?(_ value: JSONValue) {
    guard let profile = value["profile"], let asOf = value["as_of"]?.stringValue.flatMap({ Day($0) }) else {
      return nil
    }
    if let decision = value["decision"] {
      outcome = .decision(decision)
    } else if let refusal = value["refusal"] {
      outcome = .refusal(refusal)
    } else if let failure = value["failure"], let script = failure["script"]?.stringValue,
      let place = failure["place"]?.stringValue, let reason = failure["reason"]?.stringValue
    {
      outcome = .failure(script: script, place: place, reason: reason)
    } else {
      return nil
    }
    self.profile = profile
    self.asOf = asOf
    patient = value["patient"]?.stringValue
    by = value["by"]?.stringValue
    purpose = value["purpose"]?.stringValue
    intake = value["intake"]
    settings = value["settings"]?.arrayValue?.compactMap(\.stringValue) ?? []
    answer = value["answer"].flatMap { answer in
      answer["format"]?.stringValue.map { Printed(format: $0, text: answer["text"]?.stringValue) }
    }
  }
}
