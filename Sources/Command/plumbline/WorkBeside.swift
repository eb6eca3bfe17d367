import Dispatch
import Synchronization

/// Work on another thread, with a bounded wait for its result.
final class WorkBeside<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let found = Result { try work() }
      result.withLock { $0 = found }
      done.signal()
    }
  }

  /// Returns the result; nil if it is not there in time.
  func wait(milliseconds: Int) -> Result<Value, any Error>? {
    guard done.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return nil }
    return result.withLock { $0 }
  }
}

/// A value that is settled once, by the first caller.
final class FirstOf<Value: Sendable>: Sendable {
  private let settled = Mutex<Value?>(nil)

  /// Settles on a value, unless there is one already; returns the settled value.
  func settle(_ value: Value) -> Value {
    settled.withLock { settled in
      let first = settled ?? value
      settled = first
      return first
    }
  }
}
