public import PlumblineGuideline

extension Vocabulary {
  /// Every legal profile: each given fact absent, or any of its values. For vocabularies that are small enough to enumerate.
  public var legalProfiles: [Profile] {
    var profiles = [Profile(vocabulary: self)]
    for fact in givenFacts {
      profiles = profiles.flatMap { profile in
        [profile]
          + self[fact].allValues.map { value in
            var filled = profile
            filled[fact] = .known(value)
            return filled
          }
      }
    }
    return profiles.filter { brokenLaws(in: $0).isEmpty }
  }
}
