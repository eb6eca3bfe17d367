internal import PlumblineGuideline

/// The check for dates of a pack that have passed, are missing, or contradict each other.
enum Dates: Check {
  static let overdue = FindingKind(
    "review-overdue", .warning,
    "the date by which a pack was to be reviewed has passed",
    reason: """
      Every answer carries a caution from that day on. Review the pack: check whether its evidence still holds, then set a \
      new `review_by` and `revised`.
      """,
    mistake: Examples.manifest(["review_by": "\"2026-06-30\", -- ←"]),
    fix: Examples.manifest(["review_by": "\"2027-06-30\","]))

  static let missing = FindingKind(
    "review-date-missing", .note,
    "a pack that advises has no date for its review",
    reason: """
      Evidence ages. Without `review_by` an answer from an outdated pack looks like any other.
      """,
    mistake: Examples.manifest(["review_by": ""], mark: Examples.mark),
    fix: Examples.manifest([:]))

  static let outOfOrder = FindingKind(
    "dates-out-of-order", .error,
    "dates of a pack contradict each other",
    reason: "A pack is released, then revised, then due for review. One of the dates is mistyped.",
    mistake: Examples.manifest(["revised": "\"2025-02-28\", -- ←"]),
    fix: Examples.manifest(["revised": "\"2026-02-28\","]))

  static let future = FindingKind(
    "date-in-future", .warning,
    "a date of something that has happened is in the future",
    reason: """
      `released`, `revised` and `approved_on` record what has happened. Set them when it has; most often the year is mistyped.
      """,
    mistake: Examples.manifest(["released": "\"2027-01-31\", -- ←"]),
    fix: Examples.manifest(["released": "\"2026-01-31\","]))

  static let kinds = [overdue, missing, outOfOrder, future]

  static func findings(in subject: Subject) -> [Finding] {
    subject.guideline.packs.filter { subject.own.contains($0.id) }.flatMap { findings(in: $0, subject) }
      + subject.guideline.adaptations.filter { subject.isOwn($0.place) && $0.approvedOn > subject.asOf }.map {
        Finding(
          future, at: subject.location($0.place, of: "adapt", named: $0.target, field: "approved_on"),
          "the adaptation of '\($0.target)' was approved on \($0.approvedOn), which is after \(subject.asOf)")
      }
  }

  private static func findings(in pack: Pack, _ subject: Subject) -> [Finding] {
    func finding(_ kind: FindingKind, _ field: String, _ message: String) -> Finding {
      Finding(kind, at: subject.location(pack.place, of: "pack", named: pack.id, field: field), message)
    }
    var found: [Finding] = []
    let (released, revised) = (pack.attributes.released, pack.attributes.revised)
    if let due = pack.reviewBy {
      if due < subject.asOf {
        found.append(finding(overdue, "review_by", "pack '\(pack.id)' was to be reviewed by \(due)"))
      }
      let latest = [released, revised].compactMap { $0 }.max()
      if let latest, due < latest {
        let what = latest == revised ? "revised" : "released"
        found.append(
          finding(
            outOfOrder, "review_by",
            "pack '\(pack.id)' is to be reviewed by \(due), before it was \(what) (\(latest))"))
      }
    } else if pack.advises {
      found.append(
        Finding(
          missing, at: subject.location(pack.place, naming: pack.id),
          "pack '\(pack.id)' has no `review_by`: its answers cannot warn when it is out of date"))
    }
    if let released, let revised, revised < released {
      found.append(
        finding(
          outOfOrder, "revised",
          "pack '\(pack.id)' was revised (\(revised)) before it was released (\(released))"))
    }
    for (field, date) in [("released", released), ("revised", revised)] {
      if let date, date > subject.asOf {
        found.append(
          finding(future, field, "pack '\(pack.id)' was \(field) on \(date), which is after \(subject.asOf)"))
      }
    }
    return found
  }
}

extension Pack {
  /// Whether it advises anything; a vocabulary does not.
  var advises: Bool {
    ["rule", "otherwise", "advise_against", "stop", "defer", "exclude", "need_data", "evidence", "pairing"]
      .contains {
        (declares[$0] ?? 0) > 0
      }
  }
}
