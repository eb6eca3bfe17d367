internal import Glibc
internal import PlumblineEngine
internal import PlumblineInterchange
internal import PlumblineJSON

/// Lines of NDJSON, each a profile. Lines with only spaces are skipped.
final class LineSource: RowSource {
  private var scanner: LineScanner
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var at = 0
  private var end = 0
  private var line = 0

  init(_ block: CohortBlock) { scanner = LineScanner(block) }

  func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: CohortPiece) {
    (self.bytes, at, end, line) = (bytes, 0, piece.count, piece.line)
  }

  func next(row: Int) -> ReadRow? {
    guard let base = bytes.baseAddress else { return nil }
    while at < end {
      let start = base + at
      let stop = Bytes.newline(start, base + end)
      let range = at..<stop - base
      let own = line
      at = range.upperBound + 1
      line += 1
      // A line that was cut may have had more than spaces after the cut.
      if range.count <= ProfileReader.limits.bytes, LineScanner.space(start) >= stop { continue }
      var place = RowPlace(line: own, range: range)
      guard range.count <= ProfileReader.limits.bytes, let read = scanner.scan(start, stop, row: row) else {
        return ReadRow(place: place, isCertain: false)
      }
      place.isBare = !read.saysAbsent
      if let id = read.id.baseAddress { place.id = id - base..<id - base + read.id.count }
      return ReadRow(place: place, isCertain: true)
    }
    return nil
  }

  func text(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] { Array(bytes[range]) }
}

enum Bytes {
  /// Returns the next newline, or the end.
  @inline(__always)
  static func newline(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
    guard let found = memchr(start, Int32(Ascii.newline), end - start) else { return end }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
  }

  static func newlines(in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      guard var at = bytes.baseAddress else { return 0 }
      let end = at + bytes.count
      var count = 0
      while at < end {
        at = newline(at, end)
        if at < end { count += 1 }
        at += 1
      }
      return count
    }
  }
}
