extension Vocabulary {
  /// The computed facts that depend on themselves, in order.
  ///
  /// A fact that reads such a fact, but is not read by it, is not one of them. Source: R. Tarjan, *Depth-first search and linear
  /// graph algorithms*, SIAM J. Comput. 1972; without recursion, since a chain may be as long as the vocabulary.
  var computedFromThemselves: [Fact.Index] {
    var numbers = [Int](repeating: 0, count: facts.count)
    var lowest = numbers
    var isOpen = [Bool](repeating: false, count: facts.count)
    var open: [Fact.Index] = []
    var number = 0
    var found: [Fact.Index] = []
    func reads(_ index: Fact.Index) -> [Fact.Index] { facts[index].computation?.reads ?? [] }
    for start in facts.indices where numbers[start] == 0 && facts[start].computation != nil {
      var walk: [(fact: Fact.Index, next: Int)] = [(start, 0)]
      while let (fact, next) = walk.last {
        if next == 0, numbers[fact] == 0 {
          number += 1
          (numbers[fact], lowest[fact], isOpen[fact]) = (number, number, true)
          open.append(fact)
        }
        let read = reads(fact)
        if next < read.count {
          walk[walk.count - 1].next += 1
          if numbers[read[next]] == 0 {
            walk.append((read[next], 0))
          } else if isOpen[read[next]] {
            lowest[fact] = min(lowest[fact], numbers[read[next]])
          }
          continue
        }
        walk.removeLast()
        if let reader = walk.last?.fact { lowest[reader] = min(lowest[reader], lowest[fact]) }
        guard lowest[fact] == numbers[fact] else { continue }
        var component: [Fact.Index] = []
        while let last = open.popLast() {
          isOpen[last] = false
          component.append(last)
          if last == fact { break }
        }
        if component.count > 1 || reads(fact).contains(fact) { found += component }
      }
    }
    return found.sorted()
  }
}
