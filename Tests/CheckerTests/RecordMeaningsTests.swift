import Testing

@testable import PlumblineChecker

/// What is found of some facts that are added to the clinic.
private func found(_ facts: String, of kind: FindingKind = RecordMeanings.differs) throws -> Int {
  var clinic = KneeClinic.clean
  clinic.files["clinic-facts/pack.lua", default: ""] += "\n\(facts)\n"
  return try clinic.findings().count { $0.kind == kind }
}

private func smoker(_ display: String, _ value: String) -> String {
  """
  fact "person.smokes" {
    type = "boolean", label = "Smokes", question = "Does the patient smoke?",
    fhir = { max_age = 30, values = { { system = "urn:clinic", code = "a", display = "\(display)", value = \(value), confirmed = true } } },
  }
  """
}

@Test(arguments: [
  ("Never smoker", "true"), ("No", "true"), ("Absent", "true"), ("Not detected", "true"), ("Yes", "false"),
  ("Present", "false"),
])
func `an answer that says the opposite of its value is found`(_ display: String, _ value: String) throws {
  #expect(try found(smoker(display, value)) == 1)
}

@Test(arguments: [
  ("Current smoker", "true"), ("Never smoker", "false"), ("Yes", "true"), ("Ex-smoker", "false"),
  ("Smoker, not otherwise specified", "true"),
])
func `an answer that says its value is left alone`(_ display: String, _ value: String) throws {
  #expect(try found(smoker(display, value)) == 0)
}

private func diabetes(
  _ value: String, label: String = "type 1 diabetes", display: String = "Type 2 diabetes mellitus"
)
  -> String
{
  """
  fact "person.conditions" {
    type = "set", label = "Conditions", question = "Which of these?", codes = { "type-1-diabetes", "type-2-diabetes", "other" },
    labels = { ["type-1-diabetes"] = "\(label)" },
    fhir = { max_age = "lasting", condition = {
      { system = "urn:clinic", code = "b", display = "\(display)", value = "\(value)", confirmed = true } } },
  }
  """
}

@Test func `a diagnosis that is mapped to the code of another one is found`() throws {
  #expect(try found(diabetes("type-1-diabetes")) == 1)
  #expect(try found(diabetes("type-2-diabetes")) == 0)
  #expect(try found(diabetes("type-1-diabetes", display: "Other diabetes, juvenile")) == 0)
}

@Test func `a label that names another code is found`() throws {
  #expect(try found(diabetes("type-2-diabetes", label: "type 2 diabetes")) == 1)
}

private func haemoglobin(
  _ display: String, unit: String = "g/L", question: String = "What is the haemoglobin?"
) -> String {
  """
  fact "lab.haemoglobin" {
    type = "integer", range = { 30, 220 }, unit = "\(unit)", label = "Haemoglobin", question = "\(question)",
    fhir = { max_age = 30, observation = { { system = "urn:clinic", code = "c", display = "\(display)", confirmed = true } } },
  }
  """
}

@Test(arguments: [
  ("Creatinine [Mass/volume] in Serum or Plasma", 1), ("Hemoglobin [Moles/volume] in Blood", 1),
  ("Hemoglobin A1c/Hemoglobin.total in Blood", 1), ("Hemoglobin [Mass/volume] in Blood", 0),
  ("Haemoglobin", 0), ("A panel", 0),
])
func `an observation of another measurement is found`(_ display: String, _ count: Int) throws {
  #expect(try found(haemoglobin(display)) == count)
}

@Test func `a question about another measurement than the label's is found`() throws {
  #expect(try found(haemoglobin("A panel", question: "What is the potassium?")) == 1)
}

private func mass(_ unit: String, _ from: String, _ times: String, plus: String = "") -> String {
  """
  fact "lab.value" {
    type = "decimal", range = { 0, 1000 }, step = 0.1, unit = "\(unit)", label = "Value", question = "Which value?",
    converts = { { from = "\(from)", times = \(times),\(plus) because = "the units say so" } },
  }
  """
}

@Test(arguments: [
  ("g", "mg", "1000"), ("mm[Hg]", "kPa", "0.133"), ("kg", "[lb_av]", "2.2046"), ("g/L", "g/dL", "0.1"),
  ("umol/L", "mmol/L", "0.001"), ("wk", "mo", "0.23"), ("mL/min", "mL/s", "0.0167"), ("m", "[in_i]", "39.37"),
])
func `a factor that the units contradict is found`(_ unit: String, _ from: String, _ times: String) throws {
  #expect(try found(mass(unit, from, times), of: Conversions.wrong) == 1)
}

@Test(arguments: [
  ("g", "mg", "0.001"), ("mm[Hg]", "kPa", "7.5"), ("mm[Hg]", "mmHg", "1"), ("kg", "[lb_av]", "0.45359237"),
  ("g/L", "g/dL", "10"), ("wk", "a", "52"), ("mo", "a", "12"), ("mL/min/{1.73_m2}", "mL/s/{1.73_m2}", "60"),
  // The substance decides, and not the units.
  ("mmol/L", "mg/dL", "0.0555"), ("mg/mmol", "mg/g", "0.113"), ("mmol/L", "meq/L", "1"),
  ("mmol/mol", "%", "10.93"),
  ("[arb'U]/mL", "U/mL", "3"),
])
func `a factor that fits, or that the units do not settle, is left alone`(
  _ unit: String, _ from: String, _ times: String
) throws {
  #expect(try found(mass(unit, from, times), of: Conversions.wrong) == 0)
}

@Test func `a temperature is not compared, since its units begin at different points`() throws {
  #expect(try found(mass("Cel", "[degF]", "0.5556", plus: " plus = -17.78,"), of: Conversions.wrong) == 0)
}
