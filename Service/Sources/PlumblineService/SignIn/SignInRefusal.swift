internal import PlumblineConsole

/// Why nobody was signed in: for the log, and for the person.
struct SignInRefusal: Error {
  /// For the count.
  var result: String
  /// For the log; no value of anybody is in it.
  var reason: String
  var shown: ConsoleFault

  /// What came back does not belong to what this browser began.
  static func foreign(_ reason: String) -> SignInRefusal {
    SignInRefusal(
      result: "refused", reason: reason,
      shown: ConsoleFault(
        403, "This sign-in was not begun here",
        "It took too long, was ended before, or was begun in another window. Nobody was signed in. Begin again where you began."
      ))
  }

  static func failed(_ reason: String, _ shown: ConsoleFault) -> SignInRefusal {
    SignInRefusal(result: "failed", reason: reason, shown: shown)
  }

  /// The person is known, and may do nothing here.
  ///
  /// - Parameter reason: which claim says so.
  static func without(_ reason: String) -> SignInRefusal {
    SignInRefusal(
      result: "no-role", reason: reason,
      shown: ConsoleFault(
        403, "You have no role here",
        "Your account was recognised, but none of its roles opens this console. Ask those who look after accounts for the role of a clinician, an author or an auditor."
      ))
  }
}

extension ConsoleFault {
  static let unreachable = ConsoleFault(
    503, "The sign-in service cannot be reached now",
    "Nobody was signed in. Try again in a while; the service's log says what is wrong.")
  static let notSignedIn = ConsoleFault(
    403, "You were not signed in",
    "The sign-in service did not confirm who you are. Begin again where you began; if that does not help, the service's log says why."
  )
  static let nameless = ConsoleFault(
    403, "Your account has no name that can be recorded",
    "What is asked here is recorded with a name. Ask those who look after accounts; the service's log says which part is missing."
  )
}
