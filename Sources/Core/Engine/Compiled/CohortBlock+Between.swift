internal import CPlumblinePlanes
package import PlumblineGuideline

/// Facts in between a value and nothing: given as a range, or narrowed by laws.
extension CohortBlock {
  /// Sets a patient in an empty row, with what the laws add to the profile.
  package func set(_ profile: Profile, row: Int) {
    let own = compiled.guideline.vocabulary
    let vocabulary = own.standing(for: profile) ?? own
    let narrowed = Narrowed(profile, vocabulary.narrowing, vocabulary)
    read.insert(row)
    for fact in vocabulary.facts.indices { set(fact, row, narrowed.states[fact]) }
    for look in compiled.looks
    where narrowed.states[look.fact].value == nil && profile.truth(ofGiving: look) == .true {
      looks[look, default: []].insert(row)
    }
  }

  /// Empties a row.
  package func clear(row: Int) {
    for column in columns { column[row] = 0 }
    between[row] = nil
    narrowedRows.remove(row)
    read.remove(row)
    for look in looks.keys { looks[look]?.remove(row) }
  }

  /// Adds a patient's values in the next row, as a scanner does: ``narrow()`` applies the laws. A range is set as ``append(_:)``
  /// would.
  package func appendValues(_ profile: Profile) {
    if !compiled.looks.isEmpty || profile.states.contains(where: { $0.range != nil }) {
      return append(profile)
    }
    for fact in compiled.guideline.vocabulary.facts.indices {
      if let value = profile[fact].value { set(fact, count, value) }
    }
    count += 1
  }

  func set(_ fact: Fact.Index, _ row: Int, _ state: FactState) {
    switch state {
    case .known(let value): set(fact, row, value)
    case .within(let range):
      narrowedRows.insert(row)
      // Where no comparison is settled, the fact is as good as absent.
      if range.settles(compiled.comparisons[fact] ?? [], of: compiled.guideline.vocabulary[fact]) {
        setBetween(fact, row, range)
      }
    case .absent: break
    }
  }

  private func setBetween(_ fact: Fact.Index, _ row: Int, _ range: FactRange) {
    narrowedRows.insert(row)
    between[row, default: [:]][fact] = range
    // One of its values stands for all of them where a comparison is the same for all.
    if let value = range.first { set(fact, row, value) }
  }

  /// Applies the laws to the rows that were filled code by code. Returns those for which laws leave no value of some fact.
  package func narrow() -> [Int] {
    var contradicting: [Int] = []
    for place in compiled.narrowing.indices {
      narrow(compiled.narrowing[place], &outcomes[place], &contradicting)
    }
    return contradicting
  }

  private func narrow(_ laws: CodeNarrowing, _ known: inout CodeNarrowing.Known, _ contradicting: inout [Int])
  {
    let parts = laws.parts.map { (column: columns[$0.fact], size: $0.size, isFlag: $0.asksOnlyWhetherGiven) }
    for row in 0..<count {
      var combination = 0
      for part in parts {
        let code = Int(part.column[row])
        combination = combination &* part.size &+ (part.isFlag ? min(code, 1) : code)
      }
      guard combination != 0 || laws.speaksFirst, read.isEmpty || !read.contains(row) else { continue }
      switch laws.outcome(&known, combination, { self.value($0, row) }) {
      case .nothing: break
      case .contradiction: contradicting.append(row)
      case .narrowed(let left):
        for (fact, value) in left.known { set(fact, row, value) }
        for (fact, range) in left.between { setBetween(fact, row, range) }
        if left.hasOthers, tracing != nil { narrowedRows.insert(row) }
      }
    }
  }

  /// Writes into the given planes of facts in between the patients whom they concern.
  func writeOpen(_ opens: PatientPrograms.Opens, _ slots: UnsafeMutablePointer<UInt64>) {
    let width = Int(PLANES_WORDS)
    for slot in opens.slots { (slots + slot * width).update(repeating: 0, count: width) }
    for (look, rows) in looks {
      guard let slot = opens.looks[look] else { continue }
      for row in rows { slots[slot * width + row >> 6] |= 1 << UInt64(row & 63) }
    }
    for (row, facts) in between {
      func mark(_ slot: Int) { slots[slot * width + row >> 6] |= 1 << UInt64(row & 63) }
      for (fact, range) in facts {
        if let slot = opens.facts[fact] { mark(slot) }
        for comparison in compiled.comparisons[fact] ?? []
        where range.truth(comparison, of: compiled.guideline.vocabulary[fact]) == .unknown {
          if let slot = opens.comparisons[comparison] { mark(slot) }
        }
      }
    }
  }
}
