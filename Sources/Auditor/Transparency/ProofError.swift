/// Why a written proof cannot be read, or does not prove.
///
/// It repeats no part of the proof.
public enum ProofError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooLong(limit: Int)
  case notAProof(String)
  case badExtra
  case extraTooLong(limit: Int)
  case badIndex
  case badOldSize
  case badHash(line: Int)
  case tooManyHashes(limit: Int)
  case noBlankLine
  case shrunk
  case note(NoteError)
  case checkpoint(CheckpointError)
  case wrongOrigin(expected: String)
  case notIncluded
  case notConsistent

  public var description: String {
    switch self {
    case .tooLong(let limit): "the proof is longer than \(limit) bytes"
    case .notAProof(let line): "the first line of a proof is `\(line)`"
    case .badExtra: "the extra data are not in strict base64, or empty"
    case .extraTooLong(let limit): "the extra data are longer than \(limit) bytes"
    case .badIndex: "the index is missing, or not a plain number from 0 to 2^62"
    case .badOldSize: "the old size is missing, or not a plain number from 0 to 2^62"
    case .badHash(let line): "line \(line): the hash is not 32 bytes in strict base64"
    case .tooManyHashes(let limit): "the proof has more than \(limit) hashes"
    case .noBlankLine: "no blank line between the proof and its checkpoint"
    case .shrunk: "the checkpoint's tree is smaller than the old one"
    case .note(let error): "the checkpoint's note: \(error)"
    case .checkpoint(let error): "the checkpoint: \(error)"
    case .wrongOrigin(let expected): "the checkpoint belongs to another log than `\(expected)`"
    case .notIncluded: "the leaf is not proved to be at this index of the checkpoint's tree"
    case .notConsistent: "the checkpoint's tree is not proved to have grown from the old one"
    }
  }
}
