import CPlumblineProcess
import Glibc
import PlumblineInterview

/// The terminal while a form is open: keys come one by one and unseen, the form has a screen of its own. It is put back as it was at
/// the end, at a signal, and if the program fails.
struct FormTerminal: ~Copyable {
  private init() {}

  /// Takes the terminal over; nil if there is none that can move its cursor on standard input and standard error.
  static func open() -> FormTerminal? { isThere && plb_terminal_open() == 0 ? FormTerminal() : nil }

  deinit { plb_terminal_close() }

  static var isThere: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 && environment("TERM") != nil
      && environment("TERM") != "dumb"
  }

  /// The columns and rows; 80 and 24 if the terminal does not say.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  func show(_ view: FormView) {
    let isBold = environment("NO_COLOR") == nil
    var text = "\u{1B}[?25l\u{1B}[H"
    for (number, line) in view.lines.enumerated() {
      let shown = number == 0 && isBold ? "\u{1B}[1m\(line)\u{1B}[0m" : line
      text += (number > 0 ? "\r\n" : "") + shown + "\u{1B}[K"
    }
    text += "\u{1B}[J"
    if let cursor = view.cursor { text += "\u{1B}[\(cursor.line + 1);\(cursor.column + 1)H\u{1B}[?25h" }
    _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
  }

  enum Event {
    case bytes([UInt8])
    /// Nothing was typed for a moment, or the terminal changed its size.
    case pause
    /// The terminal is gone, or the program is asked to end by this signal.
    case ended(signal: Int32?)
  }

  /// Waits for what is typed, or for a signal.
  func wait(milliseconds: Int32) -> Event {
    let ready = plb_terminal_wait(milliseconds)
    let signal = plb_terminal_signal()
    if signal != 0 { return .ended(signal: signal) }
    if ready == 0 { return .pause }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = ready < 0 ? 0 : buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR || errno == EAGAIN { return .pause }
    return count > 0 ? .bytes(Array(buffer.prefix(count))) : .ended(signal: nil)
  }
}
