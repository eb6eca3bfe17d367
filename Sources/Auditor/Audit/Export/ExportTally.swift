internal import PlumblineCryptography

/// Counts and hashes the bytes of an export, line by line, while they are written or read.
public struct ExportTally: ~Copyable {
  /// A line of an export, with its line feed.
  public struct Line: Sendable, Hashable {
    /// The record that it is about; nil for a header, or if that is not known.
    public var record: Int?
    /// SHA-256, 32 bytes.
    public var digest: [UInt8]
  }

  public private(set) var lines: [Line] = []
  /// The number of bytes.
  public private(set) var bytes = 0
  private var whole = SHA256()
  private var rest: [UInt8] = []
  private var record: Int?

  public init() {}

  /// - Parameter record: the record that the bytes are about; nil for a header, or if that is not known.
  public mutating func take(_ piece: [UInt8], of record: Int? = nil) {
    bytes += piece.count
    whole.update(piece)
    self.record = record
    var start = 0
    while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
      add(rest + piece[start...end])
      rest = []
      start = end + 1
    }
    rest += piece[start...]
  }

  /// Ends the last line; returns the digest of all bytes: SHA-256, 32 bytes.
  public mutating func finish() -> [UInt8] {
    if !rest.isEmpty { add(rest) }
    rest = []
    var hash = SHA256()
    swap(&hash, &whole)
    return hash.finalize()
  }

  private mutating func add(_ line: [UInt8]) { lines.append(Line(record: record, digest: SHA256.hash(line))) }
}
