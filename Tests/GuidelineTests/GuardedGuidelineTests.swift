import PlumblineGuideline
import PlumblineTestSupport
import Testing

/// The only way from packs to decisions.
@Suite struct GuardedGuidelineTests {
  @Test func `the shipped packs may decide`() throws {
    let guideline = try Shipped.guideline()
    #expect(try GuardedGuideline(guideline).guideline.stops.count == guideline.stops.count)
  }

  @Test func `packs without the pack of stops may not`() throws {
    let alone = try GuidelineLoader.load(
      Shipped.folders().filter { folder in folder.name == "vocabulary" })
    let error = #expect(throws: UnguardedGuideline.self) { try GuardedGuideline(alone) }
    #expect(
      error?.description
        == "the packs have no pack of stops, which declares the domain: nothing is decided without it; add that pack"
    )
  }

  @Test func `the pack of stops without a stop may not`() throws {
    var bare = try Shipped.guideline()
    bare.stops = []
    #expect(throws: UnguardedGuideline.self) { try GuardedGuideline(bare) }
  }
}
