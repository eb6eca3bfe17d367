/// A self-contained page of HTML: no other file, no script, no network; for light and dark, wide and narrow screens.
package struct HTMLPage {
  private let title: String
  private let style: String
  private let language: Language
  private let body: HTML

  /// - Parameters:
  ///   - style: CSS in addition to that of every page.
  ///   - language: in which a screen reader reads it.
  package init(title: String, style: String = "", language: Language = .english, body: HTML) {
    self.title = title
    self.style = style
    self.language = language
    self.body = body
  }

  package var text: String {
    let page: HTML = """
      <!doctype html>
      <html lang="\(language.code)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>
      \(HTML(stringLiteral: HTMLStyle.report + (style.isEmpty ? "" : "\n" + style)))
      </style>
      </head>
      <body>
      \(body)
      </body>
      </html>
      """
    return page.text + "\n"
  }
}
