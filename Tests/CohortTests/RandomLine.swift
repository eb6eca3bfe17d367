import PlumblineGuideline
import PlumblineJSON
import PlumblineTestSupport

/// Writes profiles as JSON in all the ways that JSON allows, and in some that it does not.
struct RandomLine {
  var random: Seeded
  let vocabulary: Vocabulary

  /// Returns a line, without its line break.
  mutating func make() -> [UInt8] {
    let mischief = random.chance(55)
    let oddity = random.pick([2, 6, 20])
    var members: [(key: String, value: String)] = []
    var groups: [String: [(String, String)]] = [:]
    let known = random.pick([2, 10, 40, 80, 100])
    for index in vocabulary.facts.indices where random.chance(known) {
      let fact = vocabulary[index]
      if fact.computation != nil, !random.chance(3) { continue }
      let text = mischief && random.chance(oddity) ? odd(fact) : value(fact)
      if let dot = fact.name.firstIndex(of: ".") {
        groups[String(fact.name[..<dot]), default: []].append(
          (String(fact.name[fact.name.index(after: dot)...]), text))
      } else {
        members.append((fact.name, text))
      }
    }
    if mischief, random.chance(5), let fact = vocabulary.facts.first {
      members.append((fact.name, value(fact)))
    }
    if random.chance(70) { members.append(("id", id(mischief))) }
    if random.chance(20) {
      members.append(("notes", random.chance(10) ? "null" : notes(mischief)))
    }
    for name in groups.keys.sorted() {
      var own = groups[name] ?? []
      if mischief, random.chance(5), let first = own.first { own.append(first) }
      if mischief, random.chance(4) { own.append(("no_such_fact", "1")) }
      if mischief, random.chance(3) {
        members.append((name, random.pick(["null", "{}", "[]", "3", "\"x\"", "{\"\":1}"])))
      }
      members.append((name, object(own.shuffled(using: &random), mischief)))
    }
    if !vocabulary.instruments.isEmpty, random.chance(25) {
      members.append(("instruments", instruments(mischief)))
    }
    if mischief {
      let others = [
        ("nonsense", "true"), ("id", "\"twice\""), ("instruments", "{}"),
        ("instruments", "{\"tsk_17\":[1,2]}"),
        ("", "1"), ("deep", String(repeating: "[", count: 40) + String(repeating: "]", count: 40)),
        ("deep", String(repeating: "{\"a\":", count: 300)),
      ]
      if random.chance(12) { members.append(random.pick(others)) }
    }
    var bytes = Array(object(members.shuffled(using: &random), mischief).utf8)
    if mischief { spoil(&bytes) }
    return bytes.map { $0 == 10 ? 32 : $0 }
  }

  private mutating func space() -> String {
    random.chance(70) ? "" : random.pick([" ", "  ", "\t", "\r", " \t \r "])
  }

  private mutating func object(_ members: [(String, String)], _ mischief: Bool) -> String {
    var text = "\(space()){\(space())"
    for (place, (key, value)) in members.enumerated() {
      if place > 0 { text += ",\(space())" }
      text += "\(quoted(key, random.chance(mischief ? 8 : 2)))\(space()):\(space())\(value)\(space())"
    }
    if mischief, random.chance(2) { text += "," }
    return text + "}" + space()
  }

  /// Returns a string that needs no escapes, with or without them.
  private mutating func quoted(_ text: String, _ escapes: Bool) -> String {
    guard escapes, !text.isEmpty else { return "\"\(text)\"" }
    let place = random.below(text.count)
    let parts = text.enumerated().map { index, letter in
      index == place && letter.isASCII
        ? "\\u00" + String(letter.asciiValue ?? 0, radix: 16, uppercase: random.chance(50)) : String(letter)
    }
    return "\"\(parts.joined())\""
  }

  /// Answers to some questionnaires, as a list or by number; some of them left out, or wrong.
  private mutating func instruments(_ mischief: Bool) -> String {
    let names = vocabulary.instruments.keys.sorted().shuffled(using: &random).prefix(1 + random.below(2))
    var forms = names.compactMap { vocabulary.instruments[$0] }.map { instrument in
      (instrument.name, random.chance(4) ? "null" : answers(instrument, mischief))
    }
    if mischief, random.chance(5), let first = forms.first { forms.append(first) }
    return object(forms, mischief)
  }

  private mutating func answers(_ instrument: Instrument, _ mischief: Bool) -> String {
    let leavesOut = random.chance(25)
    var answers = instrument.ranges.map { range in
      if leavesOut, random.chance(10) { return "null" }
      let answer = range.low + random.below(range.high - range.low + 1)
      return "\(mischief && random.chance(2) ? random.pick([range.low - 1, range.high + 1]) : answer)"
    }
    if mischief, random.chance(10) {
      answers[0] = random.pick(["1.0", "1e0", "true", "\"1\"", "-0", "[]", "{}", "01", "1.5"])
    }
    if mischief, random.chance(5) { answers.append("1") }
    if mischief, random.chance(5) { answers.removeLast() }
    if random.chance(15) {
      return object(answers.enumerated().map { ("\($0 + 1)", $1) }, mischief)
    }
    return "[\(space())" + answers.joined(separator: "\(space()),\(space())") + "\(space())]"
  }

  /// Free text with escapes; up to its limit, or spoilt.
  private mutating func notes(_ mischief: Bool) -> String {
    let pieces = [
      "slept badly", "\\n", "\\\"", "\\\\", "\\/", "\\t\\b\\f\\r", "é", "😀", "\\u00e9", "\\ud83d\\ude00",
    ]
    var text = (0..<random.below(6)).map { _ in random.pick(pieces) }.joined()
    if mischief, random.chance(30) {
      text += random.pick(["\\x", "\\ud83d", "\\u00g0", "\u{1}", "\\'"])
    }
    if mischief { text += String(repeating: "n", count: max(0, 4_090 + random.below(12) - text.utf8.count)) }
    return "\"\(text)\""
  }

