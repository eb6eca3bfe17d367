internal import PlumblineGuideline
internal import PlumblineText

/// Versions of the packs by whose answers they change, for their authors.
extension Exchange {
  /// The versions that can be compared.
  func versions() async throws -> ConsoleReply {
    let all = desk.versions
    guard !all.isEmpty else { throw ConsoleFault.notThere }
    let given = FormFields(query: request.query)
    let chosen = (old: Int(given["from"]), new: Int(given["to"]))
    if let old = chosen.old, let new = chosen.new, old != new {
      return .to(ConsoleRoute.versionPair.path("\(old)-\(new)"))
    }
    let waits = try await desk.waits()
    let isEarlier = waits != true && all.count > 2
    return show(
      language("Whose answers change"),
      """
      <h1>\(language("Whose answers change"))</h1>
      <p>\(language("Two versions of the packs are compared: which patients get another answer, why, at which line, and which version must follow. Every legal profile is covered; the patients shown are made up."))</p>
      <p>\(standing(waits))</p>
      \(if: chosen.old != nil, "<p class=\"problem\" role=\"alert\">\(language("Choose two different versions."))</p>")
      <form class="panel" method="get" action="\(ConsoleRoute.versions.rawValue)"><div class="choose">
      \(choice("from", "From", all, isEarlier ? 2 : 0))
      \(choice("to", "To", all, isEarlier ? 0 : 1))
      <button>\(language("Compare"))</button></div></form>
      <p><a href="\(ConsoleRoute.packs.rawValue)">\(language("Packs in force"))</a></p>
      """)
  }

  private func standing(_ waits: Bool?) -> String {
    switch waits {
    case true?: language("The packs on the disk are not those in force: they wait for the next reload.")
    case false?: language("The packs on the disk are those in force: none wait for a reload.")
    case nil: language("The packs on the disk cannot be read.")
    }
  }

  private func choice(_ name: String, _ label: String, _ all: [ConsoleVersion], _ chosen: Int) -> HTML {
    let options: [HTML] = all.enumerated().map { place, version in
      "<option value=\"\(place)\"\(place == chosen ? " selected" : "")>\(words(version))</option>"
    }
    return """
      <p><label for="\(name)">\(language(label))</label><select id="\(name)" name="\(name)">\(options)</select></p>
      """
  }

  private func words(_ version: ConsoleVersion) -> String {
    switch version {
    case .inForce: language("in force")
    case .onDisk: language("on the disk, for the next reload")
    case .named(let name): name
    }
  }

  /// Two of the versions.
  func versionPair() async throws -> ConsoleReply {
    let all = desk.versions
    let places = request.name.split(separator: "-").compactMap { Int($0) }
    guard places.count == 2, places.allSatisfy(all.indices.contains) else { throw ConsoleFault.notThere }
    let isAgain = request.method == .post
    let found = try await desk.comparison(from: places[0], to: places[1], again: isAgain)
    if isAgain { return .to(request.address) }
    let names = language(
      "From {old} to {new}.", ["old": words(all[places[0]]), "new": words(all[places[1]])])
    switch found {
    case .running(let time):
      return compared(
        names,
        """
        <p role="status"><strong>\(language("Not finished yet."))</strong> \(language("So far it has taken {count} seconds. If it takes too long, it is given up, and the page says so.", ["count": "\(time.components.seconds)"]))</p>
        <p class="actions"><a class="button second" data-again href="\(request.address)">\(language("Look again"))</a></p>
        """, again: "")
    case .failed(let reason):
      return compared(
        names,
        """
        <p class="now" role="alert"><strong>\(language("They could not be compared."))</strong></p>
        <pre class="report" lang="en">\(HTML(lines: reason))</pre>
        """, again: again, status: 422)
    case .made(let value, let time):
      let page = VersionsPage(
        made: value, language: language, opensRecords: session.person.has(.auditor))
      return compared(
        "\(names) \(language("Made at {time}.", ["time": time]))", page.body, again: again)
    }
  }

  private var again: HTML {
    """
    <form class="actions" method="post" action="\(request.address)">\(session.hidden)<button class="second">\(language("Compare again"))</button></form>
    """
  }

  private func compared(_ names: String, _ body: HTML, again: HTML, status: Int = 200) -> ConsoleReply {
    show(
      language("Whose answers change"),
      """
      <h1>\(language("Whose answers change"))</h1>
      <p>\(names)</p>
      \(body)
      \(again)
      <p><a href="\(ConsoleRoute.versions.rawValue)">\(language("Other versions"))</a></p>
      """, width: .wide, status: status)
  }
}
