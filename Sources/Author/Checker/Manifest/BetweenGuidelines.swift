public import PlumblineGuideline

/// The check for guidelines in force together of which one recommends what another advises against; needs several.
public enum BetweenGuidelines {
  public static let kind = FindingKind(
    "guidelines-contradict", .warning,
    "one guideline advises against what another one in force recommends",
    reason: """
      Some patient is recommended a part by one guideline, and advised against it by another that is in force with it. The answer \
      says so when it happens; better, the authors settle which one gives way, and say it in a gate or a veto. Found only where \
      several guidelines are in force; `plumbline prove` shows a patient for each.
      """,
    mistake: .init(
      """
      -- another guideline in force recommends exercise+injection
      do_not_offer "injection" { … } -- ←
      """),
    fix: .init(
      """
      -- the other guideline: a pack of the site rules it out there, too
      advise_against "injection-beside-x" { against = "injection", when = … }
      """))
}

extension Checking {
  /// Returns the check with the finding that something in it contradicts another guideline.
  ///
  /// - Parameters:
  ///   - place: where this guideline advises against it.
  ///   - message: what contradicts what.
  public func addingContradiction(at place: Place, _ message: String) -> Checking {
    var changed = self
    changed.add(
      Finding(
        BetweenGuidelines.kind, at: .init(file: place.file, line: max(place.line, 1), column: 1), message))
    return changed
  }
}
