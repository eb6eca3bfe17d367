/// A table of the pack language: its fields, and the meaning of each.
///
/// The tests compare every shape with what loading accepts, so that an editor offers exactly what a pack may say.
public struct Shape: Sendable, Hashable {
  public struct Field: Sendable, Hashable {
    public var name: String
    /// In the notation of the Lua language server: `string`, `plumbline.Condition[]`.
    public var type: String
    public var isOptional: Bool
    /// Its meaning, as a sentence without a period.
    public var says: String
  }

  /// The declaration's word, or the name of a table within one.
  public var name: String
  /// Its meaning, as a sentence.
  public var says: String
  public var fields: [Field]

  init(_ name: String, _ says: String, _ fields: Field...) {
    self.name = name
    self.says = says
    self.fields = fields
  }

  init(_ name: String, _ says: String, fields: [Field]) {
    self.name = name
    self.says = says
    self.fields = fields
  }

  /// Every declaration, in the order of the reference.
  public static let declarations: [Shape] = [
    pack, domain, fact, constraint, instrument, source, evidence, pairing, option, stop, `defer`, exclude,
    needData,
    rule,
    otherwise, adviseAgainst, doNotOffer, passOver, conflict, adapt, site, property, test,
    catalogue,
  ]

  /// The tables inside declarations.
  public static let tables: [Shape] = [
    uses, contacts, goal, stage, outcome, timepoint, conversion, from, coding, fhir, fhirCode, fhirQuestion,
    fhirForm,
    measurementError, score, effect, criterion, question, caution,
    contraindication, action, statement, claim,
    knowingMore, testCase, expectation, script,
  ]
}

extension Shape.Field {
  static func required(_ name: String, _ type: String, _ says: String) -> Self {
    Self(name: name, type: type, isOptional: false, says: says)
  }

  static func optional(_ name: String, _ type: String, _ says: String) -> Self {
    Self(name: name, type: type, isOptional: true, says: says)
  }

  static let title = required("title", "string", "a short title")
  static let when = required("when", "plumbline.Condition", "the patients")
  static let because = required(
    "because", "string", "why, for the clinician; `{fear.tsk_17}` is replaced by the patient's value")
  static let sources = optional("sources", "plumbline.Source[]", "its sources")
  static let note = optional("note", "string", "for the next author")
}

extension Shape {
  /// The values of an enumeration, as a type: `"strong"|"conditional"`.
  static func choice<T: RawRepresentable & CaseIterable>(_: T.Type) -> String where T.RawValue == String {
    T.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: "|")
  }
}
