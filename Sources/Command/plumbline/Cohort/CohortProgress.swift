import PlumblineCohort
import Glibc

/// How far a cohort has come, on standard error, where that is a terminal: rows, rate, and what remains.
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
  ///   - size: of all its bytes; nil where that is not known.
  func show(rows: Int, rejected: Int, done: Int, of size: Int?) {
    guard isShown else { return }
    let now = Self.seconds()
    guard now - last > 0.2 else { return }
    last = now
    let passed = now - start
    var text = "\(SummaryText.grouped(rows)) rows"
    if rejected > 0 { text += ", \(SummaryText.grouped(rejected)) refused" }
    if passed > 0.5 { text += ", \(SummaryText.grouped(Int(Double(rows) / passed))) a second" }
    if let size, size > 0 {
      text += ", \(min(100, done * 100 / size)) %"
      if passed > 1, done > 0 {
        text += ", \(Self.time(passed * Double(size - done) / Double(done))) left"
      }
    }
    Output.status("\r\u{1B}[K\(text)")
    hasShown = true
  }

  func clear() { if hasShown { Output.status("\r\u{1B}[K") } }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(max(0, seconds).rounded())
    if whole < 90 { return "\(whole) s" }
    return whole < 5400 ? "\(whole / 60) min" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
