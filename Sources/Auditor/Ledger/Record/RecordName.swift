/// The name of a record: the ledger's origin and the record's index, `plumbline.local/3f9c2a81b04d77e1/17`.
public struct RecordName: Sendable, Hashable, CustomStringConvertible {
  public var origin: String
  public var index: Int

  public init(origin: String, index: Int) {
    self.origin = origin
    self.index = index
  }

  /// Reads a name; nil if the text is not exactly one.
  public init?(_ text: String) {
    guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")),
      let index = Int(text[text.index(after: slash)...]), index >= 0
    else { return nil }
    self.init(origin: String(text[..<slash]), index: index)
    guard !origin.isEmpty, description.utf8.elementsEqual(text.utf8) else { return nil }
  }

  public var description: String { "\(origin)/\(index)" }
}
