import Glibc
import PlumblineCohort

/// The progress of a cohort: rows, rate, and what remains.
final class CohortProgress {
  private let line = StatusLine()
  private let start = StatusLine.seconds()

  /// - Parameters:
  ///   - done: bytes of the input that were read.
  ///   - size: all bytes of the input; nil if that is not known.
  func show(_ run: CohortRun, done: Int, of size: Int?) {
    line.show(run.progress(after: StatusLine.seconds() - start, done: done, of: size))
  }

  func clear() { line.clear() }
}

/// A line about the work so far, on standard error if that is a terminal; written again five times a second at most.
final class StatusLine {
  private let isShown = isatty(STDERR_FILENO) == 1
  private var last = 0.0
  private var hasShown = false

  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  func show(_ text: @autoclosure () -> String) {
    guard isShown, Self.seconds() - last > 0.2 else { return }
    last = Self.seconds()
    Output.status("\r\u{1B}[K\(text())")
    hasShown = true
  }

  func clear() { if hasShown { Output.status("\r\u{1B}[K") } }
}
