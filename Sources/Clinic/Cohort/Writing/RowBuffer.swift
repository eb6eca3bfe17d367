/// Bytes that rows are put together in: grown now and then, and given out as an array at the end.
final class RowBuffer {
  private var base: UnsafeMutablePointer<UInt8>
  /// Without the padding behind it.
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1 << 16
    base = .allocate(capacity: capacity + Padded.unit)
  }

  deinit { base.deallocate() }

  /// What stands in a range, padded, until more is put in.
  @inline(__always)
  func text(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.upperBound - range.lowerBound)
  }

  /// Makes room for what is put next, up to so many bytes.
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

  // MARK: where room has been made

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

  /// A whole number that is not negative, in digits; at most 19 bytes.
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

  // MARK: where it is made

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

  /// Takes off the last bytes.
  func drop(_ last: Int) { count -= last }

  func empty() { count = 0 }

  /// What stands in it; it is empty then.
  func take() -> [UInt8] {
    defer { count = 0 }
    return Array(UnsafeBufferPointer(start: base, count: count))
  }
}
