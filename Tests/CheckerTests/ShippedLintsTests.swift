import PlumblineChecker
import PlumblineGuideline
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

@Test func `a guideline without otherwise is found where its domain is declared, and only there`() throws {
  let folders = try Shipped.folders().map { folder in
    guard folder.name == "psychological-pairing" else { return folder }
    return PackFolder(
      name: folder.name,
      files: folder.files.map { file in
        let text = String(decoding: file.text, as: UTF8.self)
        guard let start = text.firstRange(of: "\notherwise \"")?.lowerBound else { return file }
        let end = text[start...].firstRange(of: "\n}\n")?.upperBound ?? text.endIndex
        return PackFile(name: file.name, text: Array((text[..<start] + text[end...]).utf8))
      })
  }
  let found = Checking(folders, asOf: "2026-11-25").findings.filter { $0.kind.code == "otherwise-missing" }
  #expect(found.map(\.location.file).allSatisfy { $0.hasPrefix("red-flags/") })
  #expect(
    found.map(\.message) == [
      "the guideline 'chronic-back-pain' has no `otherwise`: where none of its rules is true, it recommends nothing"
    ])
}
