internal import JSON

/// Holds payloads that are gone against the records that say so.
struct Erasures {
  /// Records without a payload.
  private(set) var missing: Set<Int> = []
  /// By record: the erasure that names it.
  private var announced: [Int: Int] = [:]

  mutating func see(_ index: Int, isErased: Bool, kind: RecordKind?, _ payload: JSONValue?) {
    if isErased { missing.insert(index) }
    guard kind == .erasure else { return }
    for record in payload?["records"]?.arrayValue ?? [] {
      if let record = record.numberValue?.intValue, record < index, announced[record] == nil {
        announced[record] = index
      }
    }
  }

  /// Payloads that went without a record of it, and payloads that are here though a record says that they went.
  var divergences: [Divergence] {
    let unannounced = missing.subtracting(announced.keys).sorted().map { index in
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
