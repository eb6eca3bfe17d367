import Testing

@testable import PlumblineChecker

/// What is found of a gate and a stop with other words.
private func found(because: String = "Seen.", action: String, urgency: String? = nil) throws -> Int {
  let head = urgency.map { "stop \"seen\" { urgency = \"\($0)\"," } ?? "defer \"seen\" { stage = \"acute\","
  let gate = """
    \(head) title = "Seen first", because = "\(because)", action = "\(action)", sources = { "margaretten-2007" },
      when = knee.stiffness_minutes :at_least(90),
    }

    exclude "children"
    """
  let clinic = try KneeClinic.clean.replacing("exclude \"children\"", with: gate, in: "red-flags/pack.lua")
  return try clinic.findings().count { $0.kind == TurnedAdvice.turned }
}

@Test(arguments: [
  ("ACE inhibitors and statins are not given in pregnancy.", "Start an ACE inhibitor."),
  ("An NSAID is contraindicated.", "Offer an NSAID for a short time."),
  ("Stop the statin.", "Continue the statin."),
])
func `an action that starts what its reason refuses is found`(_ because: String, _ action: String) throws {
  #expect(try found(because: because, action: action) == 1)
}

@Test(arguments: [
  ("ACE inhibitors and statins are not given in pregnancy.", "Start labetalol instead of an ACE inhibitor."),
  ("ACE inhibitors are not given in pregnancy.", "Do not start an ACE inhibitor."),
  ("ACE inhibitors are not given in pregnancy.", "Refer to a clinic; stop the ACE inhibitor."),
  ("An NSAID is contraindicated.", "Offer paracetamol."), ("An NSAID is given with food.", "Offer an NSAID."),
  ("An NSAID is contraindicated.", "Use guidance for people on an NSAID."),
])
func `an action that follows from its reason is left alone`(_ because: String, _ action: String) throws {
  #expect(try found(because: because, action: action) == 0)
}

@Test(arguments: [
  ("No action is needed.", "emergency", 1), ("Repeat it at the next routine visit.", "same-day", 1),
  ("Review in 3 months.", "emergency", 1), ("Review in 3 months.", "urgent", 0),
  ("Send to hospital now, and review in 3 months.", "emergency", 0), ("Call the surgeon.", "emergency", 0),
])
func `the action of a stop fits its urgency`(_ action: String, _ urgency: String, _ count: Int) throws {
  #expect(try found(action: action, urgency: urgency) == count)
}
