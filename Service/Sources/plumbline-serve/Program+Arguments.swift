import ArgumentParser
import PlumblineHost
import PlumblineService

extension Program {
  /// The arguments, with those of the file that `--config` names; ends the program if that is not fit.
  static func arguments(_ given: [String]) -> [String] {
    let place = given.lastIndex { $0 == "--config" || $0.hasPrefix("--config=") }
    guard let place else { return given }
    let path =
      given[place] == "--config" ? given.dropFirst(place + 1).first : String(given[place].dropFirst(9))
    guard let path else { return given }
    do {
      let text = try CheckedFile.read(path, most: 1 << 18, keptFrom: .writers)
      return try OptionFile(text, named: path).arguments(beside: given)
    } catch {
      _ = Serve.fault(65, "\(error)")
      Serve.exit(withError: ExitCode(65))
    }
  }
}
