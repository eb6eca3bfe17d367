internal import PlumblineGuideline
public import PlumblineJSON
internal import PlumblinePresentation
internal import PlumblineText

/// The change between two values of one scale, and whether it may be measurement error.
///
/// It says nothing of whether a change is important, nor of its cause.
public struct ScaleChange: Sendable, Hashable {
  public enum Verdict: String, Sendable, Hashable {
    case none
    case beyond = "beyond-measurement-error"
    case within = "within-measurement-error"
    case noErrorKnown = "no-measurement-error-known"
    /// A rise of an answer that a stop reads: never called error, whatever a pack declares.
    case rise
    /// Such an answer that did not rise: an answer of its day.
    case ofItsDay = "answer-of-its-day"
    /// One of the two is no single value.
    case notSingle = "no-single-values"
  }

  /// The later value minus the earlier; nil if one of them is no single number.
  public let amount: ExactNumber?
  public let verdict: Verdict

  /// - Parameter isOfToday: whether a stop reads the answer.
  init(from earlier: FactState, to later: FactState, isOfToday: Bool, _ error: DetectableChange?) {
    guard case .known(.number(let before)) = earlier, case .known(.number(let after)) = later,
      let amount = after - before, let size = ExactNumber(0) - amount
    else {
      (amount, verdict) = (nil, .notSingle)
      return
    }
    self.amount = amount
    verdict =
      if isOfToday {
        amount > 0 ? .rise : .ofItsDay
      } else if amount == 0 {
        .none
      } else if let error {
        error.covers(max(amount, size)) ? .within : .beyond
      } else {
        .noErrorKnown
      }
  }

  /// "−8, within measurement error"; with a day, "−8 since 2026-03-02, within measurement error".
  ///
  /// - Parameter isPlain: ASCII only.
  func words(since day: Day? = nil, isPlain: Bool) -> String {
    let since = day.map { " since \($0)" } ?? ""
    guard let amount else { return "no change\(since) is worked out, because a range is no single value" }
    let number =
      amount < 0 ? (isPlain ? "\(amount)" : "\(amount)".replacing("-", with: "−")) : "+\(amount)"
    return switch verdict {
    case .none, .notSingle: "no change\(since)"
    case .beyond: "\(number)\(since), beyond measurement error"
    case .within: "\(number)\(since), within measurement error"
    case .noErrorKnown: "\(number)\(since), no measurement error known"
    case .rise: "\(number)\(since), a rise, which is never called measurement error"
    case .ofItsDay: "\(amount == 0 ? "no change" : number)\(since); each is an answer of its day"
    }
  }
}
