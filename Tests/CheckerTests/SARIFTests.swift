import PlumblineJSON
import PlumblineTestSupport
import Testing

@testable import PlumblineChecker

/// The report for code hosts, checked against the parts of the SARIF 2.1.0 schema that it uses.
struct SARIFTests {
  private func log(_ example: FindingKind.Example) -> JSONValue {
    Frame.check(example).sarif(version: "0.1.0")
  }

  /// What the schema's `required`, `enum`, `minimum` and `additionalProperties: false` demand of what is written.
  private let allowed: [String: (required: Set<String>, optional: Set<String>)] = [
    "log": (["version", "runs"], ["$schema"]),
    "run": (["tool"], ["invocations", "columnKind", "results"]),
    "tool": (["driver"], []),
    "driver": (["name"], ["semanticVersion", "rules"]),
    "rule": (
      ["id"],
      ["shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration", "properties"]
    ),
    "result": (
      ["message"],
      ["ruleId", "ruleIndex", "level", "locations", "relatedLocations", "fixes", "suppressions"]
    ),
    "location": ([], ["physicalLocation", "message"]),
    "physical": (["artifactLocation"], ["region"]),
    "artifact": ([], ["uri"]),
    "region": ([], ["startLine", "startColumn", "endLine", "endColumn"]),
    "fix": (["artifactChanges"], ["description"]),
    "change": (["artifactLocation", "replacements"], []),
    "replacement": (["deletedRegion"], ["insertedContent"]),
    "invocation": (["executionSuccessful"], ["toolExecutionNotifications"]),
    "text": (["text"], ["markdown"]),
  ]

  private func members(_ value: JSONValue?, _ what: String) -> [String: JSONValue] {
    guard case .object(let members)? = value, let shape = allowed[what] else {
      Issue.record("\(what) is not an object")
      return [:]
    }
    let keys = Set(members.map(\.key))
    #expect(shape.required.isSubset(of: keys), "\(what) lacks \(shape.required.subtracting(keys))")
    #expect(keys.isSubset(of: shape.required.union(shape.optional)), "\(what) has \(keys)")
    return Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  private func items(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let items)? = value { items } else { [] }
  }

  private func number(_ value: JSONValue?) -> Int? {
    if case .number(let number)? = value { Int(number.description) } else { nil }
  }

  private func checkLocation(_ value: JSONValue?) {
    let location = members(value, "location")
    let physical = members(location["physicalLocation"], "physical")
    let uri = members(physical["artifactLocation"], "artifact")["uri"]
    #expect(uri == "example/example.lua")
    let region = members(physical["region"], "region")
    #expect((number(region["startLine"]) ?? 0) >= 1)
    #expect((number(region["startColumn"]) ?? 0) >= 1)
  }

  @Test(arguments: [
    "condition-never-holds", "combination-of-one", "unknown-fact", "value-twice", "clause-duplicate",
  ])
  func `a log has the schema's shape, and each result points at its rule`(code: String) throws {
    let kind = try #require(Checks.kind(code))
    let log = members(log(kind.mistake), "log")
    #expect(log["version"] == "2.1.0")
    let run = members(items(log["runs"]).first, "run")
    #expect(run["columnKind"] == "unicodeCodePoints")
    let invocation = members(items(run["invocations"]).first, "invocation")
    #expect(invocation["executionSuccessful"] == .bool(!LoadProblems.kinds.contains(kind)))
    let driver = members(members(run["tool"], "tool")["driver"], "driver")
    let rules = items(driver["rules"]).map { members($0, "rule") }
    #expect(rules.count == Checks.kinds.count)
    for rule in rules {
      for field in ["shortDescription", "fullDescription", "help"] {
        #expect(!members(rule[field], "text").isEmpty)
      }
      guard case .string(let uri)? = rule["helpUri"] else {
        Issue.record("a rule has no helpUri")
        continue
      }
      #expect(uri.hasPrefix("urn:plumbline:finding:"))
    }
    let results = items(run["results"]).map { members($0, "result") }.filter {
      $0["ruleId"] != "rule-without-test"
    }
    #expect(results.count == 1)
    for result in results {
      let index = try #require(number(result["ruleIndex"]))
      #expect(result["ruleId"] == rules[index]["id"])
      #expect(result["ruleId"] == .string(code))
      #expect(["error", "warning", "note"].contains(result["level"]))
      for location in items(result["locations"]) { checkLocation(location) }
      for location in items(result["relatedLocations"]) { checkLocation(location) }
      for fix in items(result["fixes"]) {
        for change in items(members(fix, "fix")["artifactChanges"]) {
          for replacement in items(members(change, "change")["replacements"]) {
            let parts = members(replacement, "replacement")
            let region = members(parts["deletedRegion"], "region")
            let start = (number(region["startLine"]) ?? 0, number(region["startColumn"]) ?? 0)
            #expect((number(region["endLine"]) ?? 0, number(region["endColumn"]) ?? 0) > start)
            #expect(members(parts["insertedContent"], "text")["text"] != nil)
          }
        }
      }
    }
  }

  @Test func `columns are counted in code points, not in bytes`() {
    let text = Examples.rule("all { work.status :is \"employed\" }").replacing(
      "  when ", with: "  --[[äöü]] when ")
    let log = members(log(.init(text)), "log")
    let results = items(members(items(log["runs"]).first, "run")["results"]).map { members($0, "result") }
    let result = results.first { $0["ruleId"] != "rule-without-test" } ?? [:]
    let location = members(items(result["locations"]).first, "location")
    let region = members(members(location["physicalLocation"], "physical")["region"], "region")
    #expect(number(region["startColumn"]) == 13)
  }
}
