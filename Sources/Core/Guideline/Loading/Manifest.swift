/// Reads `pack` declarations.
struct Manifest {
  let fields: Fields

  func pack(digest: String, declares: [String: Int], files: [PackFile]) -> Pack {
    Pack(
      id: fields.declaration.name,
      version: version("version", fields.text("version")) ?? Version(major: 0, minor: 0, patch: 0),
      title: fields.text("title"), purpose: fields.text("purpose"), authors: fields.texts("authors"),
      reviewBy: date("review_by"), requires: requirements(), engine: engine(),
      attributes: attributes(),
      digest: digest, declares: declares, files: files,
      place: fields.place())
  }

  private func version(_ name: String, _ text: String) -> Version? {
    if let version = Version(text) { return version }
    if !text.isEmpty {
      fields.problem("`\(name)` of \(fields.who) is '\(text)'; a version is written 1.2.3", at: name)
    }
    return nil
  }

  /// The lowest engine that the pack needs.
  func engine() -> Version? { fields.optionalText("engine").flatMap { version("engine", $0) } }

  func requirements() -> [String: Version] {
    var requires: [String: Version] = [:]
    for field in fields.optionalRecord("requires") {
      guard case .text(let text) = field.value else {
        fields.problem(
          "`requires` of \(fields.who) must hold versions as texts: { vocabulary = \"1.0\" }", at: "requires")
        continue
      }
      requires[field.name] = version("requires", text)
    }
    return requires
  }

  private func attributes() -> SourceAttributes {
    var attributes = SourceAttributes(
      developer: fields.optionalText("developer"), funding: fields.optionalText("funding"),
      released: date("released"), revised: date("revised"))
    let known = SourceAttributes.Data.allCases.map(\.rawValue)
    for field in fields.optionalRecord("uses") {
      guard let data = SourceAttributes.Data(rawValue: field.name) else {
        fields.problem(
          "`uses` of \(fields.who) names '\(field.name)'; it may name \(known.joined(separator: ", "))"
            + fields.scope.problems.didYouMean(field.name, known), at: "uses")
        continue
      }
      switch field.value {
      case .boolean(false): attributes.uses[data] = .notUsed
      case .text(let how) where !how.isEmpty: attributes.uses[data] = .used(how)
      default:
        fields.problem(
          "`uses.\(field.name)` of \(fields.who) must be false, or a text that says how it is used",
          at: "uses")
      }
    }
    return attributes
  }

  private func date(_ name: String) -> String? {
    guard let date = fields.optionalText(name) else { return nil }
    if !CalendarDate.isValid(date) {
      fields.problem("`\(name)` of \(fields.who) is '\(date)'; a date is written 2027-11-20", at: name)
    }
    return date
  }
}

/// Dates as text: `2026-11-20`. They order as text does.
public enum CalendarDate {
  /// Whether a text is a day of the Gregorian calendar, written year-month-day.
  public static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      ),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
}
