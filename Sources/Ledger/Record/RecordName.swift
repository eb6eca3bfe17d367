/// Where a record is: the ledger's origin and the record's index, `plumbline.local/3f9c2a81b04d77e1/17`.
public struct RecordName: Sendable, Hashable, CustomStringConvertible {
  public var origin: String
  public var index: Int

  public init(origin: String, index: Int) {
    self.origin = origin
    self.index = index
  }

  public var description: String { "\(origin)/\(index)" }
}
