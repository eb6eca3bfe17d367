internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblineInterchange
package import PlumblineJSON
internal import PlumblineText

/// What was proved and what was not, as text and as JSON.
package struct ProofReport {
  private let prover: Prover
  private let outcomes: [ProofOutcome]
  private let solver: String
  private let timeout: Int

  /// - Parameters:
  ///   - solver: the name that the solver reports.
  ///   - timeout: seconds for each question.
  package init(_ prover: Prover, _ outcomes: [ProofOutcome], solver: String, timeout: Int) {
    self.prover = prover
    self.outcomes = outcomes
    self.solver = solver
    self.timeout = timeout
  }

  /// The number of undecided rules and gates that the text names; JSON names them all.
  private static let mostUndecided = 20

  private var vocabulary: Vocabulary { prover.guideline.vocabulary }

  private func profile(_ profile: Profile) -> JSONValue { ProfileJSON(vocabulary).value(profile) }

  /// A patient of a counterexample, to be stored in a file.
  package struct Patient {
    /// The index of the question.
    package var question: Int
    /// The file's name, without its ending: `property-…-first`.
    package var name: String
    package var profile: JSONValue
  }

  /// The patients of every counterexample, in order.
  package var patients: [Patient] {
    outcomes.enumerated().flatMap { index, outcome in
      let profiles = outcome.verdict.witness?.profiles ?? []
      return profiles.enumerated().map { place, profile in
        let suffix = profiles.count == 1 ? "" : place == 0 ? "-first" : "-second"
        return Patient(
          question: index, name: outcome.question.name + suffix, profile: self.profile(profile))
      }
    }
  }

  // MARK: text

  /// - Parameter files: by question, the files of its patients.
  package func text(files: [Int: [String]] = [:]) -> String {
    var lines: [String] = []
    for (index, outcome) in outcomes.enumerated() { lines += self.lines(outcome, files[index] ?? []) }
    let good = outcomes.count { $0.isGood }
    let seconds = outcomes.reduce(0) { $0 + $1.seconds }
    lines += ["", "\(good) of \(outcomes.count) questions are in order; \(Self.words(seconds)) in \(solver)"]
    return lines.map(Escaping.terminal).joined(separator: "\n") + "\n"
  }

  private func lines(_ outcome: ProofOutcome, _ files: [String]) -> [String] {
    let question = outcome.question
    let shownPlace = question.place.map { "\($0), " } ?? ""
    func head(_ word: String, _ words: String) -> String {
      "\(word.leftAligned(in: 16))\(words)  (\(shownPlace)\(Self.words(outcome.seconds)))"
    }
    switch outcome.verdict {
    case .proved(let whatever):
      let scripts = whatever.isEmpty ? [] : ["  whatever \(list(whatever)) answers"]
      return [head("PROVED", question.words)] + scripts
    case .refuted(let witness):
      return [head("COUNTEREXAMPLE", question.words)] + shown(witness, files, question)
    case .reported(nil): return [head("NONE", question.words)]
    case .reported(let witness?):
      return [head("FOR EXAMPLE", question.words)] + shown(witness, files, question)
    case .meant(let witness, let property):
      let why =
        "  intended: \"\(property.name)\" (\(property.place)); rules overruled: \(list(witness.rules))"
      return [head("INTENDED", question.words)] + [why]
    case .idle(let sites, let undecided):
      var lines: [String] = []
      for site in sites {
        lines.append(
          "NEVER MATTERS   \(prover.guideline.words(of: site)): without it every answer is the same  (\(place(of: site))\(Self.words(outcome.seconds)))"
        )
      }
      if undecided.count > Self.mostUndecided {
        lines.append(
          "  \(undecided.count) rules and gates were not decided; the first \(Self.mostUndecided):")
      }
      for site in undecided.prefix(Self.mostUndecided) {
        lines.append(
          "NOT DECIDED     whether \(prover.guideline.words(of: site)) changes an answer  (\(place(of: site))within \(timeout) s)"
        )
      }
      return lines
    case .ofNobody:
      return [
        head("NO PATIENT", question.words),
        "  it covers no legal patient, so it promises nothing",
      ]
    case .undecided(let reason): return [head("NOT DECIDED", question.words), "  \(reason)"]
    case .opaque(let scripts):
      return [
        head("OPAQUE", question.words),
        "  it depends on the answers of \(list(scripts)), which cannot be analysed: neither proved nor refuted",
      ]
    case .scriptFails(let reason, let witness):
      return [
        head("SCRIPT FAILS", question.words),
        "  \(reason); there is no decision for such a patient, so nothing is proved: correct the script first",
      ] + shown(witness, files, question)
    case .defect(let witness):
      return [
        head("DEFECT", question.words),
        "  the reference interpreter does not confirm the solver's patient; please report this with the profile",
      ] + shown(witness, files, question)
    }
  }

  private func place(of site: ConditionSite) -> String {
    prover.guideline.place(of: site).map { "\($0), " } ?? ""
  }

  private func shown(_ witness: Witness, _ files: [String], _ question: Question) -> [String] {
    var lines: [String] = []
    for (index, profile) in witness.profiles.enumerated() {
      let who =
        witness.profiles.count == 1
        ? "this patient"
        : index == 0 ? "this patient" : isGrowing(question) ? "and, knowing more, this one" : "and this one"
      lines.append("  \(who): \(facts(profile))")
      lines.append("    is answered: \(answer(profile))")
      if index < files.count {
        lines.append("    written to \(files[index])")
      } else {
        lines.append("    profile: \(self.profile(profile).canonicalText)")
      }
    }
    if !witness.rules.isEmpty { lines.append("  recommended by \(list(witness.rules))") }
    let known = witness.profiles.reduce(0) { $0 + $1.knownCount }.counted("known fact")
    if prover.reference.failure(of: witness.profiles[0]) != nil { return lines }
    lines.append(
      witness.isFewest
        ? "  \(known); no counterexample has fewer" : "  \(known); none of them can be left out alone")
    return lines
  }

  private func isGrowing(_ question: Question) -> Bool {
    if case .property(let property) = question.kind, case .knowingMore = property.promise {
      true
    } else {
      false
    }
  }

  private func facts(_ profile: Profile) -> String {
    let known = vocabulary.givenFacts.compactMap { index in
      profile[index].value.map { "\(vocabulary[index].name) \(vocabulary[index].words(for: $0))" }
    }
    return known.isEmpty ? "nothing is known" : known.joined(separator: ", ")
  }

  private func answer(_ profile: Profile) -> String {
    guard let signature = try? prover.reference.signature(profile) else { return "no answer: a script fails" }
    let alerts = signature.alerts.map(\.id).sorted()
    let pairings = signature.pairings.sorted {
      ($0.role == .primary ? 0 : 1, $0.pairing) < ($1.role == .primary ? 0 : 1, $1.pairing)
    }
    let named = pairings.map { part in
      let claims = part.claims.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }
      let role = part.role == .primary ? "" : "alternative "
      return
        "\(role)\(part.pairing) (\(part.strength.rawValue)\(claims.isEmpty ? "" : "; \(claims.joined(separator: ", "))"))"
    }
    return ([signature.disposition.rawValue] + alerts + named).joined(separator: ", ")
  }

  private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func words(_ seconds: Double) -> String {
    "\(Int((seconds * 100).rounded()).decimal(places: 2)) s"
  }

  // MARK: JSON

  package func json(files: [Int: [String]] = [:]) -> JSONValue {
    let all = outcomes.enumerated().map { index, outcome in json(outcome, files[index] ?? []) }
    return [
      "schema": 1, "solver": .string(solver), "timeout_s": .number(timeout),
      "ok": .bool(outcomes.allSatisfy(\.isGood)), "questions": .array(all),
    ]
  }

  private func json(_ outcome: ProofOutcome, _ files: [String]) -> JSONValue {
    let question = outcome.question
    var members = [
      JSONMember("id", .string(question.name)), JSONMember("question", .string(question.words)),
      JSONMember("verdict", .string(outcome.verdict.word)), JSONMember("ok", .bool(outcome.isGood)),
      JSONMember("milliseconds", .number(Int((outcome.seconds * 1000).rounded()))),
    ]
    if let place = question.place {
      members.append(JSONMember("file", .string(place.file)))
      members.append(JSONMember("line", .number(place.line)))
    }
    func add(_ name: String, _ texts: [String]) {
      if !texts.isEmpty { members.append(JSONMember(name, .strings(texts))) }
    }
    switch outcome.verdict {
    case .proved(let scripts), .opaque(let scripts): add("scripts", scripts)
    case .idle(let sites, let undecided):
      add("never_matter", sites.map(prover.guideline.words))
      add("not_decided", undecided.map(prover.guideline.words))
    case .undecided(let reason), .scriptFails(let reason, _):
      members.append(JSONMember("reason", .string(reason)))
    case .meant(_, let property): members.append(JSONMember("property", .string(property.name)))
    case .refuted, .reported, .ofNobody, .defect: break
    }
    if let witness = outcome.verdict.witness {
      let patients = witness.profiles.map { patient in
        JSONValue.object([
          JSONMember("profile", profile(patient)), JSONMember("answer", .string(answer(patient))),
        ])
      }
      members.append(JSONMember("patients", .array(patients)))
      members.append(JSONMember("fewest", .bool(witness.isFewest)))
      add("rules", witness.rules)
    }
    add("files", files)
    return .object(members)
  }
}
