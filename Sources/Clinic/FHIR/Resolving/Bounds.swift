internal import PlumblineGuideline
internal import PlumblineJSON

/// What the answered items of a sum leave of it, and what a given total leaves of an item that nobody answered.
struct Bounds {
  var fact: Fact.Index
  var sitting: String
  var moment: Moment?
  /// The total, whatever the items are that are not answered.
  var range: ClosedRange<ExactNumber>
  var items: [Item]
  /// The facts that parts of the sum are.
  var parts: [Fact.Index]
  var resources: [Int]
  var source: String

  /// An item that is not answered, and is a fact of its own.
  struct Item {
    var fact: Fact.Index
    /// What it counts.
    var range: ClosedRange<ExactNumber>
    /// The total with this item at its least, and the other open ones at their least, or at their most.
    var total: ClosedRange<ExactNumber>
  }

  /// Returns the items that a total forces which was given in the same sitting.
  func candidates(beside given: Candidate) -> [Candidate] {
    guard given.fact == fact, given.kind == .answer, given.origin.sitting == sitting, given.score == nil,
      given.blocks == nil, case .known(.number(let total)) = given.state
    else { return [] }
    let all = Set(resources + given.resources).sorted()
    guard range.contains(total) else { return [] }
    return items.compactMap { item in
      // The total is what the others add up to, and what this one counts above its least.
      guard let short = (total - item.total.upperBound).flatMap({ $0 + item.range.lowerBound }),
        let most = (total - item.total.lowerBound).flatMap({ $0 + item.range.lowerBound }),
        short > item.range.lowerBound, short <= item.range.upperBound
      else { return nil }
      return Candidate(
        fact: item.fact, state: FactState(from: short, to: min(most, item.range.upperBound)), kind: .answer,
        moment: given.moment,
        origin: Origin(
          source: source, observed: given.origin.observed, recorded: given.origin.recorded, method: "scored",
          sitting: sitting, isOfVisit: given.origin.isOfVisit),
        resources: all)
    }
  }

  /// Fills the open items of a sum with what they may be.
  struct Filling {
    private let instrument: Instrument
    private let scale: Instrument.Scale
    private let known: [Int: Int]
    /// By open item: the answers that count least and most.
    private let ends: [Int: (least: Int, most: Int)]
    let range: ClosedRange<ExactNumber>

    init?(_ instrument: Instrument, _ scale: Instrument.Scale, _ known: [Int: Int], _ open: [Int]) {
      let lows = known.merging(open.map { ($0, instrument.ranges[$0 - 1].low) }) { own, _ in own }
      guard let base = instrument.score(scale, lows) else { return nil }
      var ends: [Int: (least: Int, most: Int)] = [:]
      for item in open {
        let range = instrument.ranges[item - 1]
        guard let other = instrument.score(scale, lows.merging([item: range.high]) { $1 }) else { return nil }
        ends[item] = other < base ? (range.high, range.low) : (range.low, range.high)
      }
      (self.instrument, self.scale, self.known, self.ends) = (instrument, scale, known, ends)
      guard let least = instrument.score(scale, known.merging(ends.mapValues(\.least)) { own, _ in own }),
        let most = instrument.score(scale, known.merging(ends.mapValues(\.most)) { own, _ in own })
      else { return nil }
      range = least...max(least, most)
    }

    /// - Parameter own: the scale that is the item alone.
    func item(_ item: Int, _ own: Instrument.Scale) -> Item? {
      guard let end = ends[item], let low = instrument.score(own, [item: end.least]),
        let high = instrument.score(own, [item: end.most]), low <= high
      else { return nil }
      var most = known.merging(ends.mapValues(\.most)) { own, _ in own }
      most[item] = end.least
      guard let total = instrument.score(scale, most), range.lowerBound <= total else { return nil }
      return Item(fact: own.fact, range: low...high, total: range.lowerBound...total)
    }
  }
}
