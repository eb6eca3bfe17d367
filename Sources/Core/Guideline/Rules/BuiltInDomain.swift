/// The domain knowledge that is fixed in code, for the field that Plumbline was first made for: back pain, and exercise with what
/// goes with it.
///
/// Everything that another field would need to change is named here, or is a type listed below; nothing else in the core names a
/// pack or a treatment. Also fixed: the stages (`Gate.Stage`), the outcomes (`Outcome`) and the timepoints (`Timepoint`).
package enum BuiltInDomain {
  /// The pack that holds the safety stops.
  package static let stops = "red-flags"
  /// The pack that declares the facts.
  package static let vocabulary = "vocabulary"
  /// The group of facts each of which must stop by itself.
  package static let flags = "red_flags."
  /// The only stop that may pass while it is unknown, since it asks.
  package static let askingStop = "red-flags/suicide-risk"
  /// The treatment that every pairing begins with, and that is recommended if nothing else is.
  package static let base = "exercise"
  /// The parts that follow the base in a pairing's name, in this order; others come after them by alphabet.
  package static let leadingParts = ["work-integrated-rehabilitation"]
}
