internal import PlumblineText

/// Where a person says who they are.
struct SignInPage {
  let token: String
  let isLocked: Bool
  let problem: String?

  var screen: Screen {
    let title = isLocked ? "Locked" : "Sign in"
    return Screen(
      title: title, session: nil, isDemo: false,
      body: """
        <h1>\(title)</h1>
        \(if: isLocked, "<p>Nobody used this page for a while, so it was locked. What you had open is there again once you sign in.</p>")
        <form class="panel" method="post" action="\(ConsoleRoute.signIn.rawValue)" autocomplete="off">
        <input type="hidden" name="token" value="\(token)">
        <div class="field\(problem == nil ? "" : " wrong")">
        <label for="access">Access token</label>
        <p class="hint" id="access-hint">The one that was given to you, or the line in the service's token file.</p>
        <input type="password" id="access" name="access" aria-describedby="access-hint\(problem == nil ? "" : " access-problem")" autocomplete="off" required>
        \(problem.map { ["<p class=\"problem\" id=\"access-problem\" role=\"alert\">\($0)</p>" as HTML] } ?? [])
        </div>
        <p class="actions"><button>Sign in</button></p>
        </form>
        """)
  }
}
