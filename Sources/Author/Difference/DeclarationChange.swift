internal import PlumblineEngine
public import PlumblineGuideline

/// A declaration that differs between two guidelines, whatever its place and order.
public struct DeclarationChange: Sendable, Hashable {
  public enum How: String, Sendable, CaseIterable { case added, removed, changed }

  public var key: DeclarationKey
  public var how: How
  /// The place of the declaration; nil if it does not exist there.
  public var before: Place?
  public var after: Place?
  /// The names of the fields that differ and on which an answer can depend.
  public var acting: [String]
  /// The names of the fields that differ and decide as which values a profile or a FHIR record is read.
  public var reading: [String]
  /// The fields that differ only in words and figures.
  public var words: [String]

  /// Whether no answer can depend on the change.
  public var isWordsOnly: Bool { acting.isEmpty && reading.isEmpty }

  /// The pack that declares it now, else the one that declared it.
  public var pack: String { (after ?? before)?.pack ?? "" }

  /// Returns every declaration that differs, by kind and name.
  public static func between(_ judges: Judges) -> [DeclarationChange] {
    let aligned = judges.aligned
    let old = DeclarationList(aligned.old, judges.old.guideline, aligned.oldPlaces, aligned.vocabulary)
      .entries
    let new = DeclarationList(aligned.new, judges.new.guideline, aligned.newPlaces, aligned.vocabulary)
      .entries
    return Set(old.keys).union(new.keys).sorted().compactMap { key in
      switch (old[key], new[key]) {
      case (let before?, nil): .init(key, .removed, before.place, nil, before.fields)
      case (nil, let after?): .init(key, .added, nil, after.place, after.fields)
      case (let before?, let after?):
        .init(
          key, .changed, before.place, after.place,
          zip(before.fields, after.fields).filter { $0.value != $1.value }.map(\.0))
      case (nil, nil): nil
      }
    }
  }

  /// Creates a change from the fields that differ; nil if there is none.
  private init?(
    _ key: DeclarationKey, _ how: How, _ before: Place?, _ after: Place?, _ fields: [DeclarationList.Field]
  ) {
    if fields.isEmpty { return nil }
    func names(_ role: DeclarationList.Field.Role) -> [String] {
      fields.filter { $0.role == role }.map(\.name)
    }
    (self.key, self.how, self.before, self.after) = (key, how, before, after)
    (acting, reading, words) = (names(.acting), names(.reading), names(.words))
  }
}
