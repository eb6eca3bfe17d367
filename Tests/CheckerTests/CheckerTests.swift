import Checker
import Testing

@Test func `every kind of finding has a code of its own`() {
  let codes = Checks.kinds.map(\.code)
  #expect(Set(codes).count == codes.count)
}
