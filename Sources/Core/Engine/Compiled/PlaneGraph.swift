internal import PlumblineGuideline

/// A graph of sets of patients, built from comparisons and from each other; each distinct set is in it once.
struct PlaneGraph: PatientSets {
  typealias Node = Int32

  enum Content: Hashable {
    case nobody
    case everybody
    /// The patients whose code is at least this one, which is at least 1.
    case atLeast(Fact.Index, Scale.Code)
    case equal(Fact.Index, Scale.Code)
    /// A set given from outside before each run: the answers of scripts, and of comparisons between facts.
    case given(Int)
    /// The patients in each of these sets; sorted, at least two.
    case all([Node])
    case any([Node])
    /// The patients in the first set and not in the second.
    case minus(Node, Node)
  }

  /// The content of each node; the parts of a node come before it.
  private(set) var contents: [Content] = [.nobody, .everybody]
  private var nodes: [Content: Node] = [.nobody: 0, .everybody: 1]
  private(set) var givenCount = 0

  static let nobody: Node = 0
  static let everybody: Node = 1

  func nobody() -> Node { Self.nobody }
  func everybody() -> Node { Self.everybody }

  private mutating func node(_ content: Content) -> Node {
    if let node = nodes[content] { return node }
    let node = Node(contents.count)
    contents.append(content)
    nodes[content] = node
    return node
  }

  mutating func atLeast(_ fact: Fact.Index, _ code: Int, _ scale: Scale) -> Node {
    code > Int(scale.greatest) ? Self.nobody : node(.atLeast(fact, Scale.Code(max(code, 1))))
  }

  mutating func known(_ fact: Fact.Index) -> Node { node(.atLeast(fact, 1)) }
  mutating func equal(_ fact: Fact.Index, _ code: Scale.Code) -> Node { node(.equal(fact, code)) }

  mutating func given() -> Node {
    defer { givenCount += 1 }
    return node(.given(givenCount))
  }

  mutating func all(_ parts: [Node]) -> Node {
    let parts = Set(parts).subtracting([Self.everybody])
    if parts.contains(Self.nobody) { return Self.nobody }
    if parts.isEmpty { return Self.everybody }
    return parts.count == 1 ? parts.first ?? Self.everybody : node(.all(parts.sorted()))
  }

  mutating func any(_ parts: [Node]) -> Node {
    let parts = Set(parts).subtracting([Self.nobody])
    if parts.contains(Self.everybody) { return Self.everybody }
    if parts.isEmpty { return Self.nobody }
    return parts.count == 1 ? parts.first ?? Self.nobody : node(.any(parts.sorted()))
  }

  mutating func minus(_ whole: Node, _ part: Node) -> Node {
    if whole == Self.nobody || part == Self.everybody || whole == part { return Self.nobody }
    return part == Self.nobody ? whole : node(.minus(whole, part))
  }

  /// Returns the parts of a node.
  func parts(_ node: Node) -> [Node] {
    switch contents[Int(node)] {
    case .all(let parts), .any(let parts): parts
    case .minus(let whole, let part): [whole, part]
    case .nobody, .everybody, .atLeast, .equal, .given: []
    }
  }
}
