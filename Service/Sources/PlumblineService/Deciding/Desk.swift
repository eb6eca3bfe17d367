internal import PlumblineAudit
internal import PlumblineEngine
internal import PlumblineFHIR
internal import PlumblineGuideline
internal import PlumblineInterchange
internal import PlumblineJSON
internal import PlumblineText

/// Reads a patient's profile or record, and decides, as `plumbline recommend` does: the same bytes, packs and day give the same answer.
struct Desk: Sendable {
  let evaluator: JointEvaluator
  let zone: TimeZoneRule

  var guidelines: Guidelines { evaluator.guidelines }
  private var vocabulary: Vocabulary { evaluator.vocabulary }

  /// What was found for one patient.
  struct Finding: Sendable {
    /// What is shown of it.
    enum Shown: Sendable {
      case decided(JointDecision)
      /// The stops to act on all the same, then all problems.
      case refused(Refusal, of: Vocabulary)
    }

    enum Outcome: Sendable {
      case shown(Shown)
      /// A script of a pack failed; its name and place.
      case failed(String)
    }

    var outcome: Outcome
    /// What is recorded.
    var submission: Submission
    /// How the record was read; nil if a profile was given.
    var intake: Intake?

    /// Whether it must not wait for its record.
    var isUrgent: Bool {
      switch outcome {
      case .shown(.decided(let joint)): !joint.alerts.isEmpty
      case .shown(.refused(let refusal, _)): refusal.isShown
      case .failed: false
      }
    }
  }

  /// Why there is nothing to decide. No value of a patient is in it.
  struct Unreadable: Error {
    var message: String
    var hasDied = false
  }

  /// What was read of a patient.
  enum Reading: Sendable {
    case profile(Profile, Intake?)
    /// Nothing can be decided; the profile is what could be read plainly.
    case refused(Refusal, Profile, Intake?)
  }

  /// What was read of a patient, and whether it must be answered before others.
  struct Checked: Sendable {
    var reading: Reading
    /// Whether a stop of any guideline in force is true or may be, by its stops alone.
    var mayStop: Bool
  }

  /// Reads a profile or a record, and looks for stops; nothing else is evaluated, so that this is short whatever the packs hold.
  ///
  /// - Parameters:
  ///   - text: a profile, or a record in FHIR R4.
  ///   - patient: of a record, the patient it is about; nil if there is only one.
  /// - Throws: ``Unreadable``.
  func check(_ text: [UInt8], patient: String? = nil, asOf day: Day) throws(Unreadable) -> Checked {
    let reading = try read(text, patient: patient, asOf: day)
    return Checked(reading: reading, mayStop: mayStop(reading))
  }

  /// A stop that cannot be evaluated, because a script of it fails, may be true.
  private func mayStop(_ reading: Reading) -> Bool {
    switch reading {
    case .profile(let profile, _):
      evaluator.evaluators.contains { (try? $0.stops(profile))?.alerts.isEmpty != true }
    case .refused(let refusal, _, _): refusal.isShown
    }
  }

  /// Decides what was read.
  func decide(_ reading: Reading, asOf day: Day, form: AnswerForm) throws -> Finding {
    var finding: Finding
    switch reading {
    case .profile(let profile, let intake):
      let summary = intake.map { IntakeJSON(vocabulary).summary($0) }
      finding = try decide(Consultation(profile: profile, asOf: day, form: form, intake: summary))
      finding.intake = intake
    case .refused(let refusal, let plain, let intake):
      let consultation = Consultation(profile: plain, asOf: day, form: form)
      finding = Finding(
        outcome: .shown(.refused(refusal, of: vocabulary)),
        submission: Submission(refusal, consultation, vocabulary, Style()), intake: intake)
    }
    return finding
  }

  /// Reads a profile or a record, as ``check(_:patient:asOf:)`` has them.
  func read(_ text: [UInt8], patient: String? = nil, asOf day: Day) throws(Unreadable) -> Reading {
    if FHIRIntake.isFHIR(text) { return try read(record: text, patient, day) }
    let reader = LineProfile(vocabulary, asOf: day)
    do {
      return .profile(try reader.read(text), nil)
    } catch {
      return refuse(reader.json(of: text), error, day, nil)
    }
  }

  private func read(record text: [UInt8], _ patient: String?, _ day: Day) throws(Unreadable) -> Reading {
    let intake: Intake
    do {
      intake = try FHIRIntake(vocabulary, asOf: day, zone: zone).read(text, patient: patient)
    } catch {
      throw Unreadable(message: error.description)
    }
    if intake.hasDied { throw Unreadable(message: IntakeFailure.ofTheDead.description, hasDied: true) }
    guard let found = evaluator.conflictThatStops(intake) else { return .profile(intake.profile, intake) }
    return refuse(
      ProfileJSON(vocabulary).value(found.claimed).canonical,
      ProfileFailure(contradicted: found.conflict.facts), day, intake)
  }

  private func decide(_ consultation: Consultation) throws -> Finding {
    do {
      let joint = try evaluator.decide(consultation.profile, asOf: consultation.asOf)
      return Finding(
        outcome: .shown(.decided(joint)), submission: Submission(joint, consultation, guidelines, Style()))
    } catch let failure as LuaScripts.Failure {
      return Finding(
        outcome: .failed("script '\(failure.script)' at \(failure.place)"),
        submission: Submission(failure, consultation))
    }
  }

  /// Refuses a profile, as far as it can be read, with the true stops.
  private func refuse(_ text: [UInt8], _ failure: ProfileFailure, _ day: Day, _ intake: Intake?) -> Reading {
    let problems = failure.problems.map {
      Refusal.Problem(place: $0.position?.description, path: $0.path, message: $0.message)
    }
    let reader = ProfileReader(vocabulary, asOf: day)
    let refusal = evaluator.refusal(
      .profile, { reader.readings(of: text, for: $0) }, asOf: day, problems: problems)
    return .refused(refusal, reader.readings(of: text, for: evaluator.factsOfStops).plain, intake)
  }
}
