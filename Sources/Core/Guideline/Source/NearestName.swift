/// Returns the name among `names` that `name` was probably meant to be, for "did you mean"; nil if none is near.
///
/// A name is near if at most a third of its letters are wrong (one in a short name), where two swapped letters count as one; if
/// it has the same letters with other separators or capitals; or if it has the same parts in another order. Of equally near
/// names the alphabetically first is taken. A name of more than 64 bytes has no near name.
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

/// Returns "; did you mean 'x'?" to end an error with, if a known name is near; else an empty string.
public func didYouMean(_ name: String, _ known: some Sequence<String>) -> String {
  nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
}

/// Whether a name can only be a typing error for `meant`, so that it may be shown: at most three letters are wrong.
///
/// A name from a patient's record may hold a patient's own, even if most of it is a fact's: ``nearest(to:among:)`` takes
/// `surgery.cJansseneared_for_exercise` for `surgery.cleared_for_exercise`, which a message may suggest, but it must not
/// repeat the first. Nor is one shown that is longer than 40 bytes.
public func isTypingError(_ name: String, for meant: String) -> Bool {
  guard name.utf8.count <= 40, let wanted = NameShape(name) else { return false }
  return NameShape(meant)?.rank(from: wanted).map { $0 <= 6 } ?? false
}

/// A name in the forms that are compared.
private struct NameShape {
  private let bytes: [UInt8]
  /// In lower case.
  private let lowered: [UInt8]
  /// The letters and digits in lower case, without separators.
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

  /// Returns the distance from `wanted`, 0 being nearest; nil if it is too far.
  func rank(from wanted: NameShape) -> Int? {
    if bytes == wanted.bytes { return 0 }
    if letters == wanted.letters, !letters.isEmpty { return 1 }
    if letters.count == wanted.letters.count {
      let parts = parts
      if parts.count > 1, parts == wanted.parts { return 2 }
    }
    let cap = max(1, wanted.bytes.count / 3)
    // The distance is at least the difference of the lengths.
    if abs(bytes.count - wanted.bytes.count) > cap, abs(letters.count - wanted.letters.count) > cap {
      return nil
    }
    let distance = min(
      editDistance(lowered, wanted.lowered, most: cap), editDistance(letters, wanted.letters, most: cap))
    // A name in which every letter is wrong is not near.
    guard distance <= cap, distance < max(letters.count, wanted.letters.count) else { return nil }
    return 2 * distance
  }

  /// Whether a name's length alone does not rule it out, which ``rank(from:)`` would do later.
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

/// Returns the fewest insertions, deletions, changes and swaps of neighbours that turn one name into the other; some number above
/// `most` if it takes more than that.
private func editDistance(_ left: [UInt8], _ right: [UInt8], most: Int) -> Int {
  let width = right.count + 1
  // The current row and the two before it, by rotation.
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
    // All later rows are at least the least of the last two.
    if least > most, leastOfLast > most { return least }
    leastOfLast = least
  }
  return rows[left.count % 3 * width + right.count]
}
