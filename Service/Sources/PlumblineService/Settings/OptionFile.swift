internal import PlumblineJSON

/// The service's options in a file, as the command line has them, for an installation that starts it the same way each time.
///
/// `{"schema": 1, "listen": "127.0.0.1:8750", "rules": ["/usr/share/plumbline/Rules"], "clients": "clients.json"}`. Files and folders stand
/// beside it unless they are named from the root. Nothing for trying examples is in it, and nothing clinical: that belongs into a site pack.
public struct OptionFile: Sendable {
  private enum Kind { case text, path, number, texts, paths, flag }

  private static let options: [(member: String, kind: Kind)] = [
    ("listen", .text), ("rules", .paths), ("ledger", .path), ("token_file", .path), ("clients", .path),
    ("sign_in", .path), ("launch", .path), ("compare", .paths), ("no_token", .flag), ("origin", .texts),
    ("fhir_server", .texts), ("max_body", .number),
  ]

  /// The options of the file with their arguments, in the order of ``options``.
  private var options: [(name: String, arguments: [String])] = []

  /// - Parameter path: where it is, and what it is called.
  /// - Throws: ``FileFault``, with everything that is wrong.
  public init(_ text: [UInt8], named path: String) throws(FileFault) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var file = try StrictFile(text, named: path, members: ["schema"] + Self.options.map(\.member))
    for (member, kind) in Self.options {
      guard let node = file.node[member] else { continue }
      let name = "--" + member.replacing("_", with: "-")
      func located(_ text: String) -> String { text.hasPrefix("/") ? text : folder + text }
      switch kind {
      case .flag:
        guard let flag = node.boolValue else {
          file.report("\(member) must be true or false")
          continue
        }
        if flag { options.append((name, [name])) }
      case .number:
        guard let number = node.numberValue?.intValue else {
          file.report("\(member) must be a whole number")
          continue
        }
        options.append((name, [name, "\(number)"]))
      case .text, .path:
        guard let text = node.stringValue, !text.isEmpty else {
          file.report("\(member) must be a text")
          continue
        }
        options.append((name, [name, kind == .path ? located(text) : text]))
      case .texts, .paths:
        let texts = (node.arrayValue ?? []).map { $0.stringValue ?? "" }
        if texts.isEmpty || texts.contains("") {
          file.report("\(member) must be a list of texts")
          continue
        }
        options.append((name, texts.flatMap { [name, kind == .paths ? located($0) : $0] }))
      }
    }
    try file.finish()
  }

  /// The arguments to start with: an option that was given on the command line stands instead of the file's.
  public func arguments(beside given: [String]) -> [String] {
    var names = Set(given.map { String($0.prefix { $0 != "=" }) })
    // Both name where to listen; and how requests are known is one choice.
    for alike in [["--listen", "--port"], ["--token-file", "--clients", "--no-token"]]
    where !names.isDisjoint(with: alike) {
      names.formUnion(alike)
    }
    return options.filter { !names.contains($0.name) }.flatMap(\.arguments) + given
  }
}
