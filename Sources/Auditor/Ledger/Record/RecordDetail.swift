internal import PlumblineJSON

/// What table `detail` repeats of an answer's payload beside the columns of its record, so that an auditor's questions open no payload.
///
/// The facts are the exception to what stands in clear: they are sealed with the record's own key.
public struct RecordDetail: Sendable, Hashable {
  /// The day for which it was answered: `2026-11-20`.
  public var asOf: String?
  public var purpose: String?
  /// The packs that decided, each once: `red-flags@2.0.0`.
  public var packs: [String] = []
  /// The absent facts that could still have changed the answer.
  public var missing: [String] = []
  /// The evidence of the primary pairing's claims whose rating was recalled, and not confirmed at its source.
  public var recalled: [String] = []
  /// The facts of the profile.
  var facts = RecordedFacts()

  static let names = ["as_of", "purpose", "packs", "missing", "recalled"]

  /// The values in clear, in the order of ``names``.
  var texts: [String?] {
    [asOf, purpose] + [packs, missing, recalled].map { $0.joined(separator: " ") }
  }

  /// The details of a payload; nil for one that is not an answer's.
  init?(_ payload: JSONValue, _ kind: RecordKind) {
    guard kind.isAnswer else { return nil }
    asOf = payload["as_of"]?.stringValue
    purpose = payload["purpose"]?.stringValue
    facts = RecordedFacts(payload["profile"] ?? .null)
    guard let answers = payload["decision"]?.answersOfGuidelines else { return }
    packs = Self.once(
      answers.flatMap { $0["guideline"]?["packs"]?.arrayValue ?? [] }.compactMap { pack in
        guard let id = pack["id"]?.stringValue, let version = pack["version"]?.stringValue else { return nil }
        return "\(id)@\(version)"
      })
    missing = Self.once(
      answers.flatMap { $0["missing"]?.arrayValue ?? [] }.compactMap { $0["fact"]?.stringValue })
    let primaries = answers.flatMap { $0["recommendations"]?.arrayValue ?? [] }
      .filter { $0["role"]?.stringValue == "primary" }
    recalled = Self.once(
      primaries.flatMap { $0["claims"]?.arrayValue ?? [] }
        .filter { $0["rating_confirmed"] == .bool(false) }.compactMap { $0["evidence"]?.stringValue })
  }

  /// Reads the values in clear; facts stay unread.
  init(_ texts: [String?]) {
    (asOf, purpose) = (texts[0], texts[1])
    (packs, missing, recalled) = (
      ColumnWords.words(texts[2]), ColumnWords.words(texts[3]), ColumnWords.words(texts[4])
    )
  }

  private static func once(_ words: [String]) -> [String] { Set(words).sorted() }
}
