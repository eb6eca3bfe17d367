internal import Engine

/// Answers that have been seen, with their rows as text: patients whose bits are the same have the same answer.
///
/// Bounded: where it is full it is emptied, and begins anew.
struct AnswerMemory {
  struct Entry {
    var answer: CohortAnswer
    var text: RowText
    var isSelected: Bool
    var count = 0
  }

  private let width: Int
  private(set) var entries: [Entry] = []
  /// What the texts of entries point into.
  private(set) var pool: [UInt8] = []
  private var words: [UInt64] = []
  /// Place of an entry and one; 0: free.
  private var places: [Int32]

  private let mostEntries: Int
  static let mostBytes = 16 << 20

  /// - Parameters:
  ///   - width: words of a row.
  ///   - mostEntries: a power of two.
  init(width: Int, mostEntries: Int) {
    self.width = width
    self.mostEntries = mostEntries
    places = Array(repeating: 0, count: 4 * mostEntries)
  }

  /// The place of the entry for these bits; nil where there is none yet.
  func find(_ row: UnsafePointer<UInt64>) -> Int? {
    var place = hash(row) & (places.count - 1)
    while true {
      let entry = Int(places[place]) - 1
      if entry < 0 { return nil }
      if isEqual(row, entry) { return entry }
      place = (place + 1) & (places.count - 1)
    }
  }

  /// Keeps an entry; returns its place. It must not be full.
  ///
  /// - Parameter write: adds its text to the pool.
  mutating func keep(
    _ row: UnsafePointer<UInt64>, _ answer: CohortAnswer, isSelected: Bool, _ write: (inout [UInt8]) -> RowText
  ) -> Int {
    var place = hash(row) & (places.count - 1)
    while places[place] != 0 { place = (place + 1) & (places.count - 1) }
    entries.append(Entry(answer: answer, text: write(&pool), isSelected: isSelected))
    words.append(contentsOf: UnsafeBufferPointer(start: row, count: width))
    places[place] = Int32(entries.count)
    return entries.count - 1
  }

  mutating func count(_ entry: Int) { entries[entry].count += 1 }

  /// Whether it must be emptied before anything is added.
  var isFull: Bool { entries.count >= mostEntries || pool.count >= Self.mostBytes }

  /// Gives up what it holds, to be counted.
  mutating func empty() -> [Entry] {
    defer {
      entries.removeAll(keepingCapacity: true)
      words.removeAll(keepingCapacity: true)
      pool.removeAll(keepingCapacity: true)
      for index in places.indices { places[index] = 0 }
    }
    return entries
  }

  private func isEqual(_ row: UnsafePointer<UInt64>, _ entry: Int) -> Bool {
    for index in 0..<width where words[entry * width + index] != row[index] { return false }
    return true
  }

  private func hash(_ row: UnsafePointer<UInt64>) -> Int {
    var hash: UInt64 = 0
    for index in 0..<width {
      hash = (hash ^ row[index]) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return Int(truncatingIfNeeded: hash >> 20)
  }
}