  private mutating func value(_ fact: Fact) -> String {
    if random.chance(4) { return "null" }
    if random.chance(6) {
      return
        "{\(space())\"absent\"\(space()):\(space())\"\(random.pick(Absence.allCases).rawValue)\"\(space())}"
    }
    switch random.value(of: fact) {
    case .boolean(let flag): return flag ? "true" : "false"
    case .code(let code): return quoted(code, random.chance(3))
    case .number(let number): return spelled(number)
    }
  }

  /// The same number in another spelling.
  private mutating func spelled(_ number: ExactNumber) -> String {
    let text = number.description
    if number == 0, random.chance(30) { return random.pick(["-0", "0.0", "-0.0", "0e5", "0E-3"]) }
    switch random.below(12) {
    case 0: return text + (text.contains(".") ? "0" : ".0")
    case 1: return text + (text.contains(".") ? "00000" : ".00000")
    case 2: return text + random.pick(["e0", "E0", "e+0", "e-0", "e00"])
    case 3:
      let shifted =
        number.scale < 18
        ? ExactNumber(unscaled: Int128(number.mantissa) * 10, scale: Int(number.scale)) : nil
      return (shifted?.description ?? text) + random.pick(["e-1", "E-1", "e-01"])
    case 4:
      return
        (ExactNumber(unscaled: Int128(number.mantissa), scale: Int(number.scale) + 1)?.description ?? text)
        + "e1"
    case 5:
      return text + (text.contains(".") ? "" : ".")
        + String(repeating: "0", count: random.pick([15, 16, 17, 18, 19, 30]))
    default: return text
    }
  }

  /// Returns a value that the fact does not allow, or only just allows.
  private mutating func odd(_ fact: Fact) -> String {
    var texts = [
      "[]", "[1]", "{}", "{\"absent\":\"gone\"}", "{\"absent\":null}", "{\"absent\":\"unknown\",\"x\":1}",
      "\"5\"", "true",
      "tru", "TRUE", "nul", "\"\"", "\"true\"", "7", "01", "-01", "1.", ".5", "+1", "-", "1e", "1e400",
      "1E-400", "0x10",
      "NaN", "Infinity", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
      "999999999999999999",
      "1000000000000000000", "0.0000000000000000001", "100000000000000000000000000000", "1 2", "\"a\\nb\"",
      "{\"at_least\":1}", "{\"at_most\":20}", "{\"between\":[2,9]}", "{\"between\":[9,2]}",
      "{\"at_least\":true}",
      "{\"one_of\":[\"function\",\"pain\"]}", "{\"one_of\":[\"retired\",\"student\"]}", "{\"one_of\":[]}",
      "\"\\ud800\"", "truee", "nulll", "1.5.5", "--1", "{\"absent\" \"unknown\"}", "{\"absent\":\"unknown\"",
    ]
    if let grid = fact.grid {
      // Off by one in the last digit of the step: on the grid only if that is the step.
      let last = ExactNumber(unscaled: 1, scale: Int(grid.step.scale))
      let near = [
        grid.low - grid.step, (grid.low - grid.step).flatMap { $0 - grid.step }, grid.high + grid.step,
        last.flatMap { grid.low + $0 }, last.flatMap { grid.high - $0 },
        grid.step.halved.flatMap { grid.low + $0 }, grid.step.halved.flatMap { grid.high - $0 },
      ]
      texts += near.compactMap { $0?.description } + near.compactMap { $0?.description }
    }
    return random.pick(texts)
  }

  private mutating func id(_ mischief: Bool) -> String {
    let plain = [
      "\"P-\(random.below(1000))\"", "\"\"", "\"Ä é 漢 🙂\"", "null", "\"a/b\"", "\"\u{7F}\u{85}\u{2028}\"",
    ]
    let odd = [
      "\"" + String(repeating: "x", count: 199 + random.below(4)) + "\"", "\"a\\\"b\"", "\"a\\/b\"",
      "\"\\u00e9\"", "5",
      "\"\\ud83d\\ude42\"", "\"\\ud83d\"", "\"a\tb\"", "\"a\u{1}b\"", "\"a\\tb\"", "\"a\\x\"", "[]", "{}",
      "\"\u{0}\"",
    ]
    return random.pick(mischief && random.chance(40) ? odd : plain)
  }

  /// Damages the bytes.
  private mutating func spoil(_ bytes: inout [UInt8]) {
    guard random.chance(35), !bytes.isEmpty else { return }
    let place = random.below(bytes.count)
    switch random.below(9) {
    case 0: bytes.removeSubrange(place...)
    case 1: bytes[place] = UInt8(random.below(256))
    case 2: bytes[place] ^= 1 << UInt8(random.below(8))
    case 3: bytes.insert(UInt8(random.below(256)), at: place)
    case 4: bytes.remove(at: place)
    case 5: bytes = [0xEF, 0xBB, 0xBF] + bytes
    case 6: bytes += Array(random.pick(["}", "{}", ",", " x", "null", "//", "\u{0}", "\""]).utf8)
    case 7:
      let wrong: [[UInt8]] = [
        [0xC0, 0x80], [0xFF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3], [0x80], [0xE2, 0x82],
      ]
      bytes.insert(contentsOf: random.pick(wrong), at: place)
    default: bytes.swapAt(place, random.below(bytes.count))
    }
  }
}

extension ExactNumber {
  fileprivate var halved: ExactNumber? { ExactNumber(unscaled: Int128(mantissa) * 5, scale: Int(scale) + 1) }
}
