internal import PlumblineJSON
internal import PlumblineTransparency

extension Receipt {
  /// A person's signature in a receipt.
  public struct Signature: Sendable {
    /// What was signed; nil if that cannot be read.
    public var statement: SignatureStatement?
    public var standing: SignatureStanding
  }

  /// The signature that this is the receipt of; nil for a record of another kind, and without a payload.
  ///
  /// The record that was signed is compared by its name alone: its own receipt has the leaf whose hash the statement names.
  ///
  /// - Parameter signers: the keys of people; nil if there is no register of them.
  public func signature(_ signers: Signers?) -> Signature? {
    guard leaf.kind == .signature, let payload,
      let value = try? JSONReader.read(payload, limits: RecordCheck.limits).value
    else { return nil }
    let signature: RecordedSignature
    do { signature = try RecordedSignature(value) } catch {
      return Signature(statement: nil, standing: .wrong(error.words))
    }
    return Signature(
      statement: signature.statement,
      standing: signature.standing(leaf, of: leaf.from?.origin ?? head.origin, signers))
  }
}
