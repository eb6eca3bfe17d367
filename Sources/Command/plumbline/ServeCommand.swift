import ArgumentParser
import Glibc

/// `plumbline serve`: becomes the service, which is a program of its own.
struct ServeCommand: ParsableCommand {
  /// The service's name in the folder of this program.
  static let program = "plumbline-serve"

  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer over HTTP: pages for people, CDS Hooks, and an API.",
    discussion: """
      Becomes the program \(program), which stands in the folder of this one; all options are passed on, and `plumbline serve --help` \
      lists them. Documentation/Console.md, Documentation/CDS-Hooks.md and Documentation/Operating.md.

      Examples:
        plumbline serve --port 8750
        plumbline serve --port 8750 --ledger ledger.sqlite
      """)

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Options of the service.", valueName: "options"))
  var options: [String] = []

  func run() throws {
    try reporting {
      guard let folder = programFolder() else {
        throw Fault(.internal, "cannot find the program's own folder, where \(Self.program) stands")
      }
      let path = "\(folder)/\(Self.program)"
      guard access(path, X_OK) == 0 else {
        throw Fault(
          .unavailable,
          "the service is not installed: there is no program \(path); build it with `make service`, or put \(Self.program) there"
        )
      }
      var arguments = ([path] + options).map { strdup($0) }
      defer { for argument in arguments { free(argument) } }
      arguments.append(nil)
      execv(path, &arguments)
      throw Fault(.unavailable, "cannot start \(path): \(String(cString: strerror(errno)))")
    }
  }
}
