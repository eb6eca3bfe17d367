internal import PlumblineEngine
internal import PlumblineGuideline

/// How certain each claim is for one patient: by evidence, a term for each level that it can come to.
struct Certainties {
  private(set) var levels: [String: [Certainty: SMTText.Term]] = [:]

  init(_ guideline: Guideline, _ world: inout World, _ text: inout SMTText) {
    text.comment("certainty")
    for name in guideline.claimedEvidence {
      guard let item = guideline.evidence[name] else { continue }
      // Whether at least one, two, … levels are lost.
      var lost = Array(repeating: SMTText.no, count: CertaintyPolicy.mostLevels)
      for criterion in item.population {
        let planes = world.planes(criterion.when, &text)
        let loses = criterion.asksWhenUnknown ? planes.isFalse : text.not(planes.isTrue)
        for level in lost.indices.reversed() {
          let before = level == 0 ? SMTText.yes : lost[level - 1]
          lost[level] = text.or([lost[level], text.and([before, loses])])
        }
      }
      var terms: [Certainty: [SMTText.Term]] = [:]
      for level in 0...lost.count {
        let atLeast = level == 0 ? SMTText.yes : lost[level - 1]
        let noMore = level == lost.count ? SMTText.yes : text.not(lost[level])
        let certainty = CertaintyPolicy.start(item).lowered(by: level)
        terms[certainty, default: []].append(text.and([atLeast, noMore]))
      }
      var named: [Certainty: SMTText.Term] = [:]
      for certainty in Certainty.allCases { named[certainty] = terms[certainty].map { text.or($0) } }
      levels[name] = named
    }
  }
}
