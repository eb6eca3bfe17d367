import Glibc
import PlumblineCohort

/// The progress of a cohort, shown on standard error if that is a terminal: rows, rate, and what remains.
final class CohortProgress {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let start = CohortProgress.seconds()
  private var last = 0.0
  private var hasShown = false

  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// - Parameters:
  ///   - done: bytes of the input that were read.
  ///   - size: all bytes of the input; nil if that is not known.
  func show(_ run: CohortRun, done: Int, of size: Int?) {
    guard isShown else { return }
    let now = Self.seconds()
    guard now - last > 0.2 else { return }
    last = now
    Output.status("\r\u{1B}[K\(run.progress(after: now - start, done: done, of: size))")
    hasShown = true
  }

  func clear() { if hasShown { Output.status("\r\u{1B}[K") } }
}
