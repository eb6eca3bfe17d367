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
    if let drafts, let text = try offered(drafts, form.language) {
      let leftOut = form.take(draft: text)
      if leftOut > 0 {
        let language = form.language
        Output.status(
          language(
            "Of another day, and left out: {answers}. Stops and times are asked again. Enter: go on. ",
            ["answers": Self.answers(leftOut, language)]))
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
    let language = form.language
    guard let draft = form.draft else { return language("Nothing was typed, and nothing is kept.") }
    guard let drafts else { return language("Nothing is kept.") }
    if let reason = drafts.keep(draft) {
      return language(
        "NOT KEPT: the draft could not be written: {reason}", ["reason": Escaping.terminal(reason)])
    }
    return language(
      "The answers are kept in {path}; the next `plumbline recommend` offers them.",
      ["path": Escaping.terminal(drafts.own)])
  }

  private static func answers(_ count: Int, _ language: Language) -> String {
    count == 1 ? language("1 answer") : language("{count} answers", ["count": "\(count)"])
  }

  // MARK: drafts

  /// Offers the drafts of forms that were left; returns the text of the one to go on with.
  private func offered(_ drafts: DraftFolder, _ language: Language) throws -> String? {
    for draft in drafts.drafts() where !draft.isOpen {
      let who = draft.overview.id.map { "(\(Escaping.terminal($0)))" } ?? language("(no id)")
      Output.status(
        language(
          "There is a draft of {day} {who}, {answers}. Go on with it, start again (removes it), keep it for later?",
          [
            "day": "\(draft.overview.day)", "who": who,
            "answers": Self.answers(draft.overview.answers, language),
          ]) + "\n")
      while true {
        Output.status("g, s or k> ")
        guard let reply = readLine()?.lowercased() else { throw CleanExit.message("") }
        if ["g", "go on", "go"].contains(reply) {
          if drafts.adopt(draft) { return draft.text }
          Output.status(language("Another form has taken it.") + "\n")
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
