import PlumblineAudit
import PlumblineEngine
import PlumblineGuideline
import PlumblineLedger
import PlumblineText

/// The patient's last answer of an earlier day, and stops that are on record, as a view beside today's.
///
/// A stop is never compared: it is shown alone, and nothing is looked up for it. If nothing can be looked up, the answer stands.
struct LastAnswer {
  let joint: JointDecision
  let profile: Profile
  let evaluator: JointEvaluator
  let recording: RecordingOptions
  /// The guidelines in the language of the answer; nil for their own.
  var words: Guidelines?

  /// How long the search may take, in milliseconds.
  private static let patience = 2_000

  /// Returns what the ledger has to say; nil if there is no earlier answer, or it is not to be looked up, or cannot be.
  func compare() -> BesideAnswer? {
    guard !recording.noRecord, let id = profile.id else { return nil }
    let (joint, profile, evaluator, words) = (joint, profile, evaluator, words)
    let options = recording.ledger
    let search = WorkBeside { () -> BesideAnswer? in
      do {
        let ledger = try options.open(for: .reading)
        var shelf = GuidelineShelf(ledger)
        return try BesideAnswer(
          joint, of: profile, named: id, by: evaluator, in: ledger, &shelf,
          sayingIn: words)
      } catch LedgerError.noSuchLedger {
        return nil
      }
    }
    switch search.wait(milliseconds: Self.patience) {
    case .success(let found): return found
    case .failure(let error): report("\((error as? LedgerError)?.description ?? "the ledger cannot be read")")
    case nil: report("the ledger did not answer in time")
    }
    return nil
  }

  /// Prints it after an answer in text or Markdown.
  func printAfter(_ format: AnswerForm, _ style: Style) {
    guard format == .text || format == .markdown, let view = compare() else { return }
    do throws(Fault) {
      try Output.answer(format == .text ? view.text(style: style) : view.markdown)
    } catch {
      report(error.message)
    }
  }

  private func report(_ reason: String) {
    Output.error("what the ledger knows of this patient is not shown; the answer stands: \(reason)")
  }
}
