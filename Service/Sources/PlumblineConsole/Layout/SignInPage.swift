internal import PlumblineText

/// Where a person says who they are.
struct SignInPage {
  enum Way {
    /// By a token that they type in; what marks the form, and what was wrong with the last one.
    case token(String, problem: String?)
    /// By signing in at an issuer.
    case issuer
  }

  let way: Way
  let isLocked: Bool
  /// The record systems in which a patient can be chosen.
  let records: [ConsoleRecord]

  var screen: Screen {
    let title = isLocked ? "Locked" : "Sign in"
    return Screen(
      title: title, session: nil, isDemo: false,
      body: """
        <h1>\(title)</h1>
        \(if: isLocked, "<p>Nobody used this page for a while, so it was locked. What you had open is there again once you sign in.</p>")
        \(entry)
        \(if: !records.isEmpty, choosing)
        """)
  }

  private var choosing: HTML {
    let links: [HTML] = records.map { record in
      "<li><a href=\"\(ConsoleRoute.launch.rawValue)?\(FormText.encode([("iss", record.address)]))\">\(record.name)</a></li>"
    }
    return """
      <section class="panel"><h2>For a patient of a record system</h2>
      <p>Open the console from the patient's record there, or choose the patient now:</p>
      <ul>\(links)</ul></section>
      """
  }

  private var entry: HTML {
    switch way {
    case .token(let mark, let problem):
      """
      <form class="panel" method="post" action="\(ConsoleRoute.signIn.rawValue)" autocomplete="off">
      <input type="hidden" name="token" value="\(mark)">
      <div class="field\(problem == nil ? "" : " wrong")">
      <label for="access">Access token</label>
      <p class="hint" id="access-hint">The one that was given to you, or the line in the service's token file.</p>
      <input type="password" id="access" name="access" aria-describedby="access-hint\(problem == nil ? "" : " access-problem")" autocomplete="off" required>
      \(problem.map { ["<p class=\"problem\" id=\"access-problem\" role=\"alert\">\($0)</p>" as HTML] } ?? [])
      </div>
      <p class="actions"><button>Sign in</button></p>
      </form>
      """
    case .issuer:
      """
      <div class="panel">
      <p>You sign in with the account of your organisation, on its own page, and come back here.</p>
      <p class="actions"><a class="button" href="\(ConsoleRoute.signInBegin.rawValue)">Sign in with your account</a></p>
      </div>
      """
    }
  }

  /// Shown for a moment to whoever comes back from the issuer.
  static let done = Screen(
    title: "You are signed in", session: nil, isDemo: false,
    body: """
      <h1>You are signed in</h1>
      <p class="actions"><a class="button" href="\(ConsoleRoute.start.rawValue)">To the start</a></p>
      """)

  /// Shown for a moment to whoever comes from a record system.
  ///
  /// - Parameter next: the page of the visit.
  static func opened(_ next: String) -> Screen {
    Screen(
      title: "The record was read", session: nil, isDemo: false,
      body: """
        <h1>The record was read</h1>
        <p class="actions"><a class="button" href="\(next)">To the answer</a></p>
        """)
  }

  /// Shown when a session that a record system opened has ended, or was locked: it is opened again there.
  static func closed(_ record: ConsoleRecord) -> Screen {
    Screen(
      title: "Closed", session: nil, isDemo: false,
      body: """
        <h1>Closed</h1>
        <p>This was opened from \(record.name), and was closed or not used for a while. Open it again from the patient's record there. What was answered is recorded.</p>
        """)
  }

  /// Shown to whoever signed out.
  ///
  /// - Parameter issuer: where they end their session at the issuer too; nil if there is no such page.
  static func left(_ issuer: String?) -> Screen {
    let further: HTML =
      issuer.map { address in
        """
        <p>Your account is still signed in at your organisation. On a computer that others use, sign out there too.</p>
        <p class="actions"><a class="button" href="\(address)">Sign out of your account</a></p>
        """
      } ?? "<p>On a computer that others use, sign out of your account too, or close the browser.</p>"
    return Screen(
      title: "You are signed out", session: nil, isDemo: false,
      body: """
        <h1>You are signed out</h1>
        \(further)
        <p class="actions"><a class="button second" href="\(ConsoleRoute.signIn.rawValue)">Sign in again</a></p>
        """)
  }
}
