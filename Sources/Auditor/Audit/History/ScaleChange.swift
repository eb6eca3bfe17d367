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
  func words(since day: Day? = nil, isPlain: Bool, in language: Language = .english) -> String {
    func since(_ change: String) -> String {
      day.map { language("{change} since {day}", ["change": change, "day": "\($0)"]) } ?? change
    }
    let none = since(language("no change"))
    guard let amount else {
      return language("{change} is worked out, because a range is no single value", ["change": none])
    }
    let sign = amount < 0 ? (isPlain ? "\(amount)" : "\(amount)".replacing("-", with: "−")) : "+\(amount)"
    let change = since(language.number(sign))
    return switch verdict {
    case .none, .notSingle: none
    case .beyond: language("{change}, beyond measurement error", ["change": change])
    case .within: language("{change}, within measurement error", ["change": change])
    case .noErrorKnown: language("{change}, no measurement error known", ["change": change])
    case .rise: language("{change}, a rise, which is never called measurement error", ["change": change])
    case .ofItsDay:
      language("{change}; each is an answer of its day", ["change": amount == 0 ? none : change])
    }
  }
}
