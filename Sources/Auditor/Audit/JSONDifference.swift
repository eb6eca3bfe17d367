public import PlumblineJSON

/// The differences between two JSON values: each member by its path, with its values before and after.
///
/// The order of members does not count, as in canonical JSON. Lists are compared place by place; if their lengths differ, what
/// they share at both ends is set aside first, so that one added element shows as one.
public struct JSONDifference: Sendable, Hashable {
  public struct Entry: Sendable, Hashable {
    /// `recommendations[0].claims[1].certainty`; empty for the whole value.
    public var path: String
    /// The value before; nil if there was none.
    public var before: JSONValue?
    /// The value after; nil if there is none any more.
    public var after: JSONValue?
  }

  /// The first differences, in the order of keys and places.
  public private(set) var entries: [Entry] = []
  /// The number of all differences, including those not kept.
  public private(set) var count = 0

  private let most: Int

  /// - Parameter most: the maximum number kept; the rest are only counted.
  public init(_ before: JSONValue, _ after: JSONValue, keeping most: Int = 20) {
    self.most = most
    compare(before.inOrder, after.inOrder, "")
  }

  private mutating func compare(_ before: JSONValue, _ after: JSONValue, _ path: String) {
    if before == after { return }
    switch (before, after) {
    case (.object(let before), .object(let after)): compare(before, after, path)
    case (.array(let before), .array(let after)): compare(before, after, path)
    default: add(path, before, after)
    }
  }

  private mutating func compare(_ before: [JSONMember], _ after: [JSONMember], _ path: String) {
    var left = before[...]
    var right = after[...]
    while let one = left.first ?? right.first {
      let first = right.first.map { $0.precedes(one) ? $0 : one } ?? one
      let old = left.first.flatMap { first.precedes($0) ? nil : $0 }
      let new = right.first.flatMap { first.precedes($0) ? nil : $0 }
      if old != nil { left.removeFirst() }
      if new != nil { right.removeFirst() }
      meet(old?.value, new?.value, Self.joined(path, first.key))
    }
  }

  private mutating func compare(_ before: [JSONValue], _ after: [JSONValue], _ path: String) {
    var left = before[...]
    var right = after[...]
    if left.count != right.count {
      while let one = left.first, one == right.first {
        left.removeFirst()
        right.removeFirst()
      }
      while let one = left.last, one == right.last {
        left.removeLast()
        right.removeLast()
      }
    }
    for place in left.startIndex..<max(left.endIndex, right.endIndex) {
      meet(Self.element(left, place), Self.element(right, place), "\(path)[\(place)]")
    }
  }

  /// The element at a place; nil, and not JSON's null, if there is no such place.
  private static func element(_ list: ArraySlice<JSONValue>, _ place: Int) -> JSONValue? {
    list.indices.contains(place) ? .some(list[place]) : .none
  }

  private mutating func meet(_ before: JSONValue?, _ after: JSONValue?, _ path: String) {
    if let before, let after { compare(before, after, path) } else { add(path, before, after) }
  }

  private mutating func add(_ path: String, _ before: JSONValue?, _ after: JSONValue?) {
    count += 1
    if entries.count < most { entries.append(Entry(path: path, before: before, after: after)) }
  }

  private static func joined(_ path: String, _ key: String) -> String {
    let isPlain =
      !key.isEmpty
      && key.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
      }
    if !isPlain { return "\(path)[\(JSONValue.string(key).canonicalText)]" }
    return path.isEmpty ? key : "\(path).\(key)"
  }
}

extension JSONMember {
  fileprivate func precedes(_ other: JSONMember) -> Bool {
    key.utf16.lexicographicallyPrecedes(other.key.utf16)
  }
}

extension JSONValue {
  /// The same value with every object's members in canonical order.
  fileprivate var inOrder: JSONValue {
    switch self {
    case .array(let elements): .array(elements.map(\.inOrder))
    case .object(let members):
      .object(members.map { JSONMember($0.key, $0.value.inOrder) }.sorted { $0.precedes($1) })
    default: self
    }
  }

  /// The value without some of its own members.
  func without(_ keys: Set<String>) -> JSONValue {
    guard let members = objectValue else { return self }
    return .object(members.filter { !keys.contains($0.key) })
  }
}
