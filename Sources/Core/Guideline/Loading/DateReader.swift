internal import PlumblineJSON

/// The units in which conditions compare the age of a date: `weeks_ago(surgery.date) :at_least(6)`.
enum DateUnit: String, CaseIterable {
  case days = "days_ago"
  case weeks = "weeks_ago"

  var days: Int { self == .days ? 1 : 7 }
}

extension ConditionReader {
  /// Reads a comparison of a date's age. The date is the only argument of the unit; the cut-offs are whole numbers of it.
  func comparison(in unit: DateUnit, _ method: String, _ arguments: [Term], _ line: Int) -> Condition? {
    guard case .node(.reference(unit.rawValue, _), let dates, _)? = arguments.first, dates.count == 1,
      case .reference(let path, _) = dates[0]
    else {
      problem("write `\(unit.rawValue)(fact) :\(method)(…)`, with one date", line, kind: .notation)
      return nil
    }
    guard let index = scope.fact(path, pack: pack, at: place(line)) else { return nil }
    guard scope.facts[index].isDate else {
      problem(
        "`\(path)` is \(scope.facts[index].allowed), not a date; compare it without `\(unit.rawValue)`", line,
        kind: .comparison)
      return nil
    }
    let allowed: [Comparison.Operator] = [.atLeast, .atMost, .above, .below, .between]
    guard allowed.contains(where: { $0.rawValue == method }) else {
      problem(
        "an age has no comparison '\(method)'; use \(allowed.map { "`\($0.rawValue)`" }.joined(separator: ", "))",
        line, kind: .comparison)
      return nil
    }
    var cutOffs: [Term] = []
    for argument in arguments.dropFirst() {
      guard case .number(let number)? = FactValue(argument), let count = number.intValue,
        (0...Fact.longestAgo).contains(count)
      else {
        problem(
          "`\(unit.rawValue)(\(path)) :\(method)` takes whole numbers from 0 on", line, kind: .comparison)
        return nil
      }
      cutOffs.append(.integer(Int64(count * unit.days)))
    }
    return comparison(of: index, method, cutOffs, line)
  }
}
