/// Where a page is, and who may see it.
public enum ConsoleRoute: String, Sendable, CaseIterable {
  case start = "/"
  case style = "/console/style.css"
  case signIn = "/console/sign-in"
  /// To the issuer, and back from it.
  case signInBegin = "/console/sign-in/begin"
  case signInEnd = "/console/sign-in/end"
  /// From a record system, to it, and back from it.
  case launch = "/launch"
  case launchEnd = "/launch/end/{record}"
  case signOut = "/console/sign-out"
  case language = "/console/language"
  /// Says that somebody is still there.
  case alive = "/console/alive"
  case newVisit = "/console/new"
  case paperForm = "/console/form"
  /// From the earlier answers of a patient seen before.
  case earlier = "/console/earlier"
  case visits = "/console/visits"
  case visit = "/console/visits/{visit}"
  case facts = "/console/visits/{visit}/facts"
  case readBack = "/console/visits/{visit}/read-back"
  case interview = "/console/visits/{visit}/interview"
  case whatIf = "/console/visits/{visit}/what-if"
  case explanation = "/console/visits/{visit}/explanation"
  case letter = "/console/visits/{visit}/letter"
  case patientPage = "/console/visits/{visit}/patient-page"
  case aid = "/console/visits/{visit}/aid"
  case decision = "/console/visits/{visit}/decision.json"
  case report = "/console/visits/{visit}/report"
  case history = "/console/visits/{visit}/history"
  case closeVisit = "/console/visits/{visit}/close"
  case records = "/console/records"
  case record = "/console/records/{index}"
  case receipt = "/console/records/{index}/receipt"
  case replay = "/console/records/{index}/replay"
  case verify = "/console/verify"
  case statistics = "/console/statistics"
  case packs = "/console/packs"
  case versions = "/console/versions"
  /// Two of the versions, by their places: `2-0`.
  case versionPair = "/console/versions/{pair}"
  case book = "/console/book"
  case bookPage = "/console/book/{guideline}/{page}"

  public enum Method: String, Sendable { case get = "GET", post = "POST" }

  /// How it can be asked.
  public var methods: [Method] {
    switch self {
    case .signIn, .facts, .readBack, .interview, .whatIf, .report, .records, .history, .versionPair:
      [.get, .post]
    case .signOut, .language, .earlier, .visits, .closeVisit, .verify: [.post]
    case .replay: [.post]
    default: [.get]
    }
  }

  /// Who may see it; nil for a page that needs no session.
  var role: ConsoleRole? {
    switch self {
    case .style, .signIn, .signInBegin, .signInEnd, .launch, .launchEnd: nil
    case .start, .signOut, .language, .alive: .any
    case .newVisit, .paperForm, .earlier, .visits, .visit, .facts, .readBack, .interview, .whatIf,
      .explanation, .letter, .patientPage, .aid, .decision, .report, .history, .closeVisit:
      .clinician
    case .records, .record, .receipt, .replay, .verify, .statistics: .auditor
    case .packs, .versions, .versionPair, .book, .bookPage: .author
    }
  }

  /// Whether it is for a patient who is not open yet.
  var isForAnyPatient: Bool { [.newVisit, .earlier, .visits].contains(self) }

  /// Its address.
  ///
  /// - Parameter name: what stands in the place of the parameter; it is never anything of a patient.
  func path(_ name: String = "") -> String {
    guard let open = rawValue.firstIndex(of: "{"), let close = rawValue.firstIndex(of: "}") else {
      return rawValue
    }
    return rawValue[..<open] + name + rawValue[rawValue.index(after: close)...]
  }
}

/// What a person is here for.
public enum ConsoleRole: String, Sendable, CaseIterable {
  case clinician, author, auditor
  /// Whoever is signed in.
  case any
}
