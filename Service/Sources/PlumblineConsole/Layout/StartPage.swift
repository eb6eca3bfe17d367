internal import PlumblineText

/// Where everybody begins: a door for each of the three.
struct StartPage {
  let session: Session
  let doors: [HTML]

  var body: HTML {
    """
    <h1>\(session.language("What would you like to do?"))</h1>
    <ul class="doors">\(doors)</ul>
    \(if: !session.newest.isEmpty, open)
    """
  }

  private var open: HTML {
    let language = session.language
    let items: [HTML] = session.newest.map { visit in
      """
      <li><a href="\(ConsoleRoute.visit.path(visit.id))">\(visit.patient ?? language("Patient without an id"))</a> <span class="soft">\(visit.answer?.decided == nil ? language("nothing decided yet") : language("answered"))</span>
      <form method="post" action="\(ConsoleRoute.closeVisit.path(visit.id))">\(session.hidden)<button class="plain">\(language("Close"))</button></form></li>
      """
    }
    return
      "<section class=\"panel\"><h2>\(language("Open visits"))</h2><ul class=\"visits\">\(items)</ul></section>"
  }

  /// The doors that a session's person may go through.
  static func doors(_ session: Session) -> [HTML] {
    let language = session.language
    var doors: [HTML] = []
    if let bound = session.bound {
      doors.append(
        """
        <li><h2>\(language("I see a patient"))</h2>
        <p>\(language("This session is for one patient of {record}. Open another from the record there.", ["record": bound.record.name]))</p></li>
        """)
    } else if session.person.has(.clinician) {
      doors.append(
        """
        <li><h2>\(language("I see a patient"))</h2>
        <p>\(language("Enter what you know, or paste a profile or a record in FHIR. The answer says what the guideline recommends, and why."))</p>
        <p class="actions"><a class="button" href="\(ConsoleRoute.newVisit.rawValue)">\(language("New patient"))</a></p></li>
        """)
    }
    if session.person.has(.auditor) {
      doors.append(
        """
        <li><h2>\(language("I look back"))</h2>
        <p>\(language("Find a record, read it as it was given, decide it again, and verify that nothing was changed."))</p>
        <p class="actions"><a class="button second" href="\(ConsoleRoute.records.rawValue)">\(language("Records"))</a></p></li>
        """)
    }
    if session.person.has(.author) {
      doors.append(
        """
        <li><h2>\(language("I write the guideline"))</h2>
        <p>\(language("Read the guideline in force as a book: every rule in words, its evidence, its tests and its gaps."))</p>
        <p class="actions"><a class="button second" href="\(ConsoleRoute.book.rawValue)">\(language("Guideline"))</a></p></li>
        """)
    }
    return doors
  }
}
