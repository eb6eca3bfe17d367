import Glibc
import PlumblineText

/// The progress of long work, shown on standard error if that is a terminal.
final class ProgressBar {
  private let title: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private var lastPart = -1

  init(_ title: String) { self.title = title }

  func show(_ done: Int, of total: Int) {
    guard isShown, total > 0 else { return }
    let part = done * 100 / total
    if part == lastPart { return }
    lastPart = part
    let filled = part * 30 / 100
    let bar = String(repeating: "=", count: filled).leftAligned(in: 30)
    Output.status("\r\(title) [\(bar)] \(part)% of \(total)")
  }

  /// Removes the bar.
  func clear() {
    if lastPart >= 0 { Output.status("\r\u{1B}[K") }
  }
}
