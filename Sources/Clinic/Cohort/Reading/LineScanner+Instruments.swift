internal import PlumblineGuideline
internal import PlumblineJSON

extension LineScanner {
  /// Reads answers to questionnaires, each a list, and scores them into facts. Facts with another source are left to the strict reader.
  mutating func instruments(_ start: Bytes, _ end: Bytes, _ row: Int) -> Bytes? {
    var at = start
    if at[0] != Ascii.openBrace { return Self.null(at) }
    at = Self.space(at + 1)
    if at[0] == Ascii.closeBrace { return at + 1 }
    while true {
      guard at < end, at[0] == Ascii.quote else { return nil }
      at += 1
      let place = named(Self.instrumentSpace, &at, end)
      guard place >= 0, isFirst(instrument: place),
        let next = answers(instruments[place], Self.space(at), row)
      else { return nil }
      at = Self.space(next)
      if at >= end { return nil }
      if at[0] == Ascii.closeBrace { return at + 1 }
      guard at[0] == Ascii.comma else { return nil }
      at = Self.space(at + 1)
    }
  }

  /// Reads a list of answers, or null.
  private mutating func answers(_ instrument: Instrument, _ start: Bytes, _ row: Int) -> Bytes? {
    var at = start
    if at[0] != Ascii.openBracket { return Self.null(at) }
    var answers: [Int: Int] = [:]
    for item in 1...instrument.itemCount {
      at = Self.space(at + 1)
      if let next = Self.null(at) {
        at = Self.space(next)
      } else {
        var (answer, digits): (Int64, Int) = (0, 0)
        let range = instrument.ranges[item - 1]
        guard let next = Self.number(at, &answer, &digits), digits == 0, answer >= range.low,
          answer <= range.high
        else { return nil }
        answers[item] = Int(answer)
        at = Self.space(next)
      }
      guard at[0] == (item < instrument.itemCount ? Ascii.comma : Ascii.closeBracket) else { return nil }
    }
    guard let scores = try? instrument.scores(answers, step: { steps[$0] }) else { return nil }
    for score in scores {
      let field = fields[score.fact]
      guard isFirst(score.fact), field.kind == .number else { return nil }
      let code = field.code(score.value.mantissa, Int(score.value.scale))
      if code == 0 { return nil }
      field.put(code, row)
    }
    return at + 1
  }
}
