internal import PlumblineGuideline
internal import PlumblineText

/// Whom to call, for a page that is handed over or that says to call somebody.
///
/// A contact that is not set is said, and never guessed.
enum ContactLines {
  /// A line for each contact of the guideline's field, in the order in which somebody would need it.
  static func all(_ guideline: Guideline, in language: Language = .english) -> [String] {
    guideline.domain.contacts.map { line($0, guideline.site, language) }
  }

  /// The lines of those contacts that the site has set; none without a site.
  static func set(_ guideline: Guideline, in language: Language = .english) -> [String] {
    guideline.domain.contacts.filter { guideline.site?.contacts[$0] != nil }.map {
      line($0, guideline.site, language)
    }
  }

  private static func line(_ contact: Site.Contact, _ site: Site?, _ language: Language) -> String {
    guard let value = site?.contacts[contact] else { return missing(contact, language) }
    return switch contact {
    case .emergency: language.both("Emergency: {contact}", ["contact": value])
    case .suicideLine: language.both("If you think of suicide: {contact}", ["contact": value])
    case .team: language.both("The team that treats you: {contact}", ["contact": value])
    }
  }

  private static func missing(_ contact: Site.Contact, _ language: Language) -> String {
    switch contact {
    case .emergency:
      language.both("No emergency contact is set for this site: write it here before you hand this over.")
    case .suicideLine:
      language.both(
        "No contact for thoughts of suicide is set for this site: write it here before you hand this over.")
    case .team:
      language.both("No contact of the team is set for this site: write it here before you hand this over.")
    }
  }
}
