internal import CPlumblinePlanes

/// Memory for columns or planes: aligned, zeroed, and freed with its owner.
final class PlaneMemory {
  let bytes: UnsafeMutableRawPointer
  let count: Int

  init(bytes count: Int) {
    self.count = count
    bytes = .allocate(byteCount: max(count, 1), alignment: Int(PLANES_ALIGNMENT))
    clear()
  }

  deinit { bytes.deallocate() }

  func clear() { bytes.initializeMemory(as: UInt8.self, repeating: 0, count: count) }
  var words: UnsafeMutablePointer<UInt64> { bytes.assumingMemoryBound(to: UInt64.self) }
}
