/// Reads `site` declarations.
struct SiteReader {
  let fields: Fields

  func site() -> Site? {
    let country = fields.text("country")
    let isCode =
      country.utf8.count == 2
      && country.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    if !country.isEmpty, !isCode {
      fields.problem(
        "`country` of \(fields.who) is '\(country)'; write its code of two capital letters: \"BE\"",
        at: "country")
    } else if Self.isOfNoCountry(country) {
      fields.problem(
        "`country` of \(fields.who) is '\(country)', which ISO 3166 gives to no country; write the country's own code: \"BE\"",
        at: "country")
    }
    var contacts: [Site.Contact: String] = [:]
    let known = Site.Contact.allCases.map(\.rawValue)
    for field in fields.optionalRecord("contacts") {
      guard let contact = Site.Contact(rawValue: field.name) else {
        fields.problem(
          "`contacts` of \(fields.who) names '\(field.name)'; choose from \(known.joined(separator: ", "))"
            + fields.scope.problems.didYouMean(field.name, known), at: "contacts")
        continue
      }
      contacts[contact] = line(field)
    }
    let (by, on) = (fields.optionalText("reviewed_by"), fields.optionalDay("reviewed_on"))
    if !contacts.isEmpty, by == nil || on == nil {
      fields.problem(
        "\(fields.who) sets contacts, and nobody answers for them; write `reviewed_by` and `reviewed_on`",
        at: "contacts", kind: .missingField)
    }
    let site = Site(
      name: fields.declaration.name, country: country, contacts: contacts, reviewedBy: by, reviewedOn: on,
      place: fields.place())
    return isCode ? site : nil
  }

  /// A contact is printed where somebody reads it in a hurry: one line, with words or digits in it.
  private func line(_ field: Term.Field) -> String? {
    guard case .text(let text) = field.value, text.contains(where: { $0.isLetter || $0.isNumber }),
      !text.unicodeScalars.contains(where: {
        [.control, .format].contains($0.properties.generalCategory)
      })
    else {
      fields.problem(
        "`contacts.\(field.name)` of \(fields.who) is not one line of text; write it as it is to be read, or leave it out",
        at: "contacts")
      return nil
    }
    return text
  }

  /// Whether ISO 3166-1 leaves a code to its users, so that no country has it: AA, QM to QZ, XA to XZ, ZZ.
  ///
  /// <https://www.iso.org/iso-3166-country-codes.html>
  private static func isOfNoCountry(_ code: String) -> Bool {
    code == "AA" || code == "ZZ" || code.hasPrefix("X") || ("QM"..."QZ").contains(code)
  }
}
