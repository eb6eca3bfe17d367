internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineJSON

extension ProfileRemains {
  private static let mostReadings = 5_000

  /// Looks at an answer under the name, or nearly the name, of a list or a series that stops read; returns whether it was one.
  mutating func look(at node: JSONNode, ofCollection name: String, _ key: String) -> Bool {
    let sets = vocabulary.sets.values.filter { $0.members.contains { facts.contains($0.fact) } }
    let series = vocabulary.series.values.filter { $0.reductions.contains { facts.contains($0.fact) } }
    let names = Set(sets.map(\.name) + series.map(\.name))
    guard !names.isEmpty, name.utf8.count <= 128, vocabulary.index(of: name) == nil,
      !vocabulary.groups.contains(name)
    else { return false }
    // What another list or series holds is its answer, however near its name is.
    if !names.contains(name), vocabulary.sets[name] != nil || vocabulary.series[name] != nil { return true }
    let meant = Self.meant(name, key, names)
    guard !meant.isEmpty else { return false }
    for set in sets.sorted(by: { $0.name < $1.name }) where meant.contains(set.name) {
      look(at: node, of: set)
    }
    for one in series.sorted(by: { $0.name < $1.name }) where meant.contains(one.name) {
      look(at: node, of: one)
    }
    return true
  }

  /// Notes what an answer may have been about that is in the place of a group, or of a list or a series of a group.
  mutating func noteUnreadable(_ node: JSONNode, _ name: String, inGroup path: String) {
    if vocabulary.groups.contains(name) {
      guard node.objectValue == nil, !node.isNull else { return }
      unreadable.formUnion(facts.filter { vocabulary[$0].name.hasPrefix("\(name).") })
    } else if vocabulary.groups.contains(path),
      node.arrayValue != nil || node["codes"] != nil || node["readings"] != nil
    {
      let members = vocabulary.sets.values.filter { $0.name.hasPrefix("\(path).") }.flatMap(\.members).map(
        \.fact)
      let taken = vocabulary.series.values.filter { $0.name.hasPrefix("\(path).") }.flatMap(\.reductions).map(
        \.fact)
      unreadable.formUnion(facts.filter { (members + taken).contains($0) })
    }
  }

  /// Returns the names that are meant: by themselves, without their pack or their group, or misspelt.
  private static func meant(_ name: String, _ key: String, _ names: Set<String>) -> Set<String> {
    if names.contains(name) { return [name] }
    func bare(_ name: String) -> String { String(name.split(separator: "/").last ?? "") }
    func last(_ name: String) -> String { String(name.split { $0 == "." || $0 == "/" }.last ?? "") }
    for isMeant: (String) -> Bool in [
      { bare($0) == bare(name) }, { last($0) == last(key) },
      { $0.utf8.count > 2 && nearest(to: bare(name), among: [bare($0)]) != nil },
      { last($0).utf8.count > 2 && nearest(to: last(key), among: [last($0)]) != nil },
    ] {
      let found = names.filter(isMeant)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Takes the codes of a list, however the list is written: alone, or under a name.
  private mutating func look(at node: JSONNode, of set: FactSet) {
    if node.isNull { return }
    let own = set.members.filter { facts.contains($0.fact) }
    let codes = set.members.map(\.code)
    func texts(_ node: JSONNode?) -> [JSONNode] {
      node?.arrayValue.map { Array($0.prefix(Self.mostItems * 8)) } ?? node.map { [$0] } ?? []
    }
    func code(_ node: JSONNode) -> String? {
      node.stringValue.flatMap { codes.contains($0) ? $0 : nearest(to: $0, among: codes) }
    }
    let listed = texts(node["codes"] ?? (node.objectValue == nil ? node : nil))
    let named = Set(listed.compactMap(code))
    let without = Set(texts(node["without"]).compactMap(code))
    for member in own {
      if named.contains(member.code) {
        take(.boolean(true), member.fact)
      } else if let flag = node[member.code] {
        take(flag, member.fact)
      }
      let isAbsent =
        node["absent"]?.objectValue?.contains { $0.key == member.code } ?? false
      // A reason that is none may be an answer.
      if isAbsent, node["absent"]?[member.code]?.stringValue.flatMap(Absence.init(rawValue:)) == nil {
        unreadable.insert(member.fact)
      }
      if without.contains(member.code), isAbsent || named.contains(member.code) {
        unreadable.insert(member.fact)
      }
    }
    if node["without"] != nil, !texts(node["without"]).allSatisfy({ code($0) != nil }) {
      unreadable.formUnion(own.map(\.fact).filter { !isGiven($0) })
    }
    // What was listed and cannot be read may be any of the codes.
    let isReadable = listed.allSatisfy { code($0) != nil }
    let isSaid =
      node["codes"] != nil || node["absent"] != nil || node["without"] != nil || node.arrayValue != nil
    if !isReadable || !isSaid || node["codes"]?.arrayValue == nil && node["codes"] != nil {
      unreadable.formUnion(own.map(\.fact).filter { fact in !isGiven(fact) })
    }
  }

  /// Takes the readings of a series that can be read. If there are others, what is taken from the series may be anything.
  private mutating func look(at node: JSONNode, of series: FactSeries) {
    if node.isNull { return }
    let list = node.arrayValue ?? node["readings"]?.arrayValue
    var readings: [FactSeries.Reading] = []
    for item in (list ?? []).suffix(Self.mostReadings) {
      // A reading in a unit that is not declared is none that can be read.
      let unit = ProfileIntake.GivenUnit(item["unit"], among: series.conversions, own: series.unit)
      guard let given = item["value"]?.numberValue, let value = unit?.own(given, series), value >= series.low,
        value <= series.high,
        let day = item["observed"]?.stringValue.flatMap({ Day($0) }), series.reaches(day, asOf)
      else { continue }
      readings.append(FactSeries.Reading(value: value, daysAgo: asOf.ordinal - day.ordinal))
    }
    for reduction in series.reductions where facts.contains(reduction.fact) {
      let fact = vocabulary[reduction.fact]
      let state = FactSeries.state(of: reduction, fact, readings, isComplete: false)
      if state.range != nil || state.value.map(fact.allows) ?? false {
        add(state, reduction.fact)
      } else if state.value != nil {
        unreadable.insert(reduction.fact)
      }
      if readings.count != list?.count || list == nil { unreadable.insert(reduction.fact) }
    }
  }
}
