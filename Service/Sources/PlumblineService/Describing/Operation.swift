internal import PlumblineAudit
internal import PlumblineGuideline
internal import PlumblineJSON

/// What the API offers at an address.
struct Operation: Sendable {
  var path: String
  var method = "post"
  var summary: String
  /// The names of its parameters, beside those in its path.
  var parameters: [String] = []
  /// The form of its body; nil if it has none.
  var body: JSONValue?
  /// Whether body and answer are lines of these forms.
  var isLines = false
  /// The form of its answer; nil for text.
  var answer: JSONValue?
  var status = 200
  /// The statuses of its refusals, beside those that every request can get.
  var refusals: [Int] = []

  private static func ref(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }
  private static let input: JSONValue = ["anyOf": [ref("Profile"), ref("Record")]]

  static let all: [Operation] = [
    Operation(
      path: "/api/v1/decide", summary: "Decide, and record the decision", parameters: ["asOf", "key"],
      body: input, answer: ref("Decision"), refusals: [409, 422]),
    Operation(
      path: "/api/v1/interview",
      summary: "What to ask next, or the answer once nothing more can change it, which is recorded",
      parameters: ["asOf", "key"], body: input, answer: ref("InterviewStep"), refusals: [409, 422]),
    Operation(
      path: Routes.cohort,
      summary: "Answer for many patients, a line in and a line out; nothing is recorded",
      parameters: ["asOf"],
      body: [
        "type": "string", "contentMediaType": "application/x-ndjson", "contentSchema": ref("Profile"),
        "description": "On each line a profile.",
      ], isLines: true,
      answer: [
        "type": "string", "contentMediaType": "application/x-ndjson",
        "contentSchema": ref("CohortRow"),
        "description":
          "For each line a row of each guideline, or why the line is refused. Documentation/Cohort.md.",
      ]),
    Operation(
      path: "/api/v1/explain", summary: "Why the answer is what it is", parameters: ["asOf"],
      body: input, answer: ref("Explanation"), refusals: [422]),
    Operation(
      path: "/api/v1/why-not", summary: "Why pairings are not shown, and what would change that",
      parameters: ["asOf"], body: ref("WhyNotQuestion"), answer: ref("Explanation"), refusals: [422]),
    Operation(
      path: "/api/v1/what-if", summary: "The answer before and after changes of facts", parameters: ["asOf"],
      body: ref("WhatIfQuestion"), answer: ref("Explanation"), refusals: [422]),
    Operation(
      path: "/api/v1/override", summary: "Record that an answer was not followed", parameters: ["key"],
      body: ref("Override"), answer: ref("Recorded"), status: 201, refusals: [404, 409, 422]),
    Operation(
      path: "/api/v1/outcome", summary: "Record what came of an answer", parameters: ["key"],
      body: ref("Outcome"), answer: ref("Recorded"), status: 201, refusals: [404, 409, 410, 422]),
    Operation(
      path: "/api/v1/records/{index}", method: "get", summary: "One record; that it is read is recorded",
      answer: ["type": "object"], refusals: [404]),
    Operation(
      path: "/api/v1/records/{index}/receipt", method: "get", summary: "The receipt of a record",
      refusals: [404]),
    Operation(
      path: "/api/v1/verify", method: "get", summary: "Check every record of the ledger from its bytes",
      answer: ["type": "object"]),
  ]

  private var type: String { isLines ? "application/x-ndjson" : "application/json" }

  var json: JSONValue {
    var members: [JSONMember] = [JSONMember("summary", .string(summary))]
    var named = parameters.map { Self.parameter($0) }
    if path.contains("{index}") { named.append(Self.parameter("index")) }
    if !named.isEmpty { members.append(JSONMember("parameters", .array(named))) }
    if let body {
      members.append(
        JSONMember(
          "requestBody", ["required": true, "content": .object([JSONMember(type, ["schema": body])])]))
    }
    let content: JSONValue =
      answer.map { .object([JSONMember(type, ["schema": $0])]) }
      ?? ["text/plain": ["schema": ["type": "string"]]]
    var responses = [
      JSONMember("\(status)", ["description": .string(summary), "content": content])
    ]
    let common = [401, 403, 421, 503] + (body == nil ? [] : [400, 413, 415, 500])
    responses += (refusals + common).sorted().map { status in
      JSONMember(
        "\(status)",
        [
          "description": "A problem: its type says which",
          "content": ["application/problem+json": ["schema": Self.ref("Problem")]],
        ])
    }
    members.append(JSONMember("responses", .object(responses)))
    return .object([JSONMember(method, .object(members))])
  }

  private static func parameter(_ name: String) -> JSONValue {
    ["$ref": .string("#/components/parameters/\(name)")]
  }

