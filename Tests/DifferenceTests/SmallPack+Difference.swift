import PlumblineGuideline
import PlumblineTestSupport

@testable import PlumblineDifference

extension SmallPack {
  static func difference(_ old: Guideline, _ new: Guideline) -> GuidelineDifference {
    GuidelineDifference(old, new, asOf: "2026-11-20")
  }
}

extension GuidelineDifference {
  /// Every change, as it is written in a line.
  var lines: [String] { classes.map(\.change.words) }
}
