/// Memory with padding after its content, so that text is copied in whole units. The next copy overwrites what is too much.
enum Padded {
  /// The number of bytes after a text that may be read, and after its copy that may be written.
  static let unit = 32

  @inline(__always)
  static func copy(_ from: UnsafeRawPointer, to place: UnsafeMutableRawPointer, _ count: Int) {
    var offset = 0
    repeat {
      place.storeBytes(
        of: from.loadUnaligned(fromByteOffset: offset, as: SIMD32<UInt8>.self), toByteOffset: offset,
        as: SIMD32<UInt8>.self)
      offset &+= unit
    } while offset < count
  }

  /// Texts that are written repeatedly, each by its place in a list.
  final class List {
    private struct Place {
      var start: Int32
      var count: Int32
    }

    private let places: UnsafeMutablePointer<Place>
    private let bytes: UnsafeMutablePointer<UInt8>
    /// The length of all texts.
    let length: Int

    init(_ texts: [[UInt8]]) {
      length = texts.reduce(0) { $0 + $1.count }
      places = .allocate(capacity: max(texts.count, 1))
      bytes = .allocate(capacity: length + Padded.unit)
      bytes.initialize(repeating: 0, count: length + Padded.unit)
      var start = 0
      for (index, text) in texts.enumerated() {
        (bytes + start).update(from: text, count: text.count)
        (places + index).initialize(to: Place(start: Int32(start), count: Int32(text.count)))
        start += text.count
      }
    }

    deinit {
      places.deallocate()
      bytes.deallocate()
    }

    @inline(__always)
    func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
      let place = places[index]
      return UnsafeBufferPointer(start: bytes + Int(place.start), count: Int(place.count))
    }
  }
}
