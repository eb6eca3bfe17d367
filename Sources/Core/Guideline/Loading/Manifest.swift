/// Reads `pack` declarations.
struct Manifest {
  let fields: Fields

  func pack(digest: String, declares: [String: Int], files: [PackFile]) -> Pack {
    Pack(
      id: fields.declaration.name,
      version: version("version", fields.text("version")) ?? Version(major: 0, minor: 0, patch: 0),
      title: fields.text("title"), purpose: fields.text("purpose"), authors: fields.texts("authors"),
      reviewBy: fields.optionalDay("review_by"), requires: requirements(), engine: engine(),
      attributes: attributes(),
      digest: digest, declares: declares, files: files,
      place: fields.place())
  }

  private func version(_ name: String, _ text: String) -> Version? {
    if let version = Version(text) { return version }
    if !text.isEmpty {
      fields.problem(
        "`\(name)` of \(fields.who) is '\(text)', which is not a version; write it like 1.2.3", at: name)
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
          "`requires` of \(fields.who) must hold versions as strings: { vocabulary = \"1.0\" }",
          at: "requires")
        continue
      }
      requires[field.name] = version("requires", text)
    }
    return requires
  }

  private func attributes() -> SourceAttributes {
    var attributes = SourceAttributes(
      developer: fields.optionalText("developer"), funding: fields.optionalText("funding"),
      released: fields.optionalDay("released"), revised: fields.optionalDay("revised"))
    let known = SourceAttributes.Data.allCases.map(\.rawValue)
    for field in fields.optionalRecord("uses") {
      guard let data = SourceAttributes.Data(rawValue: field.name) else {
        fields.problem(
          "`uses` of \(fields.who) names '\(field.name)'; choose from \(known.joined(separator: ", "))"
            + fields.scope.problems.didYouMean(field.name, known), at: "uses")
        continue
      }
      switch field.value {
      case .boolean(false): attributes.uses[data] = .notUsed
      case .text(let how) where !how.isEmpty: attributes.uses[data] = .used(how)
      default:
        fields.problem(
          "`uses.\(field.name)` of \(fields.who) must be false, or a string that says how it is used",
          at: "uses")
      }
    }
    return attributes
  }

}
