import Testing

@testable import PlumblineGuideline

struct LexicalVocabularyTests {
  private let vocabulary = LexicalVocabulary(
    declarations: ["rule", "role", "a-name-of-more-than-fifteen-bytes", "", "end", "all"],
    combinators: ["all", "any"], comparisons: ["is", "rule"])

  private func roles(_ word: String) -> LexicalVocabulary.Roles {
    vocabulary.meaning(of: 1..<(1 + word.utf8.count), in: Array("(\(word))".utf8)).roles
  }

  @Test func `a word has the roles that it is listed with`() {
    #expect(roles("rule") == [.declaration, .comparison])
    #expect(roles("role") == .declaration)
    #expect(roles("a-name-of-more-than-fifteen-bytes") == .declaration)
    #expect(roles("all") == [.declaration, .combinator])
    #expect(roles("any") == .combinator)
    #expect(roles("is") == .comparison)
  }

  @Test(arguments: ["rul", "rules", "Rule", "2ule", "ruie", "i", "a-name-of-more-than-fifteen-bites", "and"])
  func `other words have no role`(word: String) {
    #expect(roles(word) == [])
  }

  @Test func `a reserved word stays reserved`() {
    let (kind, roles) = vocabulary.meaning(of: 0..<3, in: Array("end".utf8))
    #expect(kind == .end)
    #expect(roles == [])
  }

  @Test func `the words of the packs are those of the loader`() {
    let words = Declaration.words.filter { LexicalVocabulary.packs.roles(of: $0).isEmpty }
    #expect(words.isEmpty)
  }
}

extension LexicalVocabulary {
  fileprivate func roles(of word: String) -> Roles {
    meaning(of: 0..<word.utf8.count, in: Array(word.utf8)).roles
  }
}
