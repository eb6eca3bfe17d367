/// A fact that is a list of codes, such as a patient's medicines: one boolean fact for each code, its *members*.
///
/// A code that is listed is there. One that is not listed is absent only if the list is complete; else nobody knows. So everything that
/// works on facts works on lists: missing, proofs, cohorts.
public struct FactSet: Sendable, Hashable {
  /// `patient.medicines`.
  public var name: String
  public var label: String
  public var question: String
  /// The codes in the order of the pack, each with its fact.
  public var members: [Member]
  /// Some codes under one name: `blood-thinners`.
  public var valueSets: [String: [String]]
  public var place: Place

  public struct Member: Sendable, Hashable {
    public var code: String
    public var fact: Fact.Index
  }

  package init(
    name: String, label: String, question: String, members: [Member], valueSets: [String: [String]],
    place: Place
  ) {
    self.name = name
    self.label = label
    self.question = question
    self.members = members
    self.valueSets = valueSets
    self.place = place
  }

  public func member(_ code: String) -> Fact.Index? { members.first { $0.code == code }?.fact }

  /// Returns the same set with its members at other places.
  func moved(_ place: (Fact.Index) -> Fact.Index) -> FactSet {
    var moved = self
    for index in moved.members.indices { moved.members[index].fact = place(members[index].fact) }
    return moved
  }

  /// How a profile writes it, for a message.
  public static let form =
    "{\"codes\": [\"…\"], \"complete\": true} if nothing else is there, else \"complete\": false"

  /// The comparisons of a set. In a condition each is a combination of comparisons of members.
  package enum Comparing: String, CaseIterable {
    case includes
    case includesAnyOf = "includes_any_of"
    case includesAllOf = "includes_all_of"
    case includesNoneOf = "includes_none_of"
    case wasDeclined = "was_declined"
  }
}

extension Fact {
  /// The set that a fact is a member of, and its code.
  public struct Membership: Sendable, Hashable {
    public var set: String
    public var code: String
  }
}
