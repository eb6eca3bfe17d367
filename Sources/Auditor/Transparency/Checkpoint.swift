/// A log's statement about itself at one moment: its name, its number of leaves, and their root.
///
/// ```text
/// example.com/behind-the-sofa
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// ```
///
/// <https://c2sp.org/tlog-checkpoint>
public struct Checkpoint: Hashable, Sendable {
  /// The log's name: one line, not empty.
  public let origin: String
  /// The number of leaves: 0 to 2^62.
  public let size: Int
  public let root: TreeHash
  /// Lines after the third, as read: this module does not know their meaning, and writes none.
  public let extensions: [String]

  /// Nil if the origin is empty, too long or has a newline or another control character, or the size is not in 0...2^62.
  public init?(origin: String, size: Int, root: TreeHash) {
    guard (1...ProofLimit.originBytes).contains(origin.utf8.count), origin.utf8.allSatisfy({ $0 >= 0x20 }),
      (0...ProofLimit.treeSize).contains(size)
    else { return nil }
    self.origin = origin
    self.size = size
    self.root = root
    extensions = []
  }

  /// Reads the text of a note as a checkpoint; verify the note first.
  public init(parsing text: String) throws(CheckpointError) {
    let bytes = Array(text.utf8)
    guard bytes.count <= ProofLimit.noteBytes else { throw .tooLong(limit: ProofLimit.noteBytes) }
    if let line = Lines.firstWithControlCharacter(in: bytes) { throw .controlCharacter(line: line) }
    guard bytes.last == Lines.newline else { throw .noFinalNewline }
    var reader = Lines(bytes)
    var lines: [ArraySlice<UInt8>] = []
    while let line = reader.next() {
      if line.isEmpty { throw .emptyLine(reader.number) }
      lines.append(line)
    }
    guard lines.count >= 3 else { throw .tooFewLines }
    guard lines[0].count <= ProofLimit.originBytes else { throw .badOrigin }
    guard let size = lines[1].size else { throw .badSize }
    guard let root = TreeHash(base64Line: lines[2]) else { throw .badRoot }
    origin = String(decoding: lines[0], as: UTF8.self)
    self.size = size
    self.root = root
    extensions = lines.dropFirst(3).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The three lines to be signed, each with its newline; never an extension.
  public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

  public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
    left.size == right.size && left.root == right.root && left.origin.isSameBytes(as: right.origin)
      && left.extensions.elementsEqual(right.extensions) { $0.isSameBytes(as: $1) }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(root)
  }
}

/// Why a text is not a checkpoint.
public enum CheckpointError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooLong(limit: Int)
  case controlCharacter(line: Int)
  case noFinalNewline
  case emptyLine(Int)
  case tooFewLines
  case badOrigin
  case badSize
  case badRoot

  public var description: String {
    switch self {
    case .tooLong(let limit): "the checkpoint is longer than \(limit) bytes"
    case .controlCharacter(let line):
      "line \(line): a control character: a checkpoint has none except newlines"
    case .noFinalNewline: "the checkpoint does not end in a newline"
    case .emptyLine(let line): "line \(line): a checkpoint has no empty lines"
    case .tooFewLines: "a checkpoint has an origin, a size and a root, each on a line"
    case .badOrigin: "line 1: the origin is too long"
    case .badSize: "line 2: the size is not a plain number from 0 to 2^62"
    case .badRoot: "line 3: the root is not 32 bytes in strict base64"
    }
  }
}
