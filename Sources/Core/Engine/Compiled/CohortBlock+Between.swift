internal import CPlumblinePlanes
public import PlumblineGuideline

/// Facts in between a value and nothing: given as a range, or narrowed by laws.
extension CohortBlock {
  /// Adds a patient's values in the next row, as a scanner does: ``narrow()`` applies the laws. A range is set as ``append(_:)``
  /// would.
  package func appendValues(_ profile: Profile) {
    if profile.states.contains(where: { $0.range != nil }) { return append(profile) }
    for fact in compiled.guideline.vocabulary.facts.indices {
      if let value = profile[fact].value { set(fact, count, value) }
    }
    count += 1
  }

  func set(_ fact: Fact.Index, _ row: Int, _ state: FactState) {
    switch state {
    case .known(let value): set(fact, row, value)
    case .within(let range):
      between[row, default: [:]][fact] = range
      // One of its values stands for all of them where a comparison is the same for all.
      if let value = range.first { set(fact, row, value) }
    case .absent: break
    }
  }

  /// Applies the laws to the rows that were filled code by code. Returns those for which laws leave no value of some fact.
  package func narrow() -> [Int] {
    var contradicting: [Int] = []
    for (place, laws) in compiled.narrowing.enumerated() where !laws.isIdle {
      for row in 0..<count where !read.contains(row) {
        switch laws.outcome(&outcomes[place], { columns[$0][row] }, { self.value($0, row) }) {
        case .nothing: break
        case .contradiction: contradicting.append(row)
        case .states(let states): for (fact, state) in states { set(fact, row, state) }
        }
      }
    }
    return contradicting
  }

  /// Writes into the given planes of facts in between the patients whom they concern.
  func writeOpen(_ opens: PatientPrograms.Opens, _ slots: UnsafeMutablePointer<UInt64>) {
    let width = Int(PLANES_WORDS)
    for slot in opens.slots { (slots + slot * width).update(repeating: 0, count: width) }
    for (row, facts) in between {
      func mark(_ slot: Int) { slots[slot * width + row >> 6] |= 1 << UInt64(row & 63) }
      for (fact, range) in facts {
        if let slot = opens.facts[fact] { mark(slot) }
        for comparison in compiled.comparisons[fact] ?? [] {
          if let slot = opens.comparisons[comparison],
            range.truth(comparison, of: compiled.guideline.vocabulary[fact]) == .unknown
          {
            mark(slot)
          }
        }
      }
    }
  }
}
