import PlumblineTestSupport
import Testing

@testable import PlumblineDifference
@testable import PlumblineGuideline

/// Nothing that a person reads changes without a line in `plumbline diff`.
struct SentenceDifferenceTests {
  @Test func `each sentence of the packs, changed alone, is a change of words`() throws {
    let guideline = try Shipped.guideline()
    let before = DeclarationList(alone: guideline)
    var unseen: [String] = []
    for sentence in Set(guideline.sentences) {
      let changed = guideline.saying { $0 == sentence ? $0.text + " (changed)" : $0.text }
      if DeclarationList(alone: changed).fields == before.fields {
        unseen.append("\(sentence.word) \(sentence.name): \(sentence.field)")
      }
    }
    #expect(unseen.sorted() == [])
  }
}

extension DeclarationList {
  /// The declarations of a guideline that is compared with nothing.
  fileprivate init(alone guideline: Guideline) {
    self.init(
      AlignedGuidelines.Side(guideline: guideline, laws: []), guideline,
      Array(guideline.vocabulary.facts.indices),
      guideline.vocabulary)
  }

  fileprivate var fields: [DeclarationKey: [AnyHashable]] { entries.mapValues { $0.fields.map(\.value) } }
}
