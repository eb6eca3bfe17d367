import PlumblineGuideline
import PlumblineTestSupport
import Testing

@testable import PlumblineDifference

/// A change of the domain is a change like any other: found, explained by its declaration, and weighed for the version.
struct DomainDifferenceTests {
  private static func difference(_ old: String, _ new: String) throws -> GuidelineDifference {
    let before = try GuidelineLoader.load(OtherField.folders())
    let after = try GuidelineLoader.load(
      OtherField.folders(domain: OtherField.domain.replacing(old, with: new)))
    return SmallPack.difference(before, after)
  }

  @Test func `another order of stages changes answers, because of the domain`() throws {
    let difference = try Self.difference(
      #""confirmation", { name = "scope", label = "who it is for" }"#,
      #"{ name = "scope", label = "who it is for" }, "confirmation""#)
    let one = try #require(difference.classes.first)
    #expect(one.causes.causes.map(\.key.description) == ["domain high-blood-pressure"])
    #expect(difference.versions.map(\.pack).contains("bp-stops"))
  }

  @Test func `another label changes no answer`() throws {
    let difference = try Self.difference("label = \"in the first year\"", "label = \"within a year\"")
    #expect(difference.classes.isEmpty)
    #expect(difference.wordChanges.map(\.key.description) == ["domain high-blood-pressure"])
  }
}
