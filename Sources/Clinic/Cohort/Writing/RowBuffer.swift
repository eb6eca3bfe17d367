/// A growing buffer in which rows are assembled; returned as an array at the end.
final class RowBuffer {
  private var base: UnsafeMutablePointer<UInt8>
  /// The capacity without the padding at the end.
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1 << 16
    base = .allocate(capacity: capacity + Padded.unit)
  }

  deinit { base.deallocate() }

  /// Returns the bytes in a range, padded; valid until more is added.
  @inline(__always)
  func text(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.upperBound - range.lowerBound)
  }

  /// Reserves space for the next bytes, up to `more` of them.
  @inline(__always)
  func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private func grow(_ more: Int) {
    var size = capacity
    while size < count + more { size *= 2 }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size + Padded.unit)
    larger.update(from: base, count: count)
    base.deallocate()
    (base, capacity) = (larger, size)
  }

  // MARK: into reserved space

  @inline(__always)
  func put(padded text: UnsafeBufferPointer<UInt8>) {
    guard let from = text.baseAddress else { return }
    Padded.copy(from, to: base + count, text.count)
    count &+= text.count
  }

  @inline(__always)
  func put(_ byte: UInt8) {
    base[count] = byte
    count &+= 1
  }

  @inline(__always)
  func put(_ text: StaticString) {
    UnsafeMutableRawPointer(base + count).copyMemory(from: text.utf8Start, byteCount: text.utf8CodeUnitCount)
    count &+= text.utf8CodeUnitCount
  }

  /// Writes a whole number that is not negative, in digits; at most 19 bytes.
  @inline(__always)
  func put(digitsOf number: Int) {
    var rest = UInt(bitPattern: number)
    var length = 1
    var bound: UInt = 10
    while rest >= bound, length < 19 {
      bound &*= 10
      length &+= 1
    }
    var place = count &+ length
    count = place
    repeat {
      place &-= 1
      base[place] = Ascii.zero &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
  }

  // MARK: with reserving

  func add(_ bytes: some Collection<UInt8>) {
    reserve(bytes.count)
    _ = UnsafeMutableBufferPointer(start: base + count, count: bytes.count).initialize(from: bytes)
    count += bytes.count
  }

  func add(_ text: StaticString) {
    reserve(text.utf8CodeUnitCount)
    put(text)
  }

  // MARK: at the end

  /// Removes the last bytes.
  func drop(_ last: Int) { count -= last }

  func empty() { count = 0 }

  /// Returns the content, and empties the buffer.
  func take() -> [UInt8] {
    defer { count = 0 }
    return Array(UnsafeBufferPointer(start: base, count: count))
  }
}
