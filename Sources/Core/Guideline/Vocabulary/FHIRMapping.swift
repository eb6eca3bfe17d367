public import PlumblineJSON

/// How a fact is read from FHIR R4: which codes stand for it in which resources, and how old a value may be.
///
/// Data of the vocabulary, and no part of what decides: it only says where a profile's values may come from.
public struct FHIRMapping: Sendable, Hashable {
  /// How old a value may be on the day of the answer.
  public enum MaxAge: Sendable, Hashable {
    case days(Int)
    /// It counts only if it was given on the day of the answer.
    case visit
    /// It stays true.
    case lasting

    /// "a value counts for 30 days".
    package var words: String {
      switch self {
      case .days(let days): "a value counts for \(days) days"
      case .visit: "a value counts only on its own day"
      case .lasting: "a value stays true"
      }
    }
  }

  /// A code that stands for the fact, or for one of its values.
  public struct Code: Sendable, Hashable {
    /// The URI of the code system.
    public var system: String
    /// A code; `S32.0-` stands for every code that begins with `S32.0`.
    public var code: String
    public var display: String
    /// Whether code and meaning were seen together at a source.
    public var confirmed: Bool
    /// The value that the code means; nil where the resource holds the value.
    public var value: FactValue?
    /// Whether it raises the question and answers nothing.
    public var asks = false
    /// A number without a unit counts only above this: up to it, it could be on another scale.
    public var bareAbove: ExactNumber?

    public init(system: String, code: String, display: String, confirmed: Bool) {
      (self.system, self.code, self.display, self.confirmed) = (system, code, display, confirmed)
    }
  }

  /// nil: no limit is declared.
  public var maxAge: MaxAge?
  /// Whether it is the age of the Patient in whole years.
  public var isAge = false
  public var observations: [Code] = []
  public var conditions: [Code] = []
  public var procedures: [Code] = []
  /// Kinds of Devices that the patient has.
  public var devices: [Code] = []
  /// What Consents in force permit: their categories, and whom or what for they name.
  public var consents: [Code] = []
  /// Codes of answers: `LA6568-5` is 0.
  public var values: [Code] = []
  /// Questions of a questionnaire by its canonical URL and the item's `linkId`.
  public var questions: [Question] = []
  /// The fact whose Conditions' onset it counts from, in whole weeks, by its declared name.
  public var onsetOf: String?
  /// The fact whose Procedures it counts from, in whole weeks, by its declared name.
  public var performedOf: String?
  /// Whether two that differ conflict, whichever is later.
  public var isUnordered = false
  /// Whether a period that has not ended is about the present.
  public var isOngoing = false
  /// Whether a no counts only from a clinician.
  public var isClinicians = false

  public struct Question: Sendable, Hashable {
    public var questionnaire: String
    public var item: String
  }

  /// Every code in it.
  public var codes: [Code] { observations + conditions + procedures + devices + consents + values }
}

extension Fact {
  /// How old a value may be on the day of the answer: as its pack says; else what changes counts only on its own day.
  package var maxAge: FHIRMapping.MaxAge { fhir?.maxAge ?? (canChange ? .visit : .lasting) }
}

/// How the answers to a questionnaire are read from FHIR R4.
public struct InstrumentMapping: Sendable, Hashable {
  /// Codes of the Observation that holds its items.
  public var panels: [FHIRMapping.Code] = []
  /// Canonical URLs of Questionnaires that ask it.
  public var questionnaires: [String] = []
  /// The code of each item, item 1 first; empty if none is known.
  public var items: [FHIRMapping.Code] = []
  /// Codes of answers, each with its number.
  public var answers: [FHIRMapping.Code] = []
}

/// Code systems by the short names that packs use.
///
/// Source: HL7 FHIR R4, Using Code Systems: <https://hl7.org/fhir/R4/terminologies-systems.html>
public enum CodeSystem {
  /// The facts of the vocabulary, by their names; `goal.primary#function` is a value.
  public static let facts = "urn:plumbline:fact"
  /// The items of its questionnaires: `tsk_17/4`.
  public static let items = "urn:plumbline:item"

  package static let names: [String: String] = [
    "LOINC": "http://loinc.org", "SNOMED CT": "http://snomed.info/sct",
    "ICD-10-CM": "http://hl7.org/fhir/sid/icd-10-cm", "ICD-10": "http://hl7.org/fhir/sid/icd-10",
    "CPT": "http://www.ama-assn.org/go/cpt", "RxNorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "v3-ObservationValue": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
  ]

  /// Returns the URI that a pack means: by its short name, or the URI itself; nil for anything else.
  package static func uri(_ text: String) -> String? {
    names[text] ?? (text.contains(":") && !text.contains(" ") ? text : nil)
  }

  /// Returns the short name of a system, or its URI.
  public static func name(_ uri: String) -> String { names.first { $0.value == uri }?.key ?? uri }
}
