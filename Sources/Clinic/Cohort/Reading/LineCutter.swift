/// Cuts a stream of bytes into pieces of whole lines, in bounded memory.
///
/// A line longer than the reader accepts is cut where it is certain to be refused; the rest of it is dropped.
public struct LineCutter: Sendable {
  private let isCSV: Bool
  private let size: Int
  private var rest: [UInt8] = []
  /// Whether the rest of a line that was refused for its length is being skipped.
  private var isDropping = false
  /// Whether another cutter could continue at ``offset`` with ``line``.
  public var isBetweenLines: Bool { !isDropping }
  /// The number of the next line.
  public private(set) var line = 1
  /// The number of bytes in the pieces so far, with what was dropped.
  public private(set) var offset = 0

  /// The most bytes of a line that are kept: one more than the reader accepts.
  private let longest: Int

  /// - Parameters:
  ///   - size: the approximate number of bytes in a piece.
  ///   - accepted: the longest line that the reader accepts, in bytes.
  public init(isCSV: Bool, size: Int = 1 << 19, accepted: Int = 1 << 20) {
    self.isCSV = isCSV
    longest = accepted + 1
    self.size = size
  }

  /// Returns the next piece; nil at the end of the input.
  ///
  /// - Parameter read: returns more bytes, at least one, or none at the end.
  public mutating func next<Failure>(_ read: (Int) throws(Failure) -> [UInt8]) throws(Failure) -> CohortPiece?
  {
    var isAtEnd = false
    while true {
      let whole = isAtEnd ? rest.count : end(of: rest)
      if whole > 0, isAtEnd || rest.count >= size || whole == rest.count {
        return piece(whole)
      }
      if rest.count > longest, whole == 0 {
        // The line has no end yet: the kept part is refused, and the rest dropped up to the next line.
        var kept = CohortPiece(
          bytes: Array(rest.prefix(longest)) + [Ascii.newline], count: longest + 1, line: line)
        line += Bytes.newlines(in: kept.bytes)
        kept.bytes.append(contentsOf: repeatElement(0, count: CohortPiece.padding))
        offset += longest
        let more = Array(rest.dropFirst(longest))
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

  /// Returns the whole lines read so far, if no more can be read; an incomplete line is dropped.
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

  /// Returns the first record alone, without its line break: the header row of CSV. Nil if its end is beyond the limit.
  public mutating func header<Failure>(_ read: (Int) throws(Failure) -> [UInt8]) throws(Failure) -> [UInt8]? {
    while true {
      let record = rest.withUnsafeBufferPointer { CSVRecord.end($0, 0..<$0.count) }
      let isWhole = record.next > 0 && rest[record.next - 1] == Ascii.newline
      let more = isWhole || rest.count > longest ? [] : try read(1 << 16)
      if !more.isEmpty {
        rest += more
        continue
      }
      if rest.count > longest, !isWhole { return nil }
      let header = Array(rest[..<record.end])
      rest.removeFirst(record.next)
      offset += record.next
      line += record.lines
      return header
    }
  }

  /// Skips what was answered before.
  ///
  /// - Returns: false if the input ends before that.
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

  /// Returns the first bytes that were read, in the memory into which they were read.
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

  /// Returns one past the last whole line; for CSV, up to a record whose end is beyond the limit.
  private func end(of bytes: [UInt8]) -> Int {
    guard isCSV else { return bytes.lastIndex(of: Ascii.newline).map { $0 + 1 } ?? 0 }
    var end = 0
    var quotes = CSVQuotes()
    for (index, byte) in bytes.enumerated() {
      if quotes.end(byte) { end = index + 1 }
      if index - end >= longest { return end }
    }
    return end
  }
}
