import PlumblineChecker
import PlumblineTestSupport
import Testing

@Test func `the shipped packs have only the known findings: what is unconfirmed or unused`() throws {
  let checking = Checking(try Shipped.folders(), asOf: "2026-11-25")
  #expect(checking.loads)
  let reported = checking.findings.filter { $0.kind.severity > .error }
  let known: Set<String> = ["evidence-unconfirmed", "source-unused", "coding-unconfirmed"]
  #expect(reported.filter { !known.contains($0.kind.code) }.map(\.shown) == [])
  #expect(checking.findings.filter { $0.kind.severity == .error }.map(\.shown) == [])
}
