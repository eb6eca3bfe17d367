internal import PlumblineDifference
internal import PlumblineEngine
internal import PlumblineGuideline
internal import PlumblinePresentation
internal import PlumblineText

/// The versions, newest first: whose answers each changed, why, and whether its number is large enough.
struct VersionsPage {
  private let content: Content

  init(_ content: Content) { self.content = content }

  var body: HTML {
    """
    <p>Each version is compared with the one before it for every legal profile. A change of answers has a made-up patient \
    who shows it, confirmed by deciding with both versions.</p>
    \(content.history.reversed().map(step))
    """
  }

  private func step(_ difference: GuidelineDifference) -> HTML {
    """
    <h2>\(title(difference))</h2>
    <p><strong>\(difference.headline)</strong></p>
    \(BookWords.list(difference.versions.filter { $0.change != .none }.map { "\($0.words(arrow: "→"))" }))
    \(section("Not decided", difference.undecided.map { "\($0)" }))
    \(groups("Answers that change", difference.groups(ofAnswer: true)))
    \(groups("Beside the answer", difference.groups(ofAnswer: false)))
    \(if: !difference.knowsAsked, "<p>Questions were compared for the examples only, not for every patient.</p>")
    \(section("Words and figures only", difference.wordChanges.map(word)))
    """
  }

  /// The version steps; a pack that stayed the same is left out.
  private func title(_ difference: GuidelineDifference) -> String {
    let (old, new) = (difference.judges.old.guideline, difference.judges.new.guideline)
    let ids = Set(old.packs.map(\.id)).union(new.packs.map(\.id)).sorted()
    let moves = ids.compactMap { id -> String? in
      let (before, after) = (old[pack: id], new[pack: id])
      guard before?.digest != after?.digest else { return nil }
      return
        "\(id) \(before.map { "\($0.version)" } ?? "new") → \(after.map { "\($0.version)" } ?? "removed")"
    }
    return moves.isEmpty ? "The same packs" : moves.joined(separator: ", ")
  }

  private func section(_ title: String, _ items: [HTML]) -> HTML {
    items.isEmpty ? "" : "<h3>\(title)</h3>\n\(BookWords.list(items))"
  }

  private func groups(_ title: String, _ groups: [GuidelineDifference.Group]) -> HTML {
    section(title, groups.map(group))
  }

  private func group(_ group: GuidelineDifference.Group) -> HTML {
    let changes: [HTML] = group.classes.map {
      "<strong>\($0.change.line(arrow: "→"))</strong>\($0.isConfirmed ? "" : " (may be)")"
    }
    let causes = group.first.causes
    let lines: [HTML] = causes.lines.enumerated().map { number, cause in
      let head = number == 0 ? "" : causes.areTogether ? "together with " : "or "
      return
        "\(head)\(quoted(cause.sentence)) <code>\(GuidelineDifference.place(cause.before, cause.after, arrow: "→"))</code>"
    }
    let words = group.first.exampleWords
    return """
      \(BookWords.joined(changes, by: "; "))
      <dl>
      \(BookWords.row("For example", "\(words.isEmpty ? "nothing is known" : words)"))
      \(BookWords.row("Before", "\(GuidelineDifference.words(group.first.before))"))
      \(BookWords.row("After", "\(GuidelineDifference.words(group.first.after))"))
      \(BookWords.row("Because of", lines.isEmpty ? "it could not be traced to a declaration" : BookWords.list(lines)))
      </dl>
      """
  }

  /// Text between backticks is in the pack language.
  private func quoted(_ text: String) -> HTML {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    return parts.enumerated().reduce("") { html, part in
      part.offset.isMultiple(of: 2)
        ? "\(html)\(part.element)" : "\(html)<code>\(part.element)</code>"
    }
  }

  private func word(_ change: DeclarationChange) -> HTML {
    let what = change.how == .changed ? change.words.joined(separator: ", ") : change.how.rawValue
    return
      "\(change.key.description): \(what) <code>\(GuidelineDifference.place(change.before, change.after, arrow: "→"))</code>"
  }
}
