import ArgumentParser
import PlumblineGuideline

/// The first word of a command line that should name a command and does not.
struct UnknownCommand {
  /// One line, in the form of Documentation/Error-messages.md.
  let message: String

  /// - Parameter arguments: the command line, without the program.
  /// - Returns: nil if the words before the first option name a command, or none is needed.
  init?(_ arguments: [String]) {
    var words = arguments.prefix { !$0.hasPrefix("-") }
    let isHelp = words.first == "help"
    if isHelp { words = words.dropFirst() }
    var path = ["plumbline"]
    var commands = Plumbline.configuration.subcommands
    while let word = words.popFirst(), !commands.isEmpty {
      if let command = commands.first(where: { $0._commandName == word }) {
        path.append(word)
        commands = command.configuration.subcommands
        continue
      }
      var known = commands.map { $0._commandName }
      if path.count == 1 {
        known.append("help")
        if isHelp { known += HelpTopic.allCases.map(\.rawValue) }
      }
      if known.contains(word) { return nil }
      let advice = nearest(to: word, among: known).map { "did you mean '\($0)'?" }
      let list = "list the commands with `\(path.joined(separator: " ")) --help`"
      message = "unknown command '\(word)' of `\(path.joined(separator: " "))`; \(advice ?? list)"
      return
    }
    return nil
  }
}
