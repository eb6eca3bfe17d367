internal import PlumblineEngine
internal import PlumblineGuideline

/// What the parts of each pairing add, and what is lost if one is not available, according to the packs.
struct RationaleSection {
  let words: ExplanationWords
  let rationales: [PairingRationale]

  func set(on blocks: inout ExplanationBlocks) {
    for rationale in rationales where rationale.parts.count > 1 || rationale.parts.contains(where: \.speaks) {
      blocks.heading("What each part brings: \(rationale.title)")
      if !rationale.parts.contains(where: \.speaks) {
        blocks.paragraph("The packs do not say.")
        continue
      }
      for part in rationale.parts {
        if !part.speaks {
          blocks.item("\(part.name): the packs do not say what it adds.")
          continue
        }
        for (intro, statements) in [
          ("\(part.name) adds", part.adds), ("without \(part.name)", part.lostWithout),
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
