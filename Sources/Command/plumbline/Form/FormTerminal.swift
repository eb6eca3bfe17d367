import Glibc
import PlumblineInterview
import Synchronization

/// The terminal while a form is open: keys come one by one and unseen, the form has a screen of its own. It is put back as it was at
/// the end, at a signal, and if the program fails.
struct FormTerminal: ~Copyable {
  private init() {}

  /// Takes the terminal over; nil if there is none that can move its cursor on standard input and standard error.
  static func open() -> FormTerminal? {
    guard isThere, tcgetattr(STDIN_FILENO, Restoring.saved) == 0 else { return nil }
    var raw = Restoring.saved.pointee
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    raw.c_cflag |= tcflag_t(CS8)
    Restoring.begin()
    guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0 else {
      Restoring.end()
      return nil
    }
    _ = writeAll(Array("\u{1B}[?1049h".utf8), to: STDERR_FILENO)
    return FormTerminal()
  }

  deinit { Restoring.end() }

  static var isThere: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 && environment("TERM") != nil
      && environment("TERM") != "dumb"
  }

  /// The columns and rows; 80 and 24 if the terminal does not say.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
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
    var waiting = [STDIN_FILENO, Restoring.awake.read].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let ready = poll(&waiting, nfds_t(waiting.count), milliseconds)
    if let signal = Restoring.pending { return .ended(signal: signal) }
    if ready <= 0 { return ready == 0 || errno == EINTR ? .pause : .ended(signal: nil) }
    if waiting[1].revents != 0 {
      _ = Self.read(Restoring.awake.read)
      return .pause
    }
    guard let bytes = Self.read(STDIN_FILENO) else {
      return errno == EINTR || errno == EAGAIN ? .pause : .ended(signal: nil)
    }
    return bytes.isEmpty ? .ended(signal: nil) : .bytes(bytes)
  }

  private static func read(_ file: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
    return count < 0 ? nil : Array(buffer.prefix(count))
  }
}

/// Puts the terminal back, also from a signal handler: there only functions that are safe in one are called, on memory that was
/// allocated before. A handler may run on another thread than the form.
private enum Restoring {
  // Written once before the handlers exist, and from then on only read.
  nonisolated(unsafe) static let saved = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  nonisolated(unsafe) private static let closing = copy("\u{1B}[?25h\u{1B}[?1049l")
  /// A pipe by which a handler ends the wait for a key.
  static let awake = pipe()
  private static let isOpen = Atomic<Bool>(false)
  /// The signal that asked the form to end; 0 if there was none.
  private static let asked = Atomic<Int32>(0)

  /// Those that ask the program to end: the form keeps its draft first.
  private static let polite = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// Those by which it fails.
  private static let failing = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

  static var pending: Int32? {
    let signal = asked.load(ordering: .acquiring)
    return signal == 0 ? nil : signal
  }

  static func begin() {
    _ = (closing, awake)
    asked.store(0, ordering: .releasing)
    isOpen.store(true, ordering: .releasing)
    for signal in polite { handle(signal, noteSignal) }
    for signal in failing { handle(signal, putBackAndFail) }
    // It only ends the wait, so that the form is drawn in the new size.
    handle(SIGWINCH, wakeUp)
  }

  static func end() {
    putBack()
    for signal in polite + failing + [SIGWINCH] { Glibc.signal(signal, SIG_DFL) }
  }

  static func putBack() {
    guard isOpen.exchange(false, ordering: .acquiringAndReleasing) else { return }
    _ = write(STDERR_FILENO, closing.baseAddress, closing.count)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, saved)
  }

  static func note(_ signal: Int32) {
    asked.store(signal, ordering: .releasing)
    wakeUp(signal)
  }

  private static func pipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    // Without it, a signal ends the wait when its time is over.
    if Glibc.pipe(&ends) == 0 { for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) } }
    return (ends[0], ends[1])
  }

  private static func handle(_ signal: Int32, _ handler: @convention(c) @escaping (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigemptyset(&action.sa_mask)
    sigaction(signal, &action, nil)
  }

  private static func copy(_ text: String) -> UnsafeRawBufferPointer {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
    bytes.copyBytes(from: text.utf8)
    return UnsafeRawBufferPointer(bytes)
  }
}

// Handlers of signals.

private func noteSignal(_ signal: Int32) { Restoring.note(signal) }

private func putBackAndFail(_ signal: Int32) {
  Restoring.putBack()
  Glibc.signal(signal, SIG_DFL)
  raise(signal)
}

private func wakeUp(_: Int32) {
  var byte: UInt8 = 0
  _ = write(Restoring.awake.write, &byte, 1)
}
