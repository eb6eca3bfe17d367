/// A cache for the results of operations on diagrams: open addressing, without eviction.
struct CallCache {
  struct Call: Equatable {
    var operation: Int32
    var first: Int32
    var second: Int32
    var third: Int32

    var hash: Int {
      var hash = UInt64(truncatingIfNeeded: operation) &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ UInt64(truncatingIfNeeded: first)) &* 0xD6E8_FEB8_6659_FD93
      hash = (hash ^ UInt64(truncatingIfNeeded: second)) &* 0xD6E8_FEB8_6659_FD93
      hash = (hash ^ UInt64(truncatingIfNeeded: third)) &* 0xD6E8_FEB8_6659_FD93
      return Int(truncatingIfNeeded: hash >> 18)
    }
  }

  private struct Slot {
    var call: Call
    /// -1: empty.
    var result: Int32
  }

  private static let empty = Slot(call: Call(operation: 0, first: 0, second: 0, third: 0), result: -1)
  private var slots: [Slot]
  private var count = 0

  /// - Parameter size: the initial number of slots, a power of two.
  init(size: Int = 1 << 6) {
    slots = [Slot](repeating: Self.empty, count: size)
  }

  subscript(call: Call) -> Int32? {
    get {
      let result = slots[place(of: call)].result
      return result >= 0 ? result : nil
    }
    set {
      guard let newValue else { return }
      if isFull { grow() }
      let place = place(of: call)
      if slots[place].result < 0 { count += 1 }
      slots[place] = Slot(call: call, result: newValue)
    }
  }

  /// Whether the next result makes the cache grow.
  var isFull: Bool { count * 2 >= slots.count }

  /// The bytes that growing takes.
  var bytesToGrow: Int { slots.count * 2 * MemoryLayout<Slot>.stride }

  private func place(of call: Call) -> Int {
    var place = call.hash & (slots.count - 1)
    while slots[place].result >= 0, slots[place].call != call { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Self.empty, count: old.count * 2)
    for slot in old where slot.result >= 0 { slots[place(of: slot.call)] = slot }
  }
}
