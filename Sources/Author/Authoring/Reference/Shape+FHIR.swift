internal import PlumblineGuideline

extension Shape {
  static let fhir = Shape(
    "fhir", "How a fact is read from FHIR R4. Nothing that decides.",
    .optional(
      "max_age", "integer|\"visit\"|\"lasting\"",
      "days that a value counts; \"visit\": only on its own day; \"lasting\": it stays true"),
    .optional("patient", "\"age\"", "it is the Patient's age in whole years"),
    .optional("observation", "plumbline.fhir_code[]", "Observations that hold its value"),
    .optional("condition", "plumbline.fhir_code[]", "active Conditions, and the value that each means"),
    .optional(
      "procedure", "plumbline.fhir_code[]", "Procedures that were done, and the value that each means"),
    .optional("device", "plumbline.fhir_code[]", "kinds of Devices in use, and the value that each means"),
    .optional(
      "consent", "plumbline.fhir_code[]", "what Consents in force permit, and the value that each means"),
    .optional("values", "plumbline.fhir_code[]", "codes of answers, and the value that each means"),
    .optional("question", "plumbline.fhir_question[]", "questions of other questionnaires"),
    .optional("onset_of", "plumbline.Fact", "weeks since the onset of the Conditions of that fact"),
    .optional("performed_of", "plumbline.Fact", "weeks since the Procedures of that fact"),
    .optional("unordered", "true", "two that differ conflict, whichever is later"),
    .optional("ongoing", "true", "a period that has not ended is about the present"),
    .optional("by_clinician", "true", "a no counts only from a clinician"))

  static let fhirCode = Shape(
    "fhir_code", "A code of a terminology, and what it means here.",
    .required("system", "string", "\"LOINC\", or the system's URI"),
    .required("code", "string", "\"44261-6\"; \"S32.0-\" for every code that begins so"),
    .required("display", "string", "what the code means there"),
    .required("confirmed", "boolean", "whether code and meaning were seen together at a source"),
    .optional("value", "any", "the value that it means; of a boolean, true if left out"),
    .optional("asks", "true", "it raises the question and answers nothing"),
    .optional("bare_above", "number", "without a unit, a number counts only above this"),
    .note)

  static let fhirQuestion = Shape(
    "fhir_question", "A question of another questionnaire that asks for the fact.",
    .required("questionnaire", "string", "its canonical URL"),
    .required("item", "string", "the question's `linkId`"))

  static let fhirForm = Shape(
    "fhir_form", "How the answers to a questionnaire are read from FHIR R4.",
    .optional("panel", "plumbline.fhir_code[]", "Observations that hold its items"),
    .optional("questionnaire", "string[]", "canonical URLs of Questionnaires that ask it"),
    .optional("items", "string[]", "the code of each item"),
    .optional("item_system", "string", "the system of these codes; left out: LOINC"),
    .optional("items_confirmed", "true", "that the codes were seen with their items at a source"),
    .optional("answers", "plumbline.fhir_code[]", "codes of answers, each with its number"))
}
