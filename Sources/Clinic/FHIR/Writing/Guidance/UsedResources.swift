internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

/// The resources of the input that gave facts, each once, for the Provenance.
struct UsedResources {
  /// By resource, what it gave: "mood.phq_9 (scored, observed 2026-11-20)".
  private var facts: [String: [String]] = [:]

  init(_ joint: JointDecision, _ guidelines: Guidelines, _ intake: JSONValue?) {
    var origins: [String: Origin] = [:]
    for part in joint.parts {
      guard let vocabulary = guidelines[part.guideline]?.guideline.vocabulary else { continue }
      for (fact, origin) in part.decision?.origins ?? [:] { origins[vocabulary[fact].name] = origin }
    }
    guard let used = intake?["report"]?["used"]?.arrayValue else {
      for (fact, origin) in origins { if let source = origin.source { add(fact, origin, to: source) } }
      return
    }
    for resource in used {
      guard let name = resource["resource"]?.stringValue else { continue }
      for fact in resource["facts"]?.arrayValue ?? [] {
        if let fact = fact.stringValue { add(fact, origins[fact], to: name) }
      }
    }
  }

  private mutating func add(_ fact: String, _ origin: Origin?, to resource: String) {
    let how = [origin?.method, origin?.observed.map { "observed \($0)" }].compactMap { $0 }
    facts[resource, default: []].append(how.isEmpty ? fact : "\(fact) (\(how.joined(separator: ", ")))")
  }

  var entities: [JSONValue] {
    facts.sorted { $0.key < $1.key }.map { resource, facts in
      let says = "\(resource): \(facts.sorted().joined(separator: ", "))"
      return [
        "role": "source",
        "what": [
          "reference": BundleWriter.resource(resource)["reference"] ?? .null, "display": .string(says),
        ],
      ]
    }
  }
}
