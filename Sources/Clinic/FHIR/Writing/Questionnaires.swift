public import PlumblineGuideline
public import PlumblineJSON

/// The vocabulary's questions as FHIR R4: a Questionnaire for each of its questionnaires and one that asks for every fact, and the
/// CodeSystems that they use. Responses to them read back by canonical URL and `linkId`.
///
/// Wording is in them only where the licence allows it; of the others there is one question for each score.
public struct Questionnaires {
  private let vocabulary: Vocabulary
  /// The version of each pack.
  private let versions: [String: String]

  public init(_ guidelines: Guidelines) {
    vocabulary = guidelines.vocabulary
    versions = Dictionary(guidelines.packs.map { ($0.id, $0.version.description) }) { first, _ in first }
  }

  /// A Bundle of all of them.
  public var bundle: JSONValue {
    let resources = [codeSystemOfFacts, codeSystemOfItems, ofFacts] + instruments.map(questionnaire)
    return [
      "resourceType": "Bundle", "type": "collection",
      "entry": .array(resources.map { ["resource": $0] }),
    ]
  }

  private var instruments: [Instrument] { vocabulary.instruments.values.sorted { $0.name < $1.name } }
  private var facts: [Fact] { vocabulary.givenFacts.map { vocabulary[$0] } }

  private func version(_ place: Place) -> [JSONMember] {
    versions[place.pack].map { [JSONMember("version", .string($0))] } ?? []
  }

  // MARK: CodeSystems

  private var codeSystemOfFacts: JSONValue {
    codeSystem(
      CodeSystem.facts, "PlumblineFacts", "The facts of the vocabulary",
      facts.map { fact in
        var concept = Self.concept(fact.name, fact.label, fact.question)
        if case .code(let codes) = fact.kind {
          concept.append(
            JSONMember(
              "concept",
              .array(codes.map { .object(Self.concept("\(fact.name)#\($0)", fact.labels[$0] ?? $0, nil)) })))
        }
        return .object(concept)
      })
  }

  private var codeSystemOfItems: JSONValue {
    codeSystem(
      CodeSystem.items, "PlumblineItems", "The items of the vocabulary's questionnaires",
      instruments.flatMap { instrument in
        (1...instrument.itemCount).map {
          .object(Self.concept("\(instrument.name)/\($0)", "\(instrument.title), item \($0)", nil))
        }
      })
  }

  private static func concept(_ code: String, _ display: String, _ definition: String?) -> [JSONMember] {
    [JSONMember("code", .string(code)), JSONMember("display", .string(display))]
      + (definition.map { [JSONMember("definition", .string($0))] } ?? [])
  }

  private func codeSystem(_ url: String, _ name: String, _ title: String, _ concepts: [JSONValue])
    -> JSONValue
  {
    [
      "resourceType": "CodeSystem", "url": .string(url), "name": .string(name), "title": .string(title),
      "status": "active", "content": "complete", "caseSensitive": true, "concept": .array(concepts),
    ]
  }

  // MARK: Questionnaires

  private func questionnaire(
    _ url: String, _ name: String, _ title: String, _ more: [JSONMember], _ items: [JSONValue]
  ) -> JSONValue {
    .object(
      [
        JSONMember("resourceType", "Questionnaire"), JSONMember("url", .string(url)),
        JSONMember("name", .string(name)), JSONMember("title", .string(title)),
        JSONMember("status", "active"),
        JSONMember("subjectType", ["Patient"]),
      ] + more + [JSONMember("item", .array(items))])
  }

  private var ofFacts: JSONValue {
    let groups = Dictionary(grouping: facts) { fact in
      fact.name.contains(".") ? String(fact.name.prefix { $0 != "." }) : ""
    }
    let items = groups.sorted { $0.key < $1.key }.map { group, facts -> JSONValue in
      [
        "linkId": .string(group.isEmpty ? "facts" : group), "type": "group",
        "text": .string(group.isEmpty ? "Facts" : group.replacing("_", with: " ")),
        "item": .array(facts.map(question)),
      ]
    }
    return questionnaire(
      CodeIndex.ofFacts, "PlumblineQuestions", "Every question of the vocabulary", [], items)
  }

