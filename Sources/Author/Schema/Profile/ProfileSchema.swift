internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON

/// The schema of profiles by a vocabulary: what the strict reader accepts, as far as a schema can say it.
///
/// Documentation/Schemas.md lists what it cannot say: laws between facts, the day of the answer, lengths in bytes.
struct ProfileSchema {
  let vocabulary: Vocabulary

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The profile itself, and the definitions that it refers to.
  var parts: (Shape, [(String, Shape)]) {
    (.object([], optional: members(ofVisit: false)), definitions)
  }

  private var definitions: [(String, Shape)] {
    let today: [(String, Shape)] = [
      ("absent", FactShapes.absent), ("notAsked", FactShapes.notAsked), ("day", .day),
      ("origin", FactShapes.origin),
    ]
    let given = vocabulary.givenFacts.map { ("fact.\(vocabulary[$0].name)", FactShapes.fact(vocabulary[$0])) }
    let sets = vocabulary.sets.values.sorted { $0.name < $1.name }.map {
      ("list.\($0.name)", CollectionShapes.list($0))
    }
    let series = vocabulary.series.values.sorted { $0.name < $1.name }.map {
      ("series.\($0.name)", CollectionShapes.series($0))
    }
    let instruments = vocabulary.instruments.values.sorted { $0.name < $1.name }.map {
      ("questionnaire.\($0.name)", QuestionnaireShapes.answers($0))
    }
    return today + given + sets + series + instruments
  }

  // MARK: members

  /// The members of a profile, or of an earlier visit in it.
  private func members(ofVisit isVisit: Bool) -> [(String, Shape)] {
    var members: [(String, Shape)] = []
    if !isVisit {
      members = [
        (
          "id",
          Shape.optionalText.with("maxLength", .number(ProfileReader.idLimit)).described(
            "Printed in the answer; a pseudonym will do.")
        ),
        (
          "notes",
          Shape.optionalText.with("maxLength", .number(ProfileReader.notesLimit)).described(
            "Free text; never read by a rule, never printed.")
        ),
        ("visits", visits),
      ]
    }
    members += [
      ("answered_together", together),
      (
        "provenance",
        Shape.object([], optional: vocabulary.facts.map { ($0.name, .ref("origin")) }).orNull
          .described("Where facts came from, by name.")
      ),
      ("instruments", questionnaires(ofVisit: isVisit)),
    ]
    var groups: [String: [(String, Shape)]] = [:]
    for (name, shape) in answers(ofVisit: isVisit) {
      if let dot = name.firstIndex(of: ".") {
        groups[String(name[..<dot]), default: []].append((String(name[name.index(after: dot)...]), shape))
      } else {
        members.append((name, shape))
      }
    }
    for (name, facts) in groups.sorted(by: { $0.key < $1.key }) {
      let group = Shape.object([], optional: facts)
      if let place = members.firstIndex(where: { $0.0 == name }) {
        members[place].1 = .either([members[place].1, group])
      } else {
        members.append((name, group.orNull))
      }
    }
    return members
  }

  private var visits: Shape {
    let visit = Shape.object(
      [("observed", .ref("day"))], optional: members(ofVisit: true))
    return Shape.list(visit).with("maxItems", .number(ProfileReader.mostVisits)).orNull.described(
      "What was known at earlier visits, for a history. What a stop reads counts only on its own day, and is left out."
    )
  }

  /// Every name under which a profile answers, with the form of the answer.
  private func answers(ofVisit isVisit: Bool) -> [(String, Shape)] {
    var answers: [String: Shape] = [:]
    for index in vocabulary.givenFacts {
      let name = vocabulary[index].name
      answers[name] = isVisit && vocabulary.ofToday.contains(index) ? .ref("notAsked") : .ref("fact.\(name)")
    }
    for (name, several) in vocabulary.namesakes {
      let open = isVisit ? several.filter { !vocabulary.ofToday.contains($0) } : several
      answers[name] =
        open.count == several.count
        ? FactShapes.oneFact(of: several.map { vocabulary[$0] }) : .ref("notAsked")
    }
    for (name, shapes) in collections(ofVisit: isVisit) {
      answers[name] = shapes.count == 1 ? shapes[0] : .null
    }
    return answers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Lists and series by every name that may mean them: their own, and the one without their pack.
  private func collections(ofVisit isVisit: Bool) -> [String: [Shape]] {
    var named: [String: [Shape]] = [:]
    for set in vocabulary.sets.values {
      let today = isVisit ? set.members.filter { vocabulary.ofToday.contains($0.fact) }.map(\.code) : []
      let shape = today.isEmpty ? Shape.ref("list.\(set.name)") : CollectionShapes.list(set, without: today)
      for name in names(set.name, vocabulary.sets.keys.contains) { named[name, default: []].append(shape) }
    }
    for series in vocabulary.series.values {
      let isOfToday = isVisit && series.reductions.contains { vocabulary.ofToday.contains($0.fact) }
      let shape = isOfToday ? CollectionShapes.noReadings : Shape.ref("series.\(series.name)")
      for name in names(series.name, vocabulary.series.keys.contains) {
        named[name, default: []].append(shape)
      }
    }
    return named
  }

  /// A name, and the name without its pack unless something else has that.
  private func names(_ name: String, _ isTaken: (String) -> Bool) -> [String] {
    guard let slash = name.lastIndex(of: "/") else { return [name] }
    let short = String(name[name.index(after: slash)...])
    return isTaken(short) ? [name] : [name, short]
  }

  // MARK: questionnaires and groups

  private func questionnaires(ofVisit isVisit: Bool) -> Shape {
    var named: [String: [Shape]] = [:]
    for instrument in vocabulary.instruments.values.sorted(by: { $0.name < $1.name }) {
      let isOfToday = isVisit && instrument.scales.contains { vocabulary.ofToday.contains($0.fact) }
      let shape = isOfToday ? Shape.null : Shape.ref("questionnaire.\(instrument.name)")
      for name in names(instrument.name, vocabulary.instruments.keys.contains) {
        named[name, default: []].append(shape)
      }
    }
    let members = named.sorted { $0.key < $1.key }.map { name, shapes in
      (name, shapes.count == 1 ? shapes[0] : Shape.either([.null, .one(of: shapes)]))
    }
    return Shape.object([], optional: members).orNull.described(
      "Raw answers to questionnaires, which are scored into facts.")
  }

  private var together: Shape {
    let groups = vocabulary.groups.filter { vocabulary.flags(inGroup: $0) != nil }
    let answered = Shape.either([
      .object(["read_back": .only(false)]),
      .object(["read_back": .only(true), "asked_by": FactShapes.person]),
    ])
    return Shape.object([], optional: groups.map { ($0, answered) }).orNull.described(
      "Groups of yes-or-no facts that were answered together, and whether that was read back, by whom.")
  }
}
