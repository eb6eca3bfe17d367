internal import PlumblineJSON

/// Checks missing payloads against the erasures that name them, with a bit or two for each record.
struct Erasures {
  /// Records without a payload.
  private var missing = RecordSet()
  /// The records among them that no erasure has named yet.
  private var unannounced = RecordSet()

  var count: Int { missing.count }

  /// - Parameter imports: the imported records up to this one: an imported erasure names them by their shard's numbers.
  /// - Returns: the payloads that are present although this record says that they were erased.
  mutating func see(_ index: Int, _ finding: RecordCheck.Finding, _ imports: Imports) -> [Divergence] {
    if finding.isErased {
      missing.insert(index)
      unannounced.insert(index)
    }
    guard let leaf = finding.leaf, leaf.kind == .erasure else { return [] }
    var returned: [Divergence] = []
    for number in finding.payload?["records"]?.arrayValue ?? [] {
      guard let record = number.numberValue?.intValue.flatMap({ imports.here($0, toldBy: leaf) }),
        record >= 0,
        record < index
      else { continue }
      if missing.contains(record) {
        unannounced.remove(record)
      } else {
        returned.append(
          Divergence(
            "record", "\(record)", "sealed", .added, "record \(index) erased this payload, but it is present")
        )
      }
    }
    return returned
  }

  /// Reports payloads that are missing without an erasure.
  ///
  /// - Parameter isAwaited: whether the erasure of a record may be among its shard's records that were not imported yet.
  func eachUnannounced(isAwaited: (Int) -> Bool, _ report: (Divergence) -> Void) {
    unannounced.forEach { index in
      if isAwaited(index) { return }
      report(
        Divergence(
          "record", "\(index)", "sealed", .missing, "the payload is missing, and no erasure names it"))
    }
  }
}

/// A set of record numbers, with a bit for each.
struct RecordSet {
  private var words: [UInt64] = []
  private(set) var count = 0

  init() {}

  func contains(_ index: Int) -> Bool {
    index >> 6 < words.count && words[index >> 6] & 1 << UInt64(index & 63) != 0
  }

  mutating func insert(_ index: Int) {
    while words.count <= index >> 6 { words.append(0) }
    if !contains(index) { count += 1 }
    words[index >> 6] |= 1 << UInt64(index & 63)
  }

  mutating func remove(_ index: Int) {
    guard contains(index) else { return }
    words[index >> 6] &= ~(1 << UInt64(index & 63))
    count -= 1
  }

  /// Visits the numbers in order.
  func forEach(_ visit: (Int) -> Void) {
    for (place, word) in words.enumerated() where word != 0 {
      for bit in 0..<64 where word & 1 << UInt64(bit) != 0 { visit(place << 6 + bit) }
    }
  }
}