  private func questionnaire(_ instrument: Instrument) -> JSONValue {
    let isWorded = instrument.itemsMayBeShown && instrument.text.count == instrument.itemCount
    let items =
      isWorded
      ? (1...instrument.itemCount).map { item(instrument, $0) }
      : instrument.scales.map { question(vocabulary[$0.fact]) }
    let name = instrument.name.split { !$0.isLetter && !$0.isNumber }.map { $0.uppercased() }.joined(
      separator: "_")
    return questionnaire(
      CodeIndex.canonical(instrument.name), "Plumbline_\(name)", instrument.title,
      version(instrument.place)
        + [JSONMember("copyright", .string(instrument.licence))]
        + (isWorded ? [] : [JSONMember("description", "The wording is not given here: record the score.")]),
      items)
  }

  private func item(_ instrument: Instrument, _ number: Int) -> JSONValue {
    let range = instrument.ranges[number - 1]
    var codes: [JSONValue] = []
    if let code = instrument.fhir?.items.dropFirst(number - 1).first {
      codes.append(["system": .string(code.system), "code": .string(code.code)])
    }
    codes.append(["system": .string(CodeSystem.items), "code": .string("\(instrument.name)/\(number)")])
    var members = [
      JSONMember("linkId", .string("\(number)")), JSONMember("code", .array(codes)),
      JSONMember("text", .string(instrument.text[number - 1])), JSONMember("required", true),
    ]
    let answers = instrument.fhir?.answers ?? []
    let points = Set(answers.compactMap(\.value))
    if (range.low...range.high).allSatisfy({ points.contains(.number(ExactNumber($0))) }) {
      members += [JSONMember("type", "choice"), JSONMember("answerOption", .array(answers.map(Self.option)))]
    } else {
      members += [
        JSONMember("type", "integer"),
        Self.limits(.number(ExactNumber(range.low)), .number(ExactNumber(range.high)), "valueInteger"),
      ]
    }
    return .object(members)
  }

  private static func option(_ code: FHIRMapping.Code) -> JSONValue {
    var coding = [
      JSONMember("system", .string(code.system)), JSONMember("code", .string(code.code)),
      JSONMember("display", .string(code.display)),
    ]
    if case .number(let number)? = code.value {
      coding.insert(
        JSONMember(
          "extension",
          [["url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": .number(number)]]),
        at: 0)
    }
    return ["valueCoding": .object(coding)]
  }

  /// The question of a fact.
  private func question(_ fact: Fact) -> JSONValue {
    var members = [
      JSONMember("linkId", .string(fact.name)),
      JSONMember("code", [["system": .string(CodeSystem.facts), "code": .string(fact.name)]]),
      JSONMember("text", .string(fact.question)),
    ]
    switch fact.kind {
    case .integer where fact.isDate: members.append(JSONMember("type", "date"))
    case .boolean: members.append(JSONMember("type", "boolean"))
    case .code(let codes):
      members += [
        JSONMember("type", "choice"),
        JSONMember(
          "answerOption",
          .array(
            codes.map {
              [
                "valueCoding": [
                  "system": .string(CodeSystem.facts), "code": .string("\(fact.name)#\($0)"),
                  "display": .string(fact.labels[$0] ?? $0),
                ]
              ]
            })),
      ]
    case .integer(let low, let high):
      members += [
        JSONMember("type", "integer"),
        Self.limits(.number(low), .number(high), "valueInteger", unit: fact.unit),
      ]
    case .decimal(let low, let high, _):
      members += [
        JSONMember("type", "decimal"),
        Self.limits(.number(low), .number(high), "valueDecimal", unit: fact.unit),
      ]
    }
    return .object(members)
  }

  private static func limits(_ low: JSONValue, _ high: JSONValue, _ kind: String, unit: String? = nil)
    -> JSONMember
  {
    let base = "http://hl7.org/fhir/StructureDefinition/"
    var extensions: [JSONValue] = [
      .object([JSONMember("url", .string(base + "minValue")), JSONMember(kind, low)]),
      .object([JSONMember("url", .string(base + "maxValue")), JSONMember(kind, high)]),
    ]
    if let unit {
      extensions.append([
        "url": .string(base + "questionnaire-unit"),
        "valueCoding": ["system": "http://unitsofmeasure.org", "code": .string(unit)],
      ])
    }
    return JSONMember("extension", .array(extensions))
  }
}
