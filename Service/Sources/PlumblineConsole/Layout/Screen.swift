internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// A page with its head, its ways to other pages, and its foot.
struct Screen {
  var title: String
  /// nil for a page before signing in.
  var session: Session?
  /// Whose visit it is; nil for every page that is about no patient.
  var visit: Visit?
  var isDemo: Bool
  /// What stands in the middle, below the banner.
  var body: HTML
  /// How wide the middle is: that of a text to read, of a form, or as wide as the window allows.
  var width = Width.text
  var status = 200
  /// Where a change of language leads back to.
  var address = ConsoleRoute.start.path()
  /// After how long without use the session is locked; nil if it is not.
  var idle: Duration?

  enum Width: String { case text, form, wide }

  private var language: Language { session?.language ?? .english }

  /// - Parameter nonce: by which the browser knows the page's own script.
  func text(nonce: String) -> String {
    let page: HTML = """
      <!doctype html>
      <html lang="\(language.code)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title) · Plumbline</title>
      \(locking.map { ["<noscript><meta http-equiv=\"refresh\" content=\"\($0);url=/\"></noscript>" as HTML] } ?? [])
      <link rel="stylesheet" href="\(ConsoleRoute.style.rawValue)">
      </head>
      <body class="console" data-idle="\(locking ?? 0)">
      <a class="skip" href="#main">\(language("To the content"))</a>
      \(if: isDemo, "<p class=\"demo\" role=\"note\"><strong>\(language("Demonstration."))</strong> \(language("Invented patients only: everybody on this machine can see what is entered here."))</p>")
      \(head)
      \(visit.map { [VisitBanner(visit: $0, language: language).html] } ?? [])
      <main id="main" class="\(width.rawValue)" tabindex="-1">
      \(body)
      </main>
      <footer class="soft foot">\(language("Plumbline supports a clinician's judgement and does not replace assessment."))</footer>
      <script nonce="\(nonce)">\(ConsoleScript.text)</script>
      </body>
      </html>
      """
    return page.text + "\n"
  }

  /// After how many seconds a page that nobody uses gives way to the one that asks for the token.
  private var locking: Int? { session == nil ? nil : idle.map { Int($0.components.seconds) + 1 } }

  private var head: HTML {
    guard let session else { return "<header class=\"bar\">\(Self.mark)</header>" }
    let ways: [HTML] = Self.ways.filter {
      session.person.has($0.role) && (session.bound == nil || !$0.route.isForAnyPatient)
    }.map { way in
      "<li><a href=\"\(way.route.rawValue)\">\(language(way.words))</a></li>"
    }
    return """
      <header class="bar">
      <a class="home" href="/">\(Self.mark)</a>
      <nav aria-label="\(language("Pages"))"><ul>\(ways)</ul></nav>
      <div class="tools">
      \(LanguageChoice(session: session, address: address).html)
      \(if: !isDemo, "<form method=\"post\" action=\"\(ConsoleRoute.signOut.rawValue)\">\(session.hidden)<button class=\"plain\">\(language("Sign out"))</button></form>")
      </div>
      </header>
      """
  }

  private static let ways: [(route: ConsoleRoute, role: ConsoleRole, words: String)] = [
    (.newVisit, .clinician, "New patient"), (.records, .auditor, "Records"),
    (.statistics, .auditor, "Statistics"),
    (.book, .author, "Guideline"), (.packs, .author, "Packs"),
  ]

  /// A line with its bob, and the name.
  private static let mark: HTML = """
    <svg class="mark" viewBox="0 0 16 24" width="16" height="24" aria-hidden="true"><path d="M8 0v14" /><path class="bob" d="M4.5 14h7L8 23z" /></svg><span>Plumbline</span>
    """
}

extension Session {
  /// What every form sends back, so that no other page can send one, and none is done twice.
  var hidden: HTML {
    """
    <input type="hidden" name="token" value="\(formToken)"><input type="hidden" name="once" value="\(String(Secret.make().prefix(16)))">
    """
  }
}

/// In which language pages are shown.
private struct LanguageChoice {
  let session: Session
  let address: String

  var html: HTML {
    let others: [HTML] = Language.all.map { other in
      other.code == session.language.code
        ? "<button class=\"plain\" name=\"language\" value=\"\(other.code)\" aria-pressed=\"true\" lang=\"\(other.code)\">\(other.code.uppercased())</button>"
        : "<button class=\"plain\" name=\"language\" value=\"\(other.code)\" aria-pressed=\"false\" lang=\"\(other.code)\">\(other.code.uppercased())</button>"
    }
    return """
      <form class="languages" method="post" action="\(ConsoleRoute.language.rawValue)" aria-label="\(session.language("Language"))">\(session.hidden)<input type="hidden" name="back" value="\(address)">\(others)</form>
      """
  }
}

/// Whose visit a page is of, on every page of the visit.
struct VisitBanner {
  let visit: Visit
  let language: Language

  var html: HTML {
    let who = visit.patient ?? language("Patient without an id")
    let day = visit.answer.map { language("as of {day}", ["day": $0.day.description]) } ?? ""
    return """
      <aside class="banner" aria-label="\(language("Patient"))">
      <p><strong>\(who)</strong> <span>\(day)</span> <span>\(standing)</span></p>
      \(if: visit.answer?.decided != nil, "<nav aria-label=\"\(language("This visit"))\"><ul>\(ways)</ul></nav>")
      </aside>
      """
  }

  private var standing: String {
    switch visit.answer?.recording {
    case .recorded(let name):
      language("recorded as {number}", ["number": String(name.split(separator: "/").last ?? "")])
    case .failed: language("NOT RECORDED")
    case .declined, nil: language("nothing decided yet")
    }
  }

  private var ways: [HTML] {
    var ways: [(ConsoleRoute, String)] = [
      (.visit, "Answer"), (.facts, "Facts"), (.explanation, "Explanation"), (.letter, "Letter"),
      (.patientPage, "Patient’s page"), (.report, "Report back"),
    ]
    // While a stop is true nothing is weighed: not by other values, not by options.
    if !visit.isStopped {
      ways.insert(contentsOf: [(.interview, "Ask"), (.whatIf, "What if"), (.aid, "Decision aid")], at: 2)
    }
    if visit.patient != nil { ways.append((.history, "History")) }
    return ways.map { "<li><a href=\"\($0.path(visit.id))\">\(language($1))</a></li>" }
  }
}
