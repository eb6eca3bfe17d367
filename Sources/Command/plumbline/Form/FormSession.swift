import ArgumentParser
import Glibc
import PlumblineEngine
import PlumblineGuideline
import PlumblineInterview
import PlumblineText

/// A form at the terminal: offers a draft, asks, and hands over what was said.
struct FormSession {
  let evaluator: JointEvaluator
  let day: Day
  let by: String?
  /// nil if no draft is kept.
  let drafts: DraftFolder?

  enum Ending {
    /// The profile in lines, and the flags that were answered together.
    case answered(text: String, together: [String: ReadBack])
    case left
  }

  /// Asks until the answer is wanted, or the form is left.
  func run() throws -> Ending {
    var form = Form(evaluator, asOf: day, askedBy: by)
    if let drafts, let text = try offered(drafts) {
      let leftOut = form.take(draft: text)
      if leftOut > 0 {
        Output.status(
          "\(leftOut.counted("answer")) of another day left out: stops and times are asked again. Enter: go on. "
        )
        _ = readLine()
      }
    }
    switch show(&form) {
    case .answered:
      let lines = form.lines
      return .answered(text: lines.text, together: lines.together)
    case .left(let signal):
      Output.status(leaving(form) + "\n")
      if let signal {
        Glibc.signal(signal, SIG_DFL)
        // This thread may block it; the process does not.
        kill(getpid(), signal)
      }
      return .left
    }
  }

  private enum Closing {
    case answered
    case left(signal: Int32?)
  }

  private func show(_ form: inout Form) -> Closing {
    guard let terminal = FormTerminal.open() else { return .left(signal: nil) }
    var keys = KeyReader()
    while true {
      let size = terminal.size
      terminal.show(FormView(form, columns: size.columns, rows: size.rows))
      var typed: [FormKey] = []
      switch terminal.wait(milliseconds: keys.isWaiting ? 60 : 1_000) {
      case .bytes(let bytes): typed = keys.take(bytes)
      case .pause: typed = keys.pause().map { [$0] } ?? []
      case .ended(let signal):
        keep(form)
        return .left(signal: signal)
      }
      for key in typed {
        switch form.press(key) {
        case .goingOn: continue
        case .screenLeft: keep(form)
        case .answered:
          keep(form)
          return .answered
        case .left:
          keep(form)
          return .left(signal: nil)
        }
      }
    }
  }

  /// Keeps a draft, or removes it if nothing is left in it. A failure is no reason to stop asking; leaving the form reports it.
  private func keep(_ form: Form) {
    guard let drafts else { return }
    if let draft = form.draft { _ = drafts.keep(draft) } else { drafts.remove(drafts.own) }
  }

  private func leaving(_ form: Form) -> String {
    guard let draft = form.draft else { return "Nothing was typed, and nothing is kept." }
    guard let drafts else { return "Nothing is kept." }
    if let reason = drafts.keep(draft) {
      return "NOT KEPT: the draft could not be written: \(Escaping.terminal(reason))"
    }
    return
      "The answers are kept in \(Escaping.terminal(drafts.own)); the next `plumbline recommend` offers them."
  }

  // MARK: drafts

  /// Offers the drafts of forms that were left; returns the text of the one to go on with.
  private func offered(_ drafts: DraftFolder) throws -> String? {
    for draft in drafts.drafts() where !draft.isOpen {
      let who = draft.overview.id.map { " (\(Escaping.terminal($0)))" } ?? ", without an id"
      let answers = draft.overview.answers.counted("answer")
      Output.status(
        "There is a draft of \(draft.overview.day)\(who), \(answers). Go on with it, start again (removes it), keep it for later?\n"
      )
      while true {
        Output.status("g, s or k> ")
        guard let reply = readLine()?.lowercased() else { throw CleanExit.message("") }
        if ["g", "go on", "go"].contains(reply) {
          if drafts.adopt(draft) { return draft.text }
          Output.status("Another form has taken it.\n")
          break
        }
        if ["s", "start again", "start"].contains(reply) {
          drafts.remove(draft.path)
          break
        }
        if ["k", "keep"].contains(reply) { break }
      }
    }
    return nil
  }
}
