import PlumblineFHIR
import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport
import Testing

/// Guidelines as PlanDefinitions: all that decides is named, and nothing is in them that could be run.
struct PlanTests {
  private static let guidelines = Result { try GuidelineLoader.guidelines(Shipped.folders()) }

  private func resources(_ type: String) throws -> [JSONValue] {
    (Plans(try Self.guidelines.get()).bundle["entry"]?.arrayValue ?? []).compactMap { $0["resource"] }.filter
    {
      $0["resourceType"]?.stringValue == type
    }
  }

  @Test func `each stop, gate, veto and rule is an action, stops first`() throws {
    let guideline = try Self.guidelines.get().members[0].guideline
    let plan = try #require(try resources("PlanDefinition").first)
    let codes = (plan["action"]?.arrayValue ?? []).compactMap {
      $0["code"]?[0]?["coding"]?[0]?["code"]?.stringValue
    }
    #expect(
      codes == guideline.stops.map(\.id) + guideline.gates.map(\.id) + guideline.vetoes.map(\.id)
        + (guideline.rules + [guideline.otherwise].compactMap { $0 }).map(\.id))
    #expect(plan["action"]?[0]?["priority"]?.stringValue == "stat")
  }

  @Test func `a condition is named by its place, and is not translated`() throws {
    let plan = try #require(try resources("PlanDefinition").first)
    let expression = plan["action"]?[0]?["condition"]?[0]?["expression"]
    #expect(
      expression?["description"]?.stringValue?.wholeMatch(
        of: /red-flags\/stops\.lua:\d+, on red_flags\.cauda_equina/) != nil)
    #expect(expression?["expression"] == nil)
  }

  @Test func `each pack is a Library by its digest, and the plan names its version`() throws {
    let packs = try Self.guidelines.get().packs
    let libraries = try resources("Library")
    #expect(libraries.compactMap { $0["identifier"]?[0]?["value"]?.stringValue } == packs.map(\.digest))
    let named = try resources("PlanDefinition")[0]["library"]?.arrayValue?.compactMap(\.stringValue) ?? []
    #expect(Set(named) == Set(packs.map { "urn:plumbline:pack:\($0.id)|\($0.version)" }))
  }
}
