internal import PlumblineGuideline
internal import PlumblineText

extension Wording {
  /// Returns the finding of a gate that decided or blocks.
  ///
  /// An unknown gate has found nothing, so its words for true are left out; but those of a `need_data` are about what is missing.
  func finding(_ gate: Gate) -> Decision.GateFinding {
    let needs = knowledge.needs(gate)
    let truth = knowledge.truth(gate)
    let speaks = truth == .true || !gate.needed.isEmpty
    let open = language("Not answered: {facts}.", ["facts": knowledge.labels(needs)])
    return .init(
      id: gate.id, truth: truth, title: gate.title,
      because: truth == .true ? filled(gate.because) : speaks ? "\(open) \(filled(gate.because))" : open,
      action: speaks ? gate.action : language.both("Ask before anything else is decided."),
      sources: speaks ? gate.sources : [],
      needs: gate.needed.isEmpty ? needs.sorted() : knowledge.needed(gate))
  }
}
