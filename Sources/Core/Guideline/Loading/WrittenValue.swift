internal import PlumblineJSON

extension FactValue {
  /// The value that an author wrote: a number (exactly, as its shortest decimal), a boolean or a code.
  init?(_ term: Term) {
    switch term {
    case .boolean(let flag): self = .boolean(flag)
    case .text(let code): self = .code(code)
    case .integer(let value):
      guard let value = Int(exactly: value) else { return nil }
      self = .number(ExactNumber(value))
    case .float(let value):
      guard let number = ExactNumber(value) else { return nil }
      self = .number(number)
    default: return nil
    }
  }
}

extension Fact {
  var unitWords: String { unit.map { " (\($0))" } ?? "" }

  static func plainWords(_ value: FactValue) -> String {
    switch value {
    case .number(let number): number.description
    case .boolean(let flag): flag ? "true" : "false"
    case .code(let code): code
    }
  }
}
