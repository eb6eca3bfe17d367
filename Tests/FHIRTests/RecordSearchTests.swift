import PlumblineFHIR
import PlumblineGuideline
import Testing

/// The searches that find what a vocabulary reads.
struct RecordSearchTests {
  private let searches = RecordSearch.all(for: Chart.vocabulary)

  @Test func `every code of an Observation and a Procedure is searched for, once`() throws {
    for (name, type, codes) in [
      (
        "observations", "Observation",
        Chart.vocabulary.givenFacts.flatMap { Chart.vocabulary[$0].fhir?.observations ?? [] }
      ),
      (
        "procedures", "Procedure",
        Chart.vocabulary.givenFacts.flatMap { Chart.vocabulary[$0].fhir?.procedures ?? [] }
      ),
    ] {
      let search = try #require(searches.first { $0.name == name })
      #expect(search.type == type)
      let tokens = search.criteria.dropFirst("code=".count).split(separator: ",").map(String.init)
      #expect(Set(tokens).count == tokens.count)
      #expect(!codes.isEmpty)
      for code in codes { #expect(tokens.contains("\(code.system)|\(code.code)")) }
    }
  }

  @Test func `items of questionnaires, and codes of the packs' own, are searched for`() throws {
    let criteria = try #require(searches.first { $0.name == "observations" }).criteria
    for token in ["http://loinc.org|44250-9", "urn:plumbline:fact|", "urn:plumbline:item|"] {
      #expect(criteria.contains(token), "\(token)")
    }
  }

  @Test func `Conditions are searched for by status, since families of codes cannot be`() {
    #expect(
      searches.first { $0.name == "conditions" }?.criteria == "clinical-status=active,recurrence,relapse")
  }

  @Test func `a vocabulary without a mapping is searched for by its own codes alone`() {
    let searches = RecordSearch.all(for: Vocabulary(facts: [], constraints: [], instruments: [:]))
    #expect(searches.map(\.name) == ["goals", "observations", "responses"])
    #expect(
      searches.first { $0.name == "observations" }?.criteria == "code=urn:plumbline:fact|,urn:plumbline:item|"
    )
  }
}
