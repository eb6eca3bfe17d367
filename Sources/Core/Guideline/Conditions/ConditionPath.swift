extension Condition {
  /// The path from a tree's root to one of its nodes: the index of a child, then of that child's child, …
  public typealias Path = [Int]

  /// The node at a path; nil if there is none.
  public subscript(path: Path) -> Condition? {
    guard let first = path.first else { return self }
    guard children.indices.contains(first) else { return nil }
    return children[first][Array(path.dropFirst())]
  }

  /// Returns the tree with another node at a path.
  public func replacing(_ path: Path, with node: Condition) -> Condition {
    guard let first = path.first else { return node }
    return withChildren { children in
      guard children.indices.contains(first) else { return }
      children[first] = children[first].replacing(Array(path.dropFirst()), with: node)
    }
  }

  /// Returns the tree without the node at a path; nil if that would leave a combination empty.
  public func removing(_ path: Path) -> Condition? {
    guard let last = path.last, let parent = self[Array(path.dropLast())], parent.children.count > 1 else {
      return nil
    }
    return replacing(Array(path.dropLast()), with: parent.withChildren { $0.remove(at: last) })
  }

  /// Returns the combination with other children; a leaf stays as it is.
  public func withChildren(_ change: (inout [Condition]) -> Void) -> Condition {
    var parts = children
    change(&parts)
    return switch self {
    case .comparison, .scripted: self
    case .all: .all(parts)
    case .any: .any(parts)
    case .none: .none(parts)
    case .firstKnown: .firstKnown(parts)
    case .anyKnown: .anyKnown(parts)
    }
  }

  /// Every node with its path, each before its children, in the order of writing.
  public var nodes: [(path: Path, node: Condition)] {
    [([], self)]
      + children.enumerated().flatMap { index, child in
        child.nodes.map { ([index] + $0.path, $0.node) }
      }
  }

  /// Every comparison and script with its path, in the order of writing.
  public var leaves: [(path: Path, leaf: Condition)] {
    nodes.filter { $0.node.children.isEmpty }.map { ($0.path, $0.node) }
  }

  /// The line of its first comparison or script; 0 if there is none.
  public var line: Int {
    switch self {
    case .comparison(let comparison): comparison.line
    case .scripted(let script): script.line
    default: children.first?.line ?? 0
    }
  }
}
