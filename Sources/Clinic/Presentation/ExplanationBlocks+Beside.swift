internal import PlumblineText

extension ExplanationBlocks {
  /// Returns these blocks with what bears on safety in the source language, too: beside the whole sentence, not inside it.
  ///
  /// - Parameter source: the same explanation in its own language. If it has other blocks, each part that bears on safety keeps its own
  ///   words in both languages.
  func beside(_ source: ExplanationBlocks) -> ExplanationBlocks {
    guard blocks.count == source.blocks.count else { return self }
    var both = ExplanationBlocks(in: language)
    for (own, source) in zip(blocks, source.blocks) { both.add(own.beside(source) ?? own) }
    return both
  }
}

extension ExplanationBlocks.Block {
  /// Nil for a block of another kind.
  fileprivate func beside(_ source: Self) -> Self? {
    switch (self, source) {
    case (.headline(let own), .headline(let source)): .headline(Self.both(own, source))
    case (.heading(let own), .heading(let source)): .heading(Self.both(own, source))
    case (.paragraph(let own), .paragraph(let source)): .paragraph(Self.both(own, source))
    case (.item(let depth, let truth, let own), .item(_, _, let source)):
      .item(depth: depth, truth: truth, Self.both(own, source))
    case (.numbered(let number, let own), .numbered(_, let source)):
      .numbered(number, Self.both(own, source))
    case (.sideBySide(let own), .sideBySide(let source)):
      .sideBySide(own.count == source.count ? zip(own, source).map { $0.beside($1) } : own)
    default: nil
    }
  }

  fileprivate static func both(_ text: String, _ source: String) -> String {
    let own = Bilingual.own(text)
    return own == text || own == source ? own : Bilingual(text: own, english: source).joined
  }
}

extension ExplanationBlocks.Row {
  fileprivate func beside(_ source: Self) -> Self {
    func both(_ own: [String], _ source: [String]) -> [String] {
      own.count == source.count ? zip(own, source).map(ExplanationBlocks.Block.both) : own
    }
    return Self(
      what: what, before: both(before, source.before), after: both(after, source.after))
  }
}
