import ArgumentParser

/// A help page as it is printed: a command's own options come before those that it shares with others, and its groups of commands
/// have their own names as titles.
///
/// The parser puts titled options first, and "SUBCOMMANDS" after the name of every group.
struct HelpPage {
  private let text: String

  /// - Returns: nil if a text is not a help page, such as a version or a completion script.
  init?(_ text: String) {
    guard text.hasPrefix("OVERVIEW: "), let usage = text.firstRange(of: "\nUSAGE: ") else { return nil }
    let blocks = text[usage.upperBound...].split(separator: "\n\n").map { block in
      block.last == "\n" ? block.dropLast() : block
    }
    let own = blocks.filter { $0.hasPrefix("OPTIONS:\n") }
    let others = blocks.filter { !$0.hasPrefix("OPTIONS:\n") }
    let first = others.prefix { block in block == others.first || block.hasPrefix("ARGUMENTS:\n") }
    let ordered = (first + own + others.dropFirst(first.count)).map {
      $0.replacing(" SUBCOMMANDS:\n", with: ":\n")
    }
    self.text = text[..<usage.upperBound] + ordered.joined(separator: "\n\n") + "\n"
  }

  /// Prints the page that a command line asked for.
  ///
  /// - Returns: the error with which the program ends.
  static func printed(_ error: any Error) -> any Error {
    guard Plumbline.exitCode(for: error) == .success, let page = HelpPage(Plumbline.fullMessage(for: error))
    else { return error }
    do {
      try reporting {
        try Output.answer(page.text)
        return .success
      }
      return ExitCode.success
    } catch {
      return error
    }
  }
}
