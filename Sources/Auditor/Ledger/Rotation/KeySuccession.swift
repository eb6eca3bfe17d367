internal import PlumblineJSON
public import PlumblineTransparency

/// The keys of a ledger without the ledger: one that is known, and those to which receipts of exchanges lead from it.
public struct KeySuccession: Sendable {
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is not the receipt, with its payload, of an exchange of keys.
    case noExchange
    /// The exchange in it is not as it should be.
    case forged(String)
    /// It leads from no known key to another one.
    case unrelated
    /// The head of a receipt is not one of the key in force at its size.
    case head(String)

    public var description: String {
      switch self {
      case .noExchange:
        "it is not the receipt of an exchange of keys with its payload; make one with `plumbline audit prove RECORD --with-payload`"
      case .forged(let reason): "the exchange of keys in it is \(reason)"
      case .unrelated: "no known key leads to the keys in it"
      case .head(let reason): reason
      }
    }
  }

  private var known: [VerifierKey]
  private var exchanges: [Int: RotationStatement] = [:]

  public init(_ key: VerifierKey) { known = [key] }

  /// Learns from receipts of exchanges, in any order.
  ///
  /// - Throws: ``Fault`` with the place of the receipt that leads nowhere.
  public mutating func learn(_ receipts: [LogProof]) throws(Unfit) {
    var rest = Array(receipts.enumerated())
    while !rest.isEmpty {
      let before = rest.count
      var last: (place: Int, fault: Fault)?
      rest = rest.filter { place, receipt in
        do throws(Fault) {
          try learn(receipt)
          return false
        } catch {
          last = last ?? (place, error)
          return true
        }
      }
      if rest.count == before, let last { throw Unfit(place: last.place, fault: last.fault) }
    }
  }

  /// A receipt that is of no use, by its place among those given.
  public struct Unfit: Error, Sendable, Hashable {
    public var place: Int
    public var fault: Fault
  }

  /// A known key's own signature in the statement is what leads to the other; where its record is now proves no more.
  private mutating func learn(_ receipt: LogProof) throws(Fault) {
    let parts = (receipt.extra ?? []).split(separator: 10, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let leaf = Leaf(Array(parts[0])), leaf.kind == .rotation, leaf.from == nil,
      let payload = try? JSONReader.read(Array(parts[2]), limits: RecordCheck.limits).value,
      let rotation = RecordedRotation(payload)
    else { throw .noExchange }
    let statement = rotation.statement
    if let fault = rotation.fault(in: known[0].name, at: leaf.index, time: leaf.time, before: "") {
      throw .forged(fault)
    }
    guard known.contains(statement.begins) || known.contains(statement.ends) && statement.cause == .exchanged
    else { throw .unrelated }
    for key in [statement.ends, statement.begins] where !known.contains(key) { known.append(key) }
    exchanges[statement.records] = statement
  }

  /// Checks a receipt with the key that was in force at the size of its head.
  ///
  /// - Throws: ``Fault``, ``Receipt/Fault``, or the reason why the proof is not valid.
  public func receipt(_ proof: LogProof) throws -> (receipt: Receipt, key: VerifierKey) {
    let chain = KeyChain(exchanges.sorted { $0.key < $1.key }.map(\.value), or: known[0])
    let head = try Checkpoint(parsing: proof.checkpoint.text)
    if !exchanges.isEmpty, let fault = chain.fault(proof.checkpoint, head, alone: false) {
      throw Fault.head(fault)
    }
    let key = chain.key(at: head.size)
    return (try Receipt(proof, key: key), key)
  }
}
