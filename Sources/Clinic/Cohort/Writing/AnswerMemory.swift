internal import PlumblineEngine

/// A cache of answers with their rows as text: patients with the same bits have the same answer.
///
/// Bounded: when it is full, it is emptied and starts again.
final class AnswerMemory {
  struct Entry {
    /// Its row in ``pool``.
    var text: RowText
    var isSelected: Bool
    var count = 0
  }

  private let width: Int
  private let mostEntries: Int
  /// The most bytes of rows, as text and as bits. With a large guideline few answers occur twice.
  private static let mostBytes = 8 << 20

  /// Initialized up to the number of answers.
  private let entries: UnsafeMutablePointer<Entry>
  private let words: UnsafeMutablePointer<UInt64>
  private var answers: [CohortAnswer] = []
  /// The place of an entry plus one; 0: free.
  private let places: UnsafeMutablePointer<Int32>
  private let mask: Int
  let pool = RowBuffer()

  /// - Parameters:
  ///   - width: the words of a row.
  ///   - mostEntries: the most entries, a power of two.
  init(width: Int, mostEntries: Int) {
    self.width = width
    self.mostEntries = mostEntries
    entries = .allocate(capacity: mostEntries)
    words = .allocate(capacity: max(mostEntries * width, 1))
    mask = 4 * mostEntries - 1
    places = .allocate(capacity: mask + 1)
    places.initialize(repeating: 0, count: mask + 1)
  }

  deinit {
    entries.deallocate()
    words.deallocate()
    places.deallocate()
  }

  /// Returns the entry for these bits, valid until the next is kept; nil if there is none yet.
  @inline(__always)
  func find(_ row: UnsafePointer<UInt64>) -> UnsafeMutablePointer<Entry>? {
    var place = hash(row) & mask
    while true {
      let entry = Int(places[place]) - 1
      if entry < 0 { return nil }
      if isEqual(row, entry) { return entries + entry }
      place = (place + 1) & mask
    }
  }

  /// Keeps an entry. The memory must not be full.
  ///
  /// - Parameter write: adds its text to the pool.
  func keep(
    _ row: UnsafePointer<UInt64>, _ answer: CohortAnswer, isSelected: Bool, _ write: (RowBuffer) -> RowText
  ) -> UnsafeMutablePointer<Entry> {
    var place = hash(row) & mask
    while places[place] != 0 { place = (place + 1) & mask }
    let entry = entries + answers.count
    entry.initialize(to: Entry(text: write(pool), isSelected: isSelected))
    (words + answers.count * width).initialize(from: row, count: width)
    answers.append(answer)
    places[place] = Int32(answers.count)
    return entry
  }

  /// Whether it must be emptied before the next entry.
  var isFull: Bool {
    answers.count >= mostEntries || pool.count + answers.count * width * 8 >= Self.mostBytes
  }

  /// Removes all entries, and passes them on to be counted.
  func empty(_ each: (CohortAnswer, _ count: Int) -> Void) {
    for (index, answer) in answers.enumerated() { each(answer, entries[index].count) }
    answers.removeAll(keepingCapacity: true)
    pool.empty()
    places.update(repeating: 0, count: mask + 1)
  }

  @inline(__always)
  private func isEqual(_ row: UnsafePointer<UInt64>, _ entry: Int) -> Bool {
    let known = words + entry &* width
    var index = 0
    while index < width {
      if known[index] != row[index] { return false }
      index &+= 1
    }
    return true
  }

  @inline(__always)
  private func hash(_ row: UnsafePointer<UInt64>) -> Int {
    var hash: UInt64 = 0
    var index = 0
    while index < width {
      hash = (hash ^ row[index]) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      index &+= 1
    }
    return Int(truncatingIfNeeded: hash >> 20)
  }
}
