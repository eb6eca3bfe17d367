internal import PlumblineGuideline

extension Shape {
  static let option = Shape(
    "option", "A treatment that every recommendation shows beside the others, matched or not.",
    .title,
    .optional(
      "pairings", "plumbline.Pairing[]",
      "the pairings that amount to it; left out: it is named, and nothing is claimed"),
    .optional("evidence", "plumbline.Evidence[]", "the evidence for it, in the order in which it is shown"),
    .optional("tempered_by", "plumbline.Evidence[]", "evidence that tempers or contradicts it"),
    .optional("burden", "string", "what it asks of the patient, as a source states it"),
    .required("for_patient", "string", "the same in plain words, as sentences"),
    .optional("note", "string", "what else a reader must know: why nothing is claimed"), .sources)
}
