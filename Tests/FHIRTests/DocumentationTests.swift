import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The table of Documentation/FHIR.md, worked out from the packs.
struct DocumentationTests {
  static var rows: [String] {
    Chart.vocabulary.givenFacts.map { index in
      let fact = Chart.vocabulary[index]
      var codes: [String] = []
      func add(_ what: String, _ list: [FHIRMapping.Code]) {
        codes += list.map { code in
          let value: String =
            switch code.value {
            case .code(let value)?: " → \(value)"
            case .number(let value)?: " → \(value)"
            default: ""
            }
          let mark = code.asks ? " (asks)" : code.confirmed ? "" : " †"
          return "\(what) \(CodeSystem.name(code.system)) \(code.code)\(value)\(mark)"
        }
      }
      let mapping = fact.fhir
      if mapping?.isAge ?? false { codes.append("Patient.birthDate") }
      add("Observation", mapping?.observations ?? [])
      add("Condition", mapping?.conditions ?? [])
      add("Procedure", mapping?.procedures ?? [])
      add("Device", mapping?.devices ?? [])
      add("Consent", mapping?.consents ?? [])
      add("answer", mapping?.values ?? [])
      if let of = mapping?.onsetOf { codes.append("onset of the Condition of `\(of)`") }
      if let of = mapping?.performedOf { codes.append("date of the Procedure of `\(of)`") }
      for instrument in Chart.vocabulary.instruments.values.sorted(by: { $0.name < $1.name }) {
        for scale in instrument.scales where scale.fact == index && !(instrument.fhir?.items.isEmpty ?? true)
        {
          let items = scale.items.compactMap { instrument.fhir?.items[$0 - 1].code }
          codes.append("items LOINC \(items.joined(separator: ", "))")
        }
      }
      let age: String =
        switch mapping?.maxAge {
        case .days(let days): "\(days) days"
        case .visit, nil: fact.canChange || mapping?.maxAge != nil ? "the day" : "lasts"
        case .lasting: "lasts"
        }
      return "| `\(fact.name)` | \(codes.joined(separator: "; ")) | \(age) |"
    }
  }

  @Test func `the table has every fact with its codes and its age, as the packs have them`() throws {
    let page = Command.contents("\(Shipped.root)/Documentation/FHIR.md")
    let missing = Self.rows.filter { !page.contains($0) }
    #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
  }
}
