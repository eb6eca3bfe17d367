internal import PlumblineGuideline

/// The check that a reader can find what is cited.
enum Sources: Check {
  static let doiMalformed = FindingKind(
    "doi-malformed", .warning,
    "a `doi` is malformed",
    reason: """
      A DOI begins with `10.`, a number and a `/`, without an address in front: `10.1136/bmj-2021-067718`. Any other form does \
      not lead a reader to the source.
      """,
    mistake: Examples.source(["doi": "\"https://doi.org/10.1000/example.2019\", -- ←"]),
    fix: Examples.source([:]))

  static let doiShared = FindingKind(
    "doi-shared", .warning,
    "two sources have the same DOI",
    reason: """
      A publication with two names looks like two sources, and an answer lists it twice. Keep one, or correct the DOI that \
      was copied.
      """,
    mistake: .init(
      """
      source "guide-2019" { citation = "Guide G. Walking. 2019.", doi = "10.1000/example.2019" }
      source "guide-2018" { citation = "Guide G. Running. 2018.", doi = "10.1000/example.2019" } -- ←
      """, around: Examples.rule(["sources": "{ \"guide-2018\", \"guide-2019\" },"]),
      tests: Examples.test()),
    fix: .init(
      """
      source "guide-2019" { citation = "Guide G. Walking. 2019.", doi = "10.1000/example.2019" }
      source "guide-2018" { citation = "Guide G. Running. 2018.", doi = "10.1000/example.2018" }
      """, around: Examples.rule(["sources": "{ \"guide-2018\", \"guide-2019\" },"]),
      tests: Examples.test()))

  static let urlMalformed = FindingKind(
    "url-malformed", .warning,
    "a `url` is not a web address",
    reason:
      "An address begins with `https://` or `http://` and contains no space. Reports turn it into a link.",
    mistake: Examples.source(["doi": "", "url": "\"www.example.org\", -- ←"]),
    fix: Examples.source(["doi": "", "url": "\"https://www.example.org/guide\","]))

  static let notFindable = FindingKind(
    "source-not-findable", .note,
    "a source has no DOI, no address and no year",
    reason: """
      A reader who is to trust a claim must be able to find what it rests on. Give a DOI, an address, or a citation with at \
      least the year.
      """,
    mistake: Examples.source(["doi": "", "citation": "\"Guide G. Walking.\", -- ←"]),
    fix: Examples.source([:]))

  static let kinds = [doiMalformed, doiShared, urlMalformed, notFindable]

  static func findings(in subject: Subject) -> [Finding] {
    let all = subject.guideline.sources.values.sorted { $0.place < $1.place }
    var byDOI: [String: Source] = [:]
    var found: [Finding] = []
    for source in all {
      func at(_ field: String) -> Finding.Location {
        subject.location(source.place, of: "source", named: source.name, field: field)
      }
      if let doi = source.doi {
        let plain = plain(doi)
        let other = byDOI[plain]
        byDOI[plain] = other ?? source
        if subject.isOwn(source.place) {
          if !isDOI(doi) {
            let hint = isDOI(plain) ? "write '\(plain)'" : "write it as `10.`, a number, `/` and the rest"
            found.append(
              Finding(doiMalformed, at: at("doi"), "`doi` of source '\(source.name)' is '\(doi)'; \(hint)"))
          }
          if let other {
            found.append(
              Finding(
                doiShared, at: at("doi"), "source '\(source.name)' has the DOI of source '\(other.name)'",
                related: [
                  .init(
                    location: subject.location(other.place, naming: other.name), message: "the other source")
                ]))
          }
        }
      }
      guard subject.isOwn(source.place) else { continue }
      if let url = source.url, !isAddress(url) {
        found.append(
          Finding(urlMalformed, at: at("url"), "`url` of source '\(source.name)' is not a web address"))
      }
      if source.doi == nil, source.url == nil, !hasYear(source.citation) {
        found.append(
          Finding(
            notFindable, at: at("citation"),
            "source '\(source.name)' has neither `doi` nor `url`, and its citation has no year"))
      }
    }
    return found
  }

  /// In lower case, without an address or a word in front.
  private static func plain(_ doi: String) -> String {
    let lower = doi.lowercased()
    guard let start = lower.firstRange(of: "10.")?.lowerBound else { return lower }
    return String(lower[start...])
  }

  private static func isDOI(_ text: String) -> Bool {
    guard text.hasPrefix("10."), let slash = text.firstIndex(of: "/") else { return false }
    let registrant = text[text.index(text.startIndex, offsetBy: 3)..<slash]
    let digits = registrant.prefix { $0.isASCII && $0.isNumber }
    let isRegistrant = (4...9).contains(digits.count) && registrant.allSatisfy { $0.isNumber || $0 == "." }
    return isRegistrant && text[slash...].count > 1 && !text.contains(where: \.isWhitespace)
  }

  private static func isAddress(_ text: String) -> Bool {
    let host = ["https://", "http://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) }
    return host.map { !$0.isEmpty && $0.contains(".") && !text.contains(where: \.isWhitespace) } ?? false
  }

  private static func hasYear(_ citation: String) -> Bool {
    citation.split { !$0.isNumber }.contains { number in
      Int(number).map { number.count == 4 && (1800...2200).contains($0) } ?? false
    }
  }
}
