/// The name among `names` that `name` was probably meant to be, for "did you mean"; nil when none is near.
///
/// Near is: a third of its letters wrong at most, and one in a short name, where two letters that changed
/// places count as one; the same letters with `_`, `-`, capitals or nothing instead; or the same parts in
/// another order. Of equally near names the first by alphabet is taken. Names of more than 64 bytes are
/// near to none.
///
/// ```swift
/// nearest(to: "at_last", among: ["at_least", "at_most"])  // at_least
/// ```
///
/// - Complexity: O(*n* · *m*²) for *n* names of *m* bytes.
public func nearest(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = NameShape(name)
  guard let wanted else { return nil }
  var best: (rank: Int, name: String)?
  for candidate in names where wanted.mayBeNear(candidate) {
    guard let rank = NameShape(candidate)?.rank(from: wanted) else { continue }
    if let best, (best.rank, best.name) <= (rank, candidate) { continue }
    best = (rank, candidate)
  }
  return best?.name
}

/// A name in the forms in which it is compared.
private struct NameShape {
  private let bytes: [UInt8]
  /// In lower case.
  private let lowered: [UInt8]
  /// The letters and digits in lower case, without what separates the parts.
  private let letters: [UInt8]

  private static let greatestLength = 64

  init?(_ name: String) {
    guard (1...Self.greatestLength).contains(name.utf8.count) else { return nil }
    bytes = Array(name.utf8)
    lowered = bytes.map(Self.lowercased)
    letters = lowered.filter { !Self.isSeparator($0) }
  }

  /// The parts, sorted.
  private var parts: [ArraySlice<UInt8>] {
    lowered.split(whereSeparator: Self.isSeparator).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// How far this is from `wanted`, 0 being nearest; nil when that is too far.
  func rank(from wanted: NameShape) -> Int? {
    if bytes == wanted.bytes { return 0 }
    if letters == wanted.letters, !letters.isEmpty { return 1 }
    if letters.count == wanted.letters.count {
      let parts = parts
      if parts.count > 1, parts == wanted.parts { return 2 }
    }
    let cap = max(1, wanted.bytes.count / 3)
    // A distance is no less than what the lengths differ by.
    if abs(bytes.count - wanted.bytes.count) > cap, abs(letters.count - wanted.letters.count) > cap {
      return nil
    }
    let distance = min(
      editDistance(lowered, wanted.lowered, most: cap), editDistance(letters, wanted.letters, most: cap))
    // With every letter wrong, nothing speaks for a name.
    guard distance <= cap, distance < max(letters.count, wanted.letters.count) else { return nil }
    return 2 * distance
  }

  /// Whether a name's length alone does not rule it out: ``rank(from:)`` would.
  func mayBeNear(_ name: String) -> Bool {
    let cap = max(1, bytes.count / 3)
    if abs(name.utf8.count - bytes.count) <= cap { return true }
    return abs(name.utf8.count { !Self.isSeparator($0) } - letters.count) <= cap
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: "/"),
      UInt8(ascii: "+"):
      true
    default: false
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

/// The fewest insertions, deletions, changes and swaps of neighbours that turn one name into the other; some number above `most`
/// where it takes more than that.
private func editDistance(_ left: [UInt8], _ right: [UInt8], most: Int) -> Int {
  let width = right.count + 1
  // The row that is made and the two before it, in turn.
  var rows = [Int](repeating: 0, count: 3 * width)
  for column in 0..<width { rows[column] = column }
  var leastOfLast = 0
  for row in left.indices {
    let beforeLast = (row + 2) % 3 * width
    let last = row % 3 * width
    let current = (row + 1) % 3 * width
    rows[current] = row + 1
    var least = row + 1
    for column in right.indices {
      var distance = min(rows[last + column + 1], rows[current + column]) + 1
      distance = min(distance, rows[last + column] + (left[row] == right[column] ? 0 : 1))
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        distance = min(distance, rows[beforeLast + column - 1] + 1)
      }
      rows[current + column + 1] = distance
      least = min(least, distance)
    }
    // What follows is no less than the least of the last two rows.
    if least > most, leastOfLast > most { return least }
    leastOfLast = least
  }
  return rows[left.count % 3 * width + right.count]
}
