internal import PlumblineEngine
public import PlumblineGuideline

/// The necessary step of a pack's version, least first.
public enum VersionChange: String, Sendable, Comparable, CaseIterable {
  /// No declaration changed.
  case none
  /// Words and figures.
  case patch
  /// An answer where there was none, or a change beside an answer.
  case minor
  /// Another answer for a patient who had one.
  case major

  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// The version that a pack's changes need, and the one that it has.
public struct VersionVerdict: Sendable, Hashable {
  public var pack: String
  public var before: Version
  public var after: Version
  public var change: VersionChange
  /// False if it could not be shown that less is enough: the change is then major, to be safe.
  public var isDecided: Bool

  /// The lowest version that is enough.
  public var needed: Version {
    switch change {
    case .none: before
    case .patch: Version(major: before.major, minor: before.minor, patch: before.patch + 1)
    case .minor: Version(major: before.major, minor: before.minor + 1, patch: 0)
    case .major: Version(major: before.major + 1, minor: 0, patch: 0)
    }
  }

  public var isEnough: Bool { after >= needed }

  /// Returns a verdict on every pack that both guidelines have, by name.
  static func verdicts(_ difference: GuidelineDifference, bound: Int) -> [VersionVerdict] {
    let (old, new) = (difference.judges.old.guideline, difference.judges.new.guideline)
    let acting = difference.declarations.filter { !$0.isWordsOnly }
    let responsible = Set(acting.flatMap { $0.packs(difference.judges) })
    return new.packs.compactMap { pack in
      guard let before = old[pack: pack.id] else { return nil }
      let own = difference.declarations.filter { $0.packs(difference.judges).contains(pack.id) }
      var (change, isDecided) = (own.isEmpty ? VersionChange.none : .patch, true)
      if responsible.contains(pack.id) {
        let keys = Set(own.filter { !$0.isWordsOnly }.map(\.key))
        let weight =
          responsible.count == 1
          ? difference.weight : difference.weight(of: keys, bound: bound)
        change = max(change, weight ?? .major)
        isDecided = weight != nil
      }
      return VersionVerdict(
        pack: pack.id, before: before.version, after: pack.version, change: change, isDecided: isDecided)
    }
  }
}

extension DeclarationChange {
  /// The packs responsible for it: the one that declares it, the one that declared it, and a site that adapted it.
  func packs(_ judges: Judges) -> Set<String> {
    var packs = Set([before, after].compactMap { $0?.pack })
    let (old, new) = (judges.old.guideline.adaptations, judges.new.guideline.adaptations)
    for adaptation in Set(old.map(\.whatItDoes)).symmetricDifference(new.map(\.whatItDoes)) {
      if key.name == adaptation.target || key.name.hasPrefix(adaptation.target + "/") {
        packs.insert(adaptation.pack)
      }
    }
    return packs
  }
}

extension Adaptation {
  struct Deed: Hashable {
    var pack: String
    var target: String
    var from: FactValue
    var to: FactValue
  }

  fileprivate var whatItDoes: Deed { Deed(pack: pack, target: target, from: from, to: to) }
}

extension GuidelineDifference {
  /// The weight of everything that acts; nil if it is not decided and no change of an answer is known.
  fileprivate var weight: VersionChange? {
    let confirmed = classes.filter(\.isConfirmed).map(\.weight).max() ?? .none
    if confirmed == .major || undecided.isEmpty { return confirmed }
    return nil
  }

  /// The weight of some declarations: put alone into the old guideline, and last into the new one; nil if that is not decided.
  fileprivate func weight(of keys: Set<DeclarationKey>, bound: Int) -> VersionChange? {
    if !undecided.isEmpty { return nil }
    let aligned = judges.aligned
    let pairs = [
      (aligned.old(taking: []), aligned.old(taking: keys)),
      (aligned.new(givingBack: keys), aligned.new(givingBack: [])),
    ]
    var weight = VersionChange.none
    for (before, after) in pairs where weight != .major {
      guard
        let found = try? ChangeSpace(
          before, after, over: aligned.vocabulary, lookingAt: aligned.everyCondition, bound: bound
        ).changes()
      else { return nil }
      for one in found {
        let isMajor = one.change.kind.isOfAnswer && one.hadAnswer && one.change.before != "refused"
        weight = max(weight, isMajor ? .major : .minor)
      }
    }
    return weight
  }
}
