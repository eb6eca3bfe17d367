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

  @Test func `a caution that moves is a change of words, wherever it moves to`() throws {
    let guideline = try Shipped.guideline()
    let before = DeclarationList(alone: guideline)
    for (name, pairing) in guideline.pairings where !pairing.cautions.isEmpty {
      var changed = guideline
      let old = pairing.cautions[0].placement
      changed.pairings[name]?.cautions[0].placement = old == .watch ? .quiet : .watch
      #expect(DeclarationList(alone: changed).fields != before.fields, "\(name)")
    }
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
