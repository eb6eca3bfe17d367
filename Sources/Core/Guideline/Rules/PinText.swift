internal import PlumblineCryptography

/// The declarations that an adaptation changes, written out: everything that decides, without their wording.
///
/// A site approves a changed cut-off in view of the rule around it. The pin is a short digest of this text, so that an
/// approval does not outlive the rule for which it was given.
///
/// ```
/// rule psychological-pairing/pain-education-for-fear-of-movement
/// when all { any { fear.fabq_physical_activity :at_least(15), … }, goal.primary :is_not "pain" }
/// recommend exercise+pain-education conditional psychological 2
/// claim ho-2022/pain-education/function/mid-term
/// ```
struct PinText {
  let guideline: Guideline
  let notation: Notation

  init(_ guideline: Guideline) {
    self.guideline = guideline
    notation = Notation(guideline.vocabulary)
  }

  /// Returns everything that an adaptation reaches, as it was before any adaptation, in the order of ids.
  func text(_ adaptation: Adaptation) -> String {
    var things: [(id: String, lines: [String])] = []
    func add(_ word: String, _ id: String, _ when: Condition?, _ more: [String]) {
      guard let when, adaptation.reaches(id, when) else { return }
      let scripts = when.scripts.map { "script \($0.name) \(digest(ofFileWith: $0))" }
      things.append((id, ["\(word) \(id)", "when \(notation.text(when))"] + scripts + more))
    }
    for rule in guideline.rules {
      let role: String
      switch rule.role {
      case .candidate(let slot, let rank): role = "\(slot) \(rank)"
      case .alternative: role = "alternative"
      case .otherwise: role = "otherwise"
      }
      add(
        "rule", rule.id, rule.when,
        ["recommend \(rule.recommends) \(rule.strength.rawValue) \(role)"] + rule.claims.map { "claim \($0)" }
          + rule.parts.sorted { $0.key < $1.key }.map {
            "part \($0) \($1.strength.rawValue) \($1.claims?.joined(separator: " ") ?? "")"
          }
      )
    }
    for veto in guideline.vetoes {
      let word = veto.effect == .passesOver ? veto.word : "advise_against"
      add(word, veto.id, veto.when, ["against \(veto.part)"])
    }
    for conflict in guideline.conflicts { add("conflict", conflict.id, conflict.when, []) }
    for gate in guideline.gates {
      let asks = gate.asksWhenUnknown == nil ? "" : " ask"
      add(gate.kind.word, gate.id, gate.when, ["stage \(gate.kind.stage?.name ?? "")\(asks)"])
    }
    return things.sorted { $0.id < $1.id }.flatMap(\.lines).map { $0 + "\n" }.joined()
  }

  /// Returns the first 8 bytes of the text's SHA-256, in hex.
  func pin(_ adaptation: Adaptation) -> String {
    Hex.encode(Array(SHA256.hash(Array(text(adaptation).utf8)).prefix(8)))
  }

  /// A function's own text is not kept separately, so the digest is that of its file.
  private func digest(ofFileWith script: Script) -> String {
    let file = guideline[pack: script.pack]?.files.first { $0.name == script.file }
    return Hex.encode(SHA256.hash(file?.text ?? []))
  }
}

extension Adaptation {
  /// Whether the target names a declaration, itself or through its pack.
  func names(_ id: String) -> Bool { id == target || id.hasPrefix(target + "/") }

  /// Whether the target names a declaration that has a comparison to change.
  func reaches(_ id: String, _ when: Condition) -> Bool {
    names(id) && when.comparisons.contains { $0.fact == fact && $0.operands.contains(.value(from)) }
  }

  /// Whether a string has the form of a ``pin``.
  static func isPin(_ text: String) -> Bool {
    text.utf8.count == 16
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}

extension Gate.Kind {
  /// The author's word for it.
  var word: String {
    switch self {
    case .stop: "stop"
    case .defer: "defer"
    case .exclude: "exclude"
    case .needData: "need_data"
    }
  }
}
