/// Bytes that rows are put together in: grown now and then, and given out as an array at the end.
final class RowBuffer {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1 << 16
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// Makes room for what is put next, up to so many bytes.
  @inline(__always)
  func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private func grow(_ more: Int) {
    var size = capacity
    while size < count + more { size *= 2 }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    larger.update(from: base, count: count)
    base.deallocate()
    (base, capacity) = (larger, size)
  }

  /// Room must have been made.
  @inline(__always)
  func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let from = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(base + count).copyMemory(from: from, byteCount: bytes.count)
    count += bytes.count
  }

  @inline(__always)
  func put(_ byte: UInt8) {
    base[count] = byte
    count += 1
  }

  @inline(__always)
  func put(_ text: StaticString) {
    put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Makes room for it.
  func add(_ bytes: [UInt8]) {
    reserve(bytes.count)
    bytes.withUnsafeBufferPointer { put($0) }
  }

  /// A whole number that is not negative, in digits; at most 19 bytes.
  @inline(__always)
  func put(digitsOf number: Int) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      put(Ascii.zero + UInt8(truncatingIfNeeded: number / divisor % 10))
      divisor /= 10
    }
  }

  /// Takes off the last bytes.
  func drop(_ last: Int) { count -= last }

  /// What stands in it; it is empty then.
  func take() -> [UInt8] {
    defer { count = 0 }
    return Array(UnsafeBufferPointer(start: base, count: count))
  }
}
