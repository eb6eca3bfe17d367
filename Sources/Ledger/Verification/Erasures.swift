internal import JSON

/// Holds payloads that are gone against the records that say so.
struct Erasures {
  /// Records without a payload.
  private(set) var missing: Set<Int> = []
  /// By record: the erasure that names it.
  private var announced: [Int: Int] = [:]

  /// - Parameter imports: the imported records up to this one: an imported erasure names them by their shard's numbers.
  mutating func see(_ index: Int, _ finding: RecordCheck.Finding, _ imports: Imports) {
    if finding.isErased { missing.insert(index) }
    guard let leaf = finding.leaf, leaf.kind == .erasure else { return }
    for number in finding.payload?["records"]?.arrayValue ?? [] {
      let record = number.numberValue?.intValue.flatMap { imports.here($0, toldBy: leaf) }
      if let record, record < index, announced[record] == nil {
        announced[record] = index
      }
    }
  }

  /// Payloads that went without a record of it, and payloads that are here though a record says that they went.
  ///
  /// - Parameter isAwaited: whether the erasure of a record may be among what its shard has and was not imported yet.
  func divergences(isAwaited: (Int) -> Bool) -> [Divergence] {
    let unannounced = missing.subtracting(announced.keys).filter { !isAwaited($0) }.sorted().map { index in
      Divergence("record", "\(index)", "sealed", .missing, "the payload is gone, and no erasure names it")
    }
    let returned = Set(announced.keys).subtracting(missing).sorted().map { index in
      Divergence(
        "record", "\(index)", "sealed", .added,
        "record \(announced[index] ?? index) erased this payload, and it is here")
    }
    return unannounced + returned
  }
}
