/// Remembers the results of operations on diagrams: open addressing, never forgetting.
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

  private var calls = [Call](repeating: Call(operation: 0, first: 0, second: 0, third: 0), count: 1 << 10)
  private var results = [Int32](repeating: -1, count: 1 << 10)
  private var count = 0

  subscript(call: Call) -> Int32? {
    get {
      let slot = slot(of: call)
      return results[slot] >= 0 ? results[slot] : nil
    }
    set {
      guard let newValue else { return }
      if count * 2 >= results.count { grow() }
      let slot = slot(of: call)
      if results[slot] < 0 { count += 1 }
      calls[slot] = call
      results[slot] = newValue
    }
  }

  private func slot(of call: Call) -> Int {
    var slot = call.hash & (results.count - 1)
    while results[slot] >= 0, calls[slot] != call { slot = (slot + 1) & (results.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = zip(calls, results).filter { $0.1 >= 0 }
    calls = [Call](repeating: Call(operation: 0, first: 0, second: 0, third: 0), count: results.count * 2)
    results = [Int32](repeating: -1, count: results.count * 2)
    for (call, result) in old {
      let slot = slot(of: call)
      calls[slot] = call
      results[slot] = result
    }
  }
}
