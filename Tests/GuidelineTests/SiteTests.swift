import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// A site's own settings: whom to call. Nothing has a default.
struct SiteTests {
  private static func load(_ site: String) throws -> Guideline {
    try GuidelineLoader.load([
      Shipped.pack("red-flags", ["pack.lua": SmallPack.manifest("1.0.0") + SmallPack.people + site])
    ])
  }

  @Test func `a site sets contacts, and who checked them`() throws {
    let site = try #require(
      try Self.load(
        #"site "clinic" { country = "BE", contacts = { emergency = "call 1" }, reviewed_by = "A", reviewed_on = "2026-11-01" }"#
      ).site)
    #expect(site.contacts == [.emergency: "call 1"] && site.country == "BE" && site.reviewedBy == "A")
  }

  @Test func `without a site, and in an empty one, no contact is set`() throws {
    #expect(try Self.load("").site == nil)
    #expect(try Self.load(#"site "clinic" { country = "NL" }"#).site?.contacts.isEmpty == true)
  }

  @Test(arguments: [
    (#"site "c" { contacts = {} }"#, "has no `country`"),
    (#"site "c" { country = "Belgium" }"#, "two capital letters"),
    (#"site "c" { country = "BE", contacts = { suicide_lin = "x" } }"#, "did you mean 'suicide_line'"),
    (#"site "c" { country = "BE", contacts = { team = "…" } }"#, "not one line of text"),
    (#"site "c" { country = "BE", contacts = { team = "a\nb" } }"#, "not one line of text"),
    (#"site "c" { country = "BE", contacts = { team = 112 } }"#, "not one line of text"),
    (#"site "c" { country = "BE", contacts = { team = "a" } }"#, "nobody answers for them"),
    (#"site "c" { country = "BE" } site "d" { country = "BE" }"#, "a guideline has one `site`"),
  ])
  func `what is no site is refused`(text: String, words: String) {
    do {
      _ = try Self.load(text)
      Issue.record("it loads")
    } catch {
      let messages = (error as? PackFailure)?.problems.map(\.message) ?? []
      #expect(messages.contains { $0.contains(words) }, "\(messages)")
      for message in messages { #expect(ErrorForm.faults(in: message) == [], "\(message)") }
    }
  }

  @Test func `the example loads beside the packs, and sets nothing`() throws {
    let folders = try Shipped.folders() + PackFolder.find(in: "\(Shipped.examples)/site")
    let site = try #require(try GuidelineLoader.load(folders).site)
    #expect(site.contacts.isEmpty && site.country == "BE")
  }
}