  static let parameters: JSONValue = [
    "asOf": [
      "name": "as_of", "in": "query", "description": "The day for which the answer holds; today without it.",
      "schema": ["type": "string", "format": "date"],
    ],
    "key": [
      "name": "Idempotency-Key", "in": "header",
      "description": "A name for this request: sent again with it, it is answered again and recorded once.",
      "schema": ["type": "string", "pattern": "^[!-~]{1,200}$"],
    ],
    "index": [
      "name": "index", "in": "path", "required": true, "description": "The last part of a record's name.",
      "schema": ["type": "integer", "minimum": 0],
    ],
  ]
}

extension Operation {
  private static let text: JSONValue = ["type": "string", "minLength": 1]

  private static func object(
    _ required: [String], _ properties: KeyValuePairs<String, JSONValue>
  ) -> JSONValue {
    [
      "type": "object", "required": .array(required.map { .string($0) }),
      "properties": .object(properties.map { JSONMember($0.key, $0.value) }),
      "additionalProperties": false,
    ]
  }

  /// A fact that an interview asks about.
  private static let question = object(
    ["absent", "allowed", "fact", "kind", "label", "question"],
    [
      "absent": [
        "type": "array", "items": ["enum": .strings(NextQuestion.reasons.map(\.rawValue))],
        "description":
          "Why there may be no answer: {\"absent\":\"unknown\"} in the profile. It is not asked again then.",
      ],
      "allowed": text, "fact": text, "kind": ["enum": ["boolean", "code", "date", "decimal", "integer"]],
      "label": text, "question": text, "note": text, "unit": text, "at_least": ["type": "number"],
      "at_most": ["type": "number"], "step": ["type": "number"],
      "choices": [
        "type": "array",
        "items": object(["value", "words"], ["value": ["type": ["boolean", "string"]], "words": text]),
      ],
    ])

  /// The forms that no command has.
  static let schemas: [JSONMember] = [
    JSONMember(
      "InterviewStep",
      [
        "oneOf": [
          object(
            ["next", "profile"],
            [
              "next": object(
                ["could_change", "facts", "open"],
                [
                  "could_change": ["type": "array", "items": text],
                  "facts": ["type": "array", "minItems": 1, "items": question],
                  "group": [
                    "type": "string",
                    "description":
                      "The flags of this group are asked together; answered for all at once they are read back.",
                  ],
                  "open": [
                    "type": "integer", "minimum": 1,
                    "description":
                      "How many facts can still change the answer, these among them: there are at most so many questions.",
                  ],
                ]), "profile": ref("Profile"),
            ]), object(["answer"], ["answer": ref("Decision")]),
        ]
      ]),
    JSONMember(
      "Record",
      [
        "type": "object", "required": ["resourceType"], "properties": ["resourceType": text],
        "description":
          "A record in FHIR R4: a Bundle or a resource. Documentation/FHIR.md says what is read.",
      ]),
    JSONMember(
      "WhyNotQuestion",
      object(
        ["about", "pairings"],
        [
          "about": input, "pairings": ["type": "array", "items": text, "minItems": 1, "maxItems": 20],
          "as": ["enum": ["any", "primary"]],
          "most": ["type": "integer", "minimum": 1, "maximum": 1000],
          "changes": ["type": "integer", "minimum": 1, "maximum": 1000],
        ])),
    JSONMember(
      "WhatIfQuestion",
      object(
        ["about", "changes"],
        [
          "about": input,
          "changes": [
            "type": "array", "minItems": 1, "maxItems": 100,
            "items": ["type": "string", "description": "fear.tsk_17=30, or mood.phq_9=absent"],
          ],
        ])),
    JSONMember(
      "Override",
      object(
        ["record", "reason"],
        [
          "record": text, "reason": ["enum": .array(OverrideReason.all.map { .string($0.code) })],
          "instead": text, "note": text,
        ])),
    JSONMember(
      "Outcome",
      object(
        ["record", "outcome"],
        [
          "record": text, "outcome": ["enum": .array(OutcomeCode.allCases.map { .string($0.rawValue) })],
          "as_of": ["type": "string", "format": "date"], "chosen": text, "done": text, "note": text,
          "scores": ["type": "object", "description": "Scores taken afterwards, in the form of a profile."],
        ])),
    JSONMember("Recorded", object(["record"], ["record": text])),
    JSONMember(
      "Problem",
      object(
        ["type", "title", "status"],
        [
          "type": ["type": "string", "pattern": "^urn:plumbline:problem:"], "title": text,
          "status": ["type": "integer"], "detail": text,
          "problems": [
            "type": "array",
            "items": object(["path", "message"], ["path": ["type": "string"], "message": text]),
          ], "refusal": ["description": "The stops that are true in what could be read."],
        ])),
  ]
}
