import PlumblineTestSupport

/// The terminal sessions of a page: commands after `$ `, each with its output.
struct Session {
  /// The lines that are shown; `  [five more]` replaces one or more that are not.
  private var steps: [(command: String, shown: [String])] = []

  init(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("$ ") {
        steps.append((String(line.dropFirst(2)), []))
      } else if !steps.isEmpty {
        steps[steps.count - 1].shown.append(String(line))
      }
    }
  }

  /// Runs the commands in one shell; returns what each printed, on either stream.
  ///
  /// - Parameter first: a command that the shell runs before them.
  func run(in folder: String, after first: String = ":") -> [String] {
    let script = steps.map { "\($0.command)\nprintf '\\036'\n" }.joined()
    let setting = "cd '\(folder)' && export PLUMBLINE_RULES='\(Shipped.rules)' && \(first) && exec 2>&1\n"
    let output = Command.run("/bin/sh", ["-c", setting + script]).output
    return output.split(separator: "\u{1E}", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  func matches(_ found: [String]) -> Bool {
    guard found.count == steps.count else { return false }
    return zip(steps, found).allSatisfy { step, found in
      let lines = found.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
      return Self.matches(step.shown[...], lines[...])
    }
  }

  /// Returns the page's lines for the output.
  func page(_ found: [String]) -> String {
    zip(steps, found).map { "$ \($0.command)\n\($1)" }.joined()
  }

  private static func matches(_ shown: ArraySlice<String>, _ found: ArraySlice<String>) -> Bool {
    guard let line = shown.first else { return found.isEmpty }
    if line.wholeMatch(of: /\ *\[[^\]0-9][^\]]*\]/) != nil {
      return found.indices.contains { matches(shown.dropFirst(), found[($0 + 1)...]) }
    }
    guard let one = found.first, masked(line) == masked(one) else { return false }
    return matches(shown.dropFirst(), found.dropFirst())
  }

  /// Returns the text without what depends on the ledger's key and on the clock: names, pseudonyms, marks, roots and times.
  private static func masked(_ line: String) -> String {
    line.replacing(/plumbline\.local\/[0-9a-f]{16}/, with: "plumbline.local/…")
      .replacing(/[A-Za-z0-9+\/]{43}=/, with: "…").replacing(/\+[0-9a-f]{8}\+[A-Za-z0-9+\/]{44}/, with: "+…")
      .replacing(/P-[0-9a-f]{20}/, with: "P-…").replacing(/"[0-9a-f]{32}"/, with: "\"…\"")
      .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z/, with: "…")
  }
}
