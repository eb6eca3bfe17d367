internal import Engine
internal import Guideline

/// Answers that have been seen, with their rows as text: patients whose bits are the same have the same answer.
///
/// Bounded; where hardly any answer comes twice it is not kept at all.
struct AnswerMemory {
  struct Entry {
    var answer: CohortAnswer
    var text: RowText
    var isSelected: Bool
    var count = 0
  }

  private let width: Int
  private(set) var entries: [Entry] = []
  private var words: [UInt64] = []
  /// Place of an entry and one; 0: free.
  private var places: [Int32]
  private var bytes = 0
  private var asked = 0
  private var found = 0
  /// Whether looking has been given up.
  private(set) var isIdle = false

  private let mostEntries: Int
  static let mostBytes = 16 << 20

  /// - Parameter mostEntries: a power of two.
  init(width: Int, mostEntries: Int) {
    self.width = width
    self.mostEntries = mostEntries
    places = Array(repeating: 0, count: 4 * mostEntries)
  }

  /// The place of the entry for these bits; nil where there is none yet.
  @inline(__always)
  mutating func find(_ row: UnsafePointer<UInt64>) -> Int? {
    asked += 1
    var place = hash(row) & (places.count - 1)
    while true {
      let entry = Int(places[place]) - 1
      if entry < 0 { return nil }
      if isEqual(row, entry) {
        found += 1
        return entry
      }
      place = (place + 1) & (places.count - 1)
    }
  }

  /// Keeps an entry; returns its place.
  mutating func keep(_ row: UnsafePointer<UInt64>, _ entry: Entry) -> Int {
    var place = hash(row) & (places.count - 1)
    while places[place] != 0 { place = (place + 1) & (places.count - 1) }
    entries.append(entry)
    words.append(contentsOf: UnsafeBufferPointer(start: row, count: width))
    places[place] = Int32(entries.count)
    bytes += entry.text.before.count + entry.text.middle.count + entry.text.after.count + 8 * width
    return entries.count - 1
  }

  mutating func count(_ entry: Int) { entries[entry].count += 1 }

  /// Whether it should be emptied before anything is added.
  var isFull: Bool { entries.count >= mostEntries || bytes >= Self.mostBytes }

  /// Gives up what it holds, to be counted.
  mutating func empty() -> [Entry] {
    defer {
      if found * 4 < asked, asked > mostEntries { isIdle = true }
      entries.removeAll(keepingCapacity: true)
      words.removeAll(keepingCapacity: true)
      for index in places.indices { places[index] = 0 }
      bytes = 0
    }
    return entries
  }

  @inline(__always)
  private func isEqual(_ row: UnsafePointer<UInt64>, _ entry: Int) -> Bool {
    for index in 0..<width where words[entry * width + index] != row[index] { return false }
    return true
  }

  @inline(__always)
  private func hash(_ row: UnsafePointer<UInt64>) -> Int {
    var hash: UInt64 = 0
    for index in 0..<width {
      hash = (hash ^ row[index]) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash >> 20)
  }
}
