import PlumblineTransparency
import Testing

/// A small log with a key: leaf `n` holds the byte `n`.
struct Log {
  static let origin = "example.org/log"
  let key: SigningKey

  init() throws {
    key = try #require(SigningKey(name: Self.origin, seed: Array(1...32)))
  }

  func head(_ size: Int, origin: String = Log.origin) throws -> SignedNote {
    try key.sign(
      #require(Checkpoint(origin: origin, size: size, root: NaiveTree(size: size).root)).text)
  }

  func proof(_ index: Int, _ size: Int, extra: [UInt8]? = nil) throws -> LogProof {
    let hashes = NaiveTree(size: size).path(index)
    return try LogProof(extra: extra, index: index, hashes: hashes, checkpoint: head(size))
  }

  func request(_ old: Int, _ new: Int) throws -> ConsistencyRequest {
    let hashes = old == 0 ? [] : NaiveTree(size: new).consistency(old)
    return try ConsistencyRequest(old: old, hashes: hashes, checkpoint: head(new))
  }
}

/// The sentence with which a proof is refused, or `read`.
func refusal<Proof>(_ work: () throws(ProofError) -> Proof) -> String {
  do {
    _ = try work()
    return "read"
  } catch {
    return error.description
  }
}
