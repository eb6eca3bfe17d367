public import PlumblineGuideline
import PlumblineJSON

/// Random lines of a cohort, written as a profile is: lists complete or not, days, months, series with readings of one day, values
/// and ranges.
public enum CollectionLine {
  /// Returns a line for the example of hypertension.
  public static func hypertension(_ random: inout Seeded, _ number: Int) -> String {
    "{\"id\":\"\(number)\",\(groups(&random).joined(separator: ","))}"
  }

  /// Returns a line for several guidelines: lists and series of the example of hypertension, and values or ranges of other facts.
  public static func several(_ random: inout Seeded, _ number: Int, _ vocabulary: Vocabulary) -> String {
    var members = ["\"id\":\"\(number)\""]
    if random.chance(60) { members += groups(&random) }
    var given: [String: [String]] = [:]
    var profile = Profile(vocabulary: vocabulary)
    for index in vocabulary.givenFacts {
      let fact = vocabulary[index]
      if !random.chance(fact.name.contains("flags.") ? 98 : 65) { continue }
      let name = fact.name.split(separator: ".", maxSplits: 1).map(String.init)
      let isCollected = collected.contains { fact.name.hasPrefix($0) }
      if name.count < 2 || isCollected || members.contains(where: { $0.hasPrefix("\"\(name[0])\"") }) {
        continue
      }
      let isFlag = name[0].contains("flags")
      var value = isFlag && random.chance(99) ? FactValue.boolean(false) : random.value(of: fact)
      // Most patients are in scope, so that many answers recommend.
      if fact.name == "patient.age", random.chance(80) { value = .number(ExactNumber(45 + random.below(30))) }
      if fact.name == "pain.region", random.chance(80) { value = .code("lumbar") }
      if fact.name == "pain.specific_cause", random.chance(80) { value = .boolean(false) }
      if fact.name.hasPrefix("mood."), fact.grid != nil, random.chance(70) { value = .number(0) }
      if fact.name == "joint.morning_stiffness", random.chance(80) { value = .number(10) }
      if fact.name == "joint.pain_with_activity", random.chance(80) { value = .boolean(true) }
      var filled = profile
      filled[index] = .known(value)
      if !vocabulary.brokenLaws(in: filled).isEmpty { continue }
      profile = filled
      let isRange = fact.grid != nil && random.chance(12)
      let text =
        isRange
        ? "{\"\(random.chance(50) ? "at_least" : "at_most")\":\(value.json.canonicalText)}"
        : value.json.canonicalText
      given[name[0], default: []].append("\"\(name[1])\":\(text)")
    }
    for (group, facts) in given.sorted(by: { $0.key < $1.key }) {
      members.append("\"\(group)\":{\(facts.joined(separator: ","))}")
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// What is written as a list, a date or a series, and the facts that are read off it.
  private static let collected = [
    "bp.", "signs.", "risk.ten_year", "patient.medicines", "patient.conditions", "treatment.changed_on",
  ]

  private static func groups(_ random: inout Seeded) -> [String] {
    func day(_ most: Int) -> String { FactClinic.today.before(days: random.below(most))?.description ?? "" }
    func list(_ codes: [String]) -> String {
      let listed = codes.filter { _ in random.chance(20) }
      let without = codes.filter { !listed.contains($0) && random.chance(50) }
      let texts = [listed, without].map { $0.map { "\"\($0)\"" }.joined(separator: ",") }
      return random.chance(60)
        ? #"{"codes":[\#(texts[0])],"complete":true}"# : #"{"codes":[\#(texts[0])],"without":[\#(texts[1])]}"#
    }
    func series(_ low: Int, _ high: Int) -> String {
      let readings = (0..<(1 + random.below(4))).map { _ in
        #"{"value":\#(Int.random(in: low...high, using: &random)),"observed":"\#(day(3))"}"#
      }.joined(separator: ",")
      return random.chance(50)
        ? "[\(readings)]" : #"{"readings":[\#(readings)],"complete":\#(random.chance(50))}"#
    }
    var members: [String] = []
    let medicines = list(["ace-inhibitor", "arb", "calcium-channel-blocker", "thiazide-like-diuretic"])
    let conditions = list(["pregnancy", "type-2-diabetes", "cardiovascular-disease", "target-organ-damage"])
    members.append(
      #""patient":{"age":\#(15 + random.below(80)),"black_african_or_caribbean":\#(random.chance(30)),"medicines":\#(medicines),"conditions":\#(random.chance(70) ? #"{"codes":[],"complete":true}"# : conditions)}"#
    )
    var pressures = [
      #""systolic_readings":\#(series(120, 230))"#, #""diastolic_readings":\#(series(70, 125))"#,
    ]
    if random.chance(30) { pressures.append(#""agreed_target":\#(110 + random.below(60))"#) }
    if random.chance(20) { pressures.append(#""agreed_target_":1"#) }
    if random.chance(50) {
      pressures.append(#""measured_outside":true,"daytime_systolic":{"at_least":\#(120 + random.below(50))}"#)
    }
    members.append("\"bp\":{\(pressures.joined(separator: ","))}")
    members.append(
      #""signs":{"retina":\#(random.chance(30)),"life_threatening":false,"phaeochromocytoma":\#(random.chance(90) ? "false" : "null")}"#
    )
    if random.chance(70) {
      let changed = random.chance(50) ? day(60) : String(day(60).prefix(7))
      members.append(#""treatment":{"changed_on":"\#(changed)"}"#)
    }
    if random.chance(50) { members.append(#""risk":{"ten_year":\#(random.below(30))}"#) }
    return members
  }
}
