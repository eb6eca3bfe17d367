internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineText

/// A condition as nested items: first what decided, then the rest in one line.
struct ExplanationTree {
  let words: ExplanationWords

  func set(_ condition: ReadCondition, depth: Int, on blocks: inout ExplanationBlocks) {
    let condition = Self.flattened(condition)
    guard case .combination(let combination, let truth, let parts) = condition else {
      return blocks.item(words.sentence(condition), condition.truth, depth: depth)
    }
    let (deciding, rest) = Self.split(combination, truth, parts)
    if parts.count > 1 || combination == .noneOf {
      blocks.item(ExplanationWords.header(combination, in: words.language), truth, depth: depth)
    }
    let inner = parts.count > 1 || combination == .noneOf ? depth + 1 : depth
    for part in deciding { set(part, depth: inner, on: &blocks) }
    if !rest.isEmpty {
      let besides = rest.flatMap(\.leaves).map { leaf in
        leaf.truth == .unknown || leaf.saysItself
          ? words.sentence(leaf) : "\(words.sentence(leaf)): \(words.answer(leaf.truth))"
      }
      blocks.item(
        words.language("besides: {comparisons}", ["comparisons": besides.joined(separator: "; ")]),
        depth: inner)
    }
  }

  /// Returns the parts that decided a combination, and the others.
  private static func split(
    _ combination: Combination, _ truth: Truth, _ parts: [ReadCondition]
  ) -> (deciding: [ReadCondition], rest: [ReadCondition]) {
    let wanted: Truth?
    switch (combination, truth) {
    case (.all, .true), (.any, .false), (.noneOf, .true): wanted = nil
    case (.all, .false): wanted = .false
    case (.any, .true), (.anyKnown, .true), (.noneOf, .false): wanted = .true
    case (.firstKnown, _):
      guard let first = parts.firstIndex(where: { $0.truth != .unknown }) else { return (parts, []) }
      return (Array(parts[...first]), Array(parts[(first + 1)...]))
    case (_, .unknown): wanted = .unknown
    default: wanted = nil
    }
    guard let wanted else { return (parts, []) }
    return (parts.filter { $0.truth == wanted }, parts.filter { $0.truth != wanted })
  }

  /// Returns a condition without combinations of one part, and without `all` in `all` or `any` in `any`.
  private static func flattened(_ condition: ReadCondition) -> ReadCondition {
    guard case .combination(let combination, let truth, let parts) = condition else { return condition }
    if parts.count == 1, combination != .noneOf { return flattened(parts[0]) }
    guard combination == .all || combination == .any else { return condition }
    let inner = parts.flatMap { part -> [ReadCondition] in
      let part = flattened(part)
      if case .combination(combination, _, let deeper) = part { return deeper }
      return [part]
    }
    return .combination(combination, truth: truth, parts: inner)
  }
}

extension ReadCondition {
  /// Whether its sentence contains its truth.
  fileprivate var saysItself: Bool {
    if case .comparison(let read) = self { read.margin != nil } else { false }
  }
}
