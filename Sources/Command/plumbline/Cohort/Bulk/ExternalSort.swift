import Glibc

/// Sorts lines by a key, equal keys in the order of the input, in bounded memory: what does not fit is written in sorted runs to a file
/// that no name leads to, so that nothing is left behind however the command ends.
///
/// It needs `memory` bytes for lines, half as much again for where they are, 64 KiB for each run, and as much disk as there are lines.
final class ExternalSort {
  private struct Entry {
    var start: Int
    var key: Int
    var line: Int
  }

  private let memory: Int
  private let folder: String
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var spill: SpillFile?
  private var runs: [Range<Int>] = []

  /// - Parameter folder: where the runs are written.
  init(memory: Int = 16 << 20, in folder: String) { (self.memory, self.folder) = (memory, folder) }

  func add(_ key: [UInt8], _ line: [UInt8]) throws(Fault) {
    if !entries.isEmpty, bytes.count + key.count + line.count > memory { try endRun() }
    entries.append(Entry(start: bytes.count, key: key.count, line: line.count))
    bytes += key
    bytes += line
  }

  /// Gives every line with its key, sorted.
  func finish() throws(Fault) -> SortedLines {
    try endRun()
    guard let spill else { return SortedLines([]) }
    var readers: [RunReader] = []
    for run in runs { readers.append(try RunReader(spill, run)) }
    return SortedLines(readers)
  }

  private func endRun() throws(Fault) {
    if entries.isEmpty { return }
    let file: SpillFile
    if let spill { file = spill } else { file = try SpillFile(in: folder) }
    spill = file
    let begin = file.length
    var out: [UInt8] = []
    for entry in sorted() {
      withUnsafeBytes(of: (UInt32(entry.key), UInt32(entry.line))) { out += $0 }
      out += bytes[entry.start..<(entry.start + entry.key + entry.line)]
      if out.count >= 1 << 20 {
        try file.write(out)
        out.removeAll(keepingCapacity: true)
      }
    }
    try file.write(out)
    runs.append(begin..<file.length)
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  private func sorted() -> [Entry] {
    bytes.withUnsafeBytes { bytes in
      func key(_ entry: Entry) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[entry.start..<(entry.start + entry.key)])
      }
      return entries.sorted { left, right in
        let (own, other) = (key(left), key(right))
        if own.lexicographicallyPrecedes(other) { return true }
        return left.start < right.start && !other.lexicographicallyPrecedes(own)
      }
    }
  }
}

/// The lines of all runs in order: a heap of the runs by their next lines.
final class SortedLines {
  private var heap: [RunReader]

  fileprivate init(_ runs: [RunReader]) {
    heap = runs
    for place in heap.indices.reversed() { sink(place) }
  }

  /// Returns the next line; nil at the end.
  func next() throws(Fault) -> (key: [UInt8], line: [UInt8])? {
    guard let first = heap.first, let taken = first.current else { return nil }
    try first.advance()
    if first.current == nil {
      let last = heap.removeLast()
      if !heap.isEmpty { heap[0] = last }
    }
    sink(0)
    return taken
  }

  private func sink(_ start: Int) {
    var place = start
    while true {
      let children = [2 * place + 1, 2 * place + 2].filter { $0 < heap.count }
      guard let least = children.min(by: { heap[$0].isBefore(heap[$1]) }), heap[least].isBefore(heap[place])
      else {
        return
      }
      heap.swapAt(place, least)
      place = least
    }
  }
}

/// A run, read from its beginning.
private final class RunReader {
  private let file: SpillFile
  private let number: Int
  private var at: Int
  private let end: Int
  private var buffer: [UInt8] = []
  private var used = 0
  private(set) var current: (key: [UInt8], line: [UInt8])?

  init(_ file: SpillFile, _ range: Range<Int>) throws(Fault) {
    (self.file, number, at, end) = (file, range.lowerBound, range.lowerBound, range.upperBound)
    try advance()
  }

  func advance() throws(Fault) {
    guard used < buffer.count || at < end else {
      current = nil
      return
    }
    let sizes = try take(8).withUnsafeBytes {
      (Int($0.loadUnaligned(as: UInt32.self)), Int($0.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    }
    current = (try take(sizes.0), try take(sizes.1))
  }

  private func take(_ count: Int) throws(Fault) -> [UInt8] {
    if buffer.count - used < count {
      let missing = max(count - (buffer.count - used), min(1 << 16, end - at))
      buffer = Array(buffer[used...]) + (try file.read(missing, at: at))
      at += missing
      used = 0
    }
    defer { used += count }
    return Array(buffer[used..<(used + count)])
  }

  /// Earlier runs come first where the keys are equal.
  func isBefore(_ other: RunReader) -> Bool {
    guard let own = current?.key, let theirs = other.current?.key else { return current != nil }
    if own == theirs { return number < other.number }
    return own.lexicographicallyPrecedes(theirs)
  }
}

/// A file for a moment, which no name leads to.
private final class SpillFile {
  private let file: Int32
  private let folder: String
  private(set) var length = 0

  init(in folder: String) throws(Fault) {
    self.folder = folder
    // mkstemp writes the name that it chose over the six X.
    var name = Array("\(folder)/plumbline-sort-XXXXXX".utf8CString)
    file = mkstemp(&name)
    guard file >= 0 else {
      throw Fault(
        .cannotCreate,
        "cannot sort in \(folder): \(String(cString: strerror(errno))); name another folder in TMPDIR")
    }
    unlink(name)
  }

  deinit { close(file) }

  func write(_ bytes: [UInt8]) throws(Fault) {
    if bytes.isEmpty { return }
    if let reason = writeAll(bytes, to: file) {
      throw Fault(.cannotWrite, "cannot sort in \(folder): \(reason); name a folder with more room in TMPDIR")
    }
    length += bytes.count
  }

  func read(_ count: Int, at offset: Int) throws(Fault) -> [UInt8] {
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while done < count {
        let rest = UnsafeMutableBufferPointer(rebasing: buffer[done...])
        let got = pread(file, rest.baseAddress, rest.count, off_t(offset + done))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        done += got
      }
      filled = done
    }
    guard done == count else { throw Fault(.noSuchFile, "cannot read what was sorted in \(folder)") }
    return bytes
  }
}
