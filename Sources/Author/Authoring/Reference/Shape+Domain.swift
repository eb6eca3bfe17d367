extension Shape {
  static let domain = Shape(
    "domain", "The field of care; declared by the pack that holds its safety stops.",
    .title,
    .optional("base", "string", "the part that every pairing begins with: `exercise`"),
    .optional(
      "parts", "string[]", "the parts that follow the base in names, in this order; the rest by alphabet"),
    .optional(
      "stages", "(string|plumbline.stage)[]", "the stages after the stops, in the order of evaluation"),
    .optional("outcomes", "(string|plumbline.outcome)[]", "what evidence measures"),
    .optional("reassess", "string[]", "when a patient is looked at again: `6 weeks`"),
    .optional("options", "string[]", "the order in which options are shown"),
    .optional("timepoints", "plumbline.timepoint[]", "when it is measured, from the earliest to the latest"),
    .optional("flags", "string", "the group of facts each of which must stop by itself: `red_flags`"),
    .optional("may_ask", "string[]", "the stops of the pack that may have `if_unknown = \"ask\"`"),
    .optional(
      "order", "string[]",
      "groups of facts in the order in which they are asked; a fact before its group comes first in it"),
    .optional(
      "contacts", "string[]",
      "whom a page for the patient says how to reach: `emergency`, `suicide_line`, `team`; all if left out"),
    .optional("goal", "plumbline.goal", "the fact that holds the patient's goal, and what answers it"),
    .optional("disclaimer", "string", "what every recommendation says of itself"))

  static let goal = Shape(
    "goal", "The fact that holds the patient's goal; else the vocabulary marks it with `goal_outcomes`.",
    .required("fact", "string", "its name: `goal.primary`"),
    .required("outcomes", "table<string, plumbline.Outcome>", "the outcome that answers each code"))

  static let stage = Shape(
    "stage", "A stage of gates.", .required("name", "string", "as gates name it"),
    .optional("label", "string", "in words"))

  static let outcome = Shape(
    "outcome", "An outcome, and how a sentence promises it.",
    .required("name", "string", "as evidence names it"), .optional("label", "string", "in words"),
    .optional("for_patient", "string", "in plain words, as what can get better"),
    .optional("improved", "string[]", "what gets better: `function|functioning`"),
    .optional("eased", "string[]", "what gets less: `disability`"),
    .optional(
      "phrases", "string[]", "whole phrases: `sooner|earlier back to work`; `~2` stands for up to two words"))

  static let timepoint = Shape(
    "timepoint", "A time of measurement, counted from the end of treatment.",
    .required("name", "string", "as evidence names it"), .required("label", "string", "in words"),
    .optional("for_patient", "string", "in plain words: `some months after`"),
    .required("from", "integer", "its first month"))
}
