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
  /// The fields that differ only in words and figures.
  public var words: [String]

  /// Whether no answer can depend on the change.
  public var isWordsOnly: Bool { acting.isEmpty }

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
      case (let before?, nil):
        return .init(
          key: key, how: .removed, before: before.place, after: nil,
          acting: before.fields.filter(\.isActing).map(\.name),
          words: before.fields.filter { !$0.isActing }.map(\.name))
      case (nil, let after?):
        return .init(
          key: key, how: .added, before: nil, after: after.place,
          acting: after.fields.filter(\.isActing).map(\.name),
          words: after.fields.filter { !$0.isActing }.map(\.name))
      case (let before?, let after?):
        let differing = zip(before.fields, after.fields).filter { $0.value != $1.value }.map(\.0)
        if differing.isEmpty { return nil }
        return .init(
          key: key, how: .changed, before: before.place, after: after.place,
          acting: differing.filter(\.isActing).map(\.name),
          words: differing.filter { !$0.isActing }.map(\.name))
      case (nil, nil): return nil
      }
    }
  }
}
