internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// What the parts of each pairing add, and what is lost if one is not available, according to the packs.
struct RationaleSection {
  let words: ExplanationWords
  let rationales: [PairingRationale]

  private var language: Language { words.language }

  func set(on blocks: inout ExplanationBlocks) {
    for rationale in rationales where rationale.parts.count > 1 || rationale.parts.contains(where: \.speaks) {
      blocks.heading(language("What each part brings: {pairing}", ["pairing": rationale.title]))
      if !rationale.parts.contains(where: \.speaks) {
        blocks.paragraph(language("The packs do not say."))
        continue
      }
      for part in rationale.parts {
        let name = words.named(part: part.name)
        if !part.speaks {
          blocks.item(language("{part}: the packs do not say what it adds.", ["part": name]))
          continue
        }
        for (intro, statements) in [
          (language("{part} adds", ["part": name]), part.adds),
          (language("without {part}", ["part": name]), part.lostWithout),
        ] {
          for statement in statements {
            blocks.item("\(intro): \(statement.says) [\(words.sources(statement.sources))]")
          }
        }
      }
    }
  }
}

extension PairingRationale.Part {
  fileprivate var speaks: Bool { !adds.isEmpty || !lostWithout.isEmpty }
}
