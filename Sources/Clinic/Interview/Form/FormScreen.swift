internal import PlumblineGuideline

/// One screen of a form: the facts of a group, or of small groups that follow one another.
struct FormScreen: Sendable {
  enum Row: Sendable, Hashable {
    /// The patient's id.
    case id
    case fact(Fact.Index)
    /// Answers all flags of the screen that are not answered with no.
    case noneOfThese
  }

  /// The titles of its groups, in English.
  let titles: [String]
  let rows: [Row]
  /// The group of flags that it asks about; nil for any other screen.
  let flags: AskingOrder.Group?

  /// The most facts on a screen of several groups.
  private static let most = 8

  /// Returns the screens of all facts, in the order in which they are asked.
  static func all(_ order: AskingOrder) -> [FormScreen] {
    var screens: [FormScreen] = []
    var gathered: [AskingOrder.Group] = []
    func end() {
      if gathered.isEmpty { return }
      screens.append(
        FormScreen(
          titles: gathered.map(\.title), rows: gathered.flatMap(\.facts).map { .fact($0) }, flags: nil))
      gathered = []
    }
    for group in order.groups {
      if group.isFlags {
        end()
        let rows = group.facts.map { Row.fact($0) }
        let all: [Row] = group.facts.count > 1 ? [.noneOfThese] : []
        screens.append(FormScreen(titles: [group.title], rows: rows + all, flags: group))
        continue
      }
      if gathered.reduce(group.facts.count, { $0 + $1.facts.count }) > most { end() }
      gathered.append(group)
    }
    end()
    if let first = screens.first {
      screens[0] = FormScreen(titles: first.titles, rows: [.id] + first.rows, flags: first.flags)
    }
    return screens
  }
}
