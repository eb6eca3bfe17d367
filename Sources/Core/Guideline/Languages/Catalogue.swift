internal import PlumblineCryptography

/// A pack's words in another language: a view, which no decision and no digest of a guideline depends on.
///
/// A sentence is found by its text in the pack. A text that has changed since is therefore not translated, and stands as it is.
public struct Catalogue: Sendable {
  /// A translation, and its line.
  public struct Entry: Sendable, Hashable {
    public var text: String
    public var place: Place
  }

  /// The clinician who answers for the translation.
  public struct Review: Sendable, Hashable {
    public var by: String
    public var on: Day
    /// Whether the sentences are still those that were read.
    public var isCurrent: Bool
  }

  /// BCP 47: `nl`.
  public let language: String
  /// The pack's id.
  public let pack: String
  public let translator: String
  /// Nil until a named clinician signs.
  public let review: Review?
  /// By the text in the pack.
  public let entries: [String: Entry]
  /// `sha256:…` over the file's bytes.
  public let digest: String
  /// The pin of its sentences, which a review must name.
  public let pin: String
  public let place: Place

  public var isReviewed: Bool { review?.isCurrent ?? false }

  init(
    language: String, pack: String, translator: String, signed: (by: String, on: Day, pin: String)?,
    entries: [String: Entry], text: [UInt8], place: Place
  ) {
    self.language = language
    self.pack = pack
    self.translator = translator
    self.entries = entries
    self.place = place
    digest = "sha256:" + Hex.encode(SHA256.hash(text))
    let pin = Self.pin(of: entries)
    self.pin = pin
    review = signed.map { Review(by: $0.by, on: $0.on, isCurrent: $0.pin == pin) }
  }

  /// The digest of several catalogues together.
  package static func digest(of catalogues: [Catalogue]) -> String {
    let lines = catalogues.map { "\($0.place.file) \($0.digest)\n" }.sorted()
    return "sha256:" + Hex.encode(SHA256.hash(Array(lines.joined().utf8)))
  }

  /// 16 hex digits that change with every sentence and every translation: what a clinician has read.
  private static func pin(of entries: [String: Entry]) -> String {
    var hash = SHA256()
    for (source, entry) in entries.sorted(by: { $0.key < $1.key }) {
      for text in [source, entry.text] { hash.update(Array("\(text.utf8.count):\(text)".utf8)) }
    }
    return Hex.encode(Array(hash.finalize().prefix(8)))
  }
}
