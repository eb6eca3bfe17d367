/// The guidelines in force together: one for each domain that the packs declare, over one vocabulary.
///
/// Each is a namespace: its domain, scope, stops, stages, goal and `otherwise` are its own, and its answer is the one that it gives
/// alone. Only the patient is shared.
public struct Guidelines: Sendable {
  /// One guideline and the packs that it is made of.
  public struct Member: Sendable {
    /// Over the shared vocabulary: this one decides.
    public let guideline: Guideline
    /// Over its own vocabulary, as an author sees it: with its properties.
    public let alone: Guideline
    /// Its domain's pack, the packs that require it, and all that these require.
    public let folders: [PackFolder]

    /// The domain's name, by which answers name the guideline.
    public var id: String { guideline.domain.name }
  }

  /// By the domain's name; never empty.
  public let members: [Member]
  /// What a profile may say: the facts of all guidelines, and the laws of all.
  public let vocabulary: Vocabulary

  /// The only guideline; nil if there are several.
  public var only: Member? { members.count == 1 ? members[0] : nil }

  /// A single guideline, made of these packs.
  public init(_ guideline: Guideline, of folders: [PackFolder]) {
    members = [Member(guideline: guideline, alone: guideline, folders: folders)]
    vocabulary = guideline.vocabulary
  }

  /// The same guidelines, said in other words.
  init(_ members: [Member], over vocabulary: Vocabulary) {
    self.members = members
    self.vocabulary = vocabulary
  }

  init(_ apart: [(guideline: Guideline, folders: [PackFolder])]) {
    let sorted = apart.sorted { $0.guideline.domain.name < $1.guideline.domain.name }
    let shared = SharedVocabulary(of: sorted.map(\.guideline))
    members = zip(sorted, shared.views).map { one, view in
      Member(guideline: view.realigned(one.guideline), alone: one.guideline, folders: one.folders)
    }
    vocabulary = shared.vocabulary
  }

  /// Returns a profile over the shared vocabulary as one of the guidelines reads it alone, without the facts that it does not have.
  public func profile(_ profile: Profile, for member: Member) -> Profile {
    let own = member.alone.vocabulary
    var alone = Profile(id: profile.id, vocabulary: own, asOf: profile.asOf)
    for (index, fact) in own.facts.enumerated() {
      // Its own view knows its facts under the names of their packs.
      guard let place = member.guideline.vocabulary.index(of: fact.name) else { continue }
      alone[index] = profile[place]
    }
    return alone
  }

  /// All packs in force, by id.
  public var packs: [Pack] {
    let all = members.flatMap(\.guideline.packs)
    return Dictionary(all.map { ($0.id, $0) }) { first, _ in first }.values.sorted { $0.id < $1.id }
  }

  /// `sha256:…` over all packs in force, as for a single guideline.
  public var digest: String { Guideline.digest(of: packs) }

  public subscript(id: String) -> Member? { members.first { $0.id == id } }

  /// The guideline of which a pack is part; of several that share it, the first.
  public func member(with pack: String) -> Member? { members.first { $0.guideline[pack: pack] != nil } }
}

extension GuidelineLoader {
  /// Loads the packs in these folders as the guidelines that they are.
  ///
  /// - Throws: the problems of all guidelines. An installation that is broken in part decides nothing: half an answer could be
  ///   taken for agreement.
  public static func guidelines(
    _ folders: [PackFolder], budget: LoadBudget = .standard
  ) throws(PackFailure) -> Guidelines {
    let failure: PackFailure
    do {
      return Guidelines(try load(folders, budget: budget), of: folders)
    } catch {
      failure = error
    }
    guard failure.problems.contains(where: { $0.kind == .severalDomains }) else { throw failure }
    var apart: [(guideline: Guideline, folders: [PackFolder])] = []
    var problems: Set<PackProblem> = []
    for group in try GuidelineGroups(of: folders, budget: budget).all {
      do {
        apart.append((try load(group.folders, budget: budget), group.folders))
      } catch {
        problems.formUnion(error.problems)
      }
    }
    if !problems.isEmpty { throw PackFailure(problems: problems.sorted()) }
    return Guidelines(apart)
  }
}

extension GuidelineLoader {
  /// Returns the packs of each guideline, without loading them; a single group without a name if at most one domain is declared.
  public static func groups(
    of folders: [PackFolder]
  ) throws(PackFailure) -> [(domain: String?, folders: [PackFolder])] {
    if folders.count(where: { PackHint($0).declaresDomain }) < 2 { return [(nil, folders)] }
    return try GuidelineGroups(of: folders, budget: .standard).all.map { ($0.domain, $0.folders) }
  }
}
