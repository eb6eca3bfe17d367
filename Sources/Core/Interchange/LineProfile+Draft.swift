internal import PlumblineGuideline
internal import PlumblineJSON

extension LineProfile {
  /// Lines turned into JSON, of which each line holds what one line of the profile says.
  struct Written {
    /// With what is given again.
    var json: [UInt8]
    /// Without it.
    var once: [UInt8]
    /// The profile's line of each line of `once`, in order.
    var lines: [Int]
    var problems: [ProfileProblem]

    /// A problem of `once` as one of the profile: by its fact, or by its line where the name is not shown.
    func named(_ problem: ProfileProblem) -> ProfileProblem {
      var path = problem.path
      if path == ProfileIntake.hiddenName, let line = problem.position?.line, lines.indices.contains(line - 1)
      {
        path = "line \(lines[line - 1]): \(path)"
      }
      return ProfileProblem(path: path, message: problem.message, value: problem.value)
    }
  }

  /// The profile as it grows: groups in the order in which they come; what is given twice stays twice, so that it is refused.
  struct Draft {
    /// The line that is read now.
    var line = 0
    var notes: [String] = []
    /// Without a terminal nothing was read back.
    var together: [String: ReadBack] = [:]
    private var members: [(line: Int, text: String)] = []
    private var groups: [(key: String, facts: [(line: Int, text: String)])] = []

    mutating func add(_ name: String, _ value: String) {
      if name == "notes" {
        notes.append(value)
        return
      }
      guard let dot = name.firstIndex(of: ".") else {
        members.append((line, "\(JSONValue.string(name).canonicalText):\(value)"))
        return
      }
      let (group, own) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
      let fact = (line, "\(JSONValue.string(own).canonicalText):\(value)")
      if let place = groups.firstIndex(where: { $0.key == group }) {
        groups[place].facts.append(fact)
      } else {
        groups.append((group, [fact]))
      }
    }

    /// The JSON, and for each of its lines the one that it is from.
    var written: (text: String, lines: [Int]) {
      var all = members
      for group in groups {
        var facts = group.facts
        facts[0].text = "\(JSONValue.string(group.key).canonicalText):{\(facts[0].text)"
        facts[facts.count - 1].text += "}"
        all += facts
      }
      if !together.isEmpty {
        all.append((0, "\"answered_together\":\(GroupAnswers.json(together).canonicalText)"))
      }
      if !notes.isEmpty {
        let words = notes.map { (try? JSONReader.read(Array($0.utf8)))?.stringValue ?? $0 }
        all.append((0, "\"notes\":\(JSONValue.string(words.joined(separator: "\n")).canonicalText)"))
      }
      return ("{\(all.map(\.text).joined(separator: ",\n"))}", all.map(\.line))
    }
  }
}
