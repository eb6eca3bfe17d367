/// Cuts a stream of bytes into pieces of whole lines, in bounded memory.
///
/// A line longer than any that is read is cut off where it is certain to be refused; the rest of it is dropped.
public struct LineCutter: Sendable {
  private let isCSV: Bool
  private let size: Int
  private var rest: [UInt8] = []
  /// Whether the rest of a line that was refused for its length is being passed over.
  private var isDropping = false
  /// Whether another cutter could go on at ``offset`` with ``line``.
  public var isBetweenLines: Bool { !isDropping }
  /// Number of the next line.
  public private(set) var line = 1
  /// How many bytes the pieces so far held, with what was dropped.
  public private(set) var offset = 0

  /// The most bytes of a line that are kept: one more than are read.
  static let longest = (1 << 20) + 1

  /// - Parameter size: how many bytes a piece has about.
  public init(isCSV: Bool, size: Int = 1 << 19) {
    self.isCSV = isCSV
    self.size = size
  }

  /// The next piece; nil at the end of the input.
  ///
  /// - Parameter read: gives more bytes, at least one, or none at the end.
  public mutating func next<Failure>(_ read: (Int) throws(Failure) -> [UInt8]) throws(Failure) -> CohortPiece?
  {
    var isAtEnd = false
    while true {
      let whole = isAtEnd ? rest.count : end(of: rest)
      if whole > 0, isAtEnd || rest.count >= size || whole == rest.count {
        return piece(whole)
      }
      if rest.count > Self.longest, whole == 0 {
        // No end in sight: what is kept is refused, and the rest dropped up to the next line.
        var kept = CohortPiece(
          bytes: Array(rest.prefix(Self.longest)) + [Ascii.newline], count: Self.longest + 1, line: line)
        line += Bytes.newlines(in: kept.bytes)
        kept.bytes.append(contentsOf: repeatElement(0, count: CohortPiece.padding))
        offset += Self.longest
        let more = Array(rest.dropFirst(Self.longest))
        rest = []
        isDropping = true
        take(more)
        return kept
      }
      if isAtEnd { return nil }
      let more = try read(max(size - rest.count, 1 << 16))
      if more.isEmpty { isAtEnd = true }
      take(more)
    }
  }

  /// What has been read and is whole, where no more can be read: the line that is not is given up.
  public mutating func takeWhole() -> CohortPiece? {
    let whole = end(of: rest)
    return whole > 0 ? piece(whole) : nil
  }

  private mutating func take(_ more: [UInt8]) {
    if !isDropping {
      rest.reserveCapacity(max(size, rest.count + more.count) + CohortPiece.padding)
      rest += more
      return
    }
    guard let newline = more.firstIndex(of: Ascii.newline) else {
      offset += more.count
      return
    }
    offset += newline + 1
    rest = Array(more[(newline + 1)...])
    isDropping = false
  }

  /// The first record alone, without its line break: the header row of CSV. Nil where it has no end within reason.
  public mutating func header<Failure>(_ read: (Int) throws(Failure) -> [UInt8]) throws(Failure) -> [UInt8]? {
    while true {
      let record = rest.withUnsafeBufferPointer { CSVRecord.end($0, 0..<$0.count) }
      let isWhole = record.next > 0 && rest[record.next - 1] == Ascii.newline
      let more = isWhole || rest.count > Self.longest ? [] : try read(1 << 16)
      if !more.isEmpty {
        rest += more
        continue
      }
      if rest.count > Self.longest, !isWhole { return nil }
      let header = Array(rest[..<record.end])
      rest.removeFirst(record.next)
      offset += record.next
      line += record.lines
      return header
    }
  }

  /// Passes over what was answered before.
  ///
  /// - Returns: false where the input ends before that.
  public mutating func skip<Failure>(
    to offset: Int, line: Int, _ read: (Int) throws(Failure) -> [UInt8]
  ) throws(Failure) -> Bool {
    if offset < self.offset { return false }
    while self.offset + rest.count < offset {
      self.offset += rest.count
      rest = try read(1 << 18)
      if rest.isEmpty { return false }
    }
    rest.removeFirst(offset - self.offset)
    self.offset = offset
    self.line = line
    return true
  }

  /// The first bytes of what has been read, in the memory that they were read into.
  private mutating func piece(_ count: Int) -> CohortPiece {
    var bytes = rest
    rest = Array(bytes[count...])
    bytes.removeLast(bytes.count - count)
    let first = line
    line += Bytes.newlines(in: bytes)
    offset += count
    bytes.append(contentsOf: repeatElement(0, count: CohortPiece.padding))
    return CohortPiece(bytes: bytes, count: count, line: first)
  }

  /// One past the last whole line; of CSV, up to a record without an end within reason.
  private func end(of bytes: [UInt8]) -> Int {
    guard isCSV else { return bytes.lastIndex(of: Ascii.newline).map { $0 + 1 } ?? 0 }
    var end = 0
    var quotes = CSVQuotes()
    for (index, byte) in bytes.enumerated() {
      if quotes.end(byte) { end = index + 1 }
      if index - end >= Self.longest { return end }
    }
    return end
  }
}
