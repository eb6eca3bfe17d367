import PlumblineEngine
import PlumblineText

/// What `plumbline help` explains besides commands: `plumbline help exit-codes`.
enum HelpTopic: String, CaseIterable {
  case exitCodes = "exit-codes"
  case environment

  /// The topic that a command line asks for; nil if it asks for none.
  init?(_ arguments: [String]) {
    guard arguments.count == 2, arguments[0] == "help" else { return nil }
    self.init(rawValue: arguments[1])
  }

  var text: String {
    switch self {
    case .exitCodes: Self.tableOfCodes
    case .environment: Self.table(Self.variables)
    }
  }

  private static var tableOfCodes: String {
    let codes =
      ([(0, "a decision was made, whatever it was; or what was asked was done")]
      + Fault.Code.allCases.map { ($0.rawValue, $0.meaning) } + [(64, "the command line is wrong")])
      .sorted { $0.0 < $1.0 }
    let decisions = Decision.Disposition.allCases.map { (String($0.code), $0.rawValue) }
    return table(codes.map { (String($0.0), $0.1) })
      + "\nWith --exit-code, recommend and interview end with the decision's own code:\n\n" + table(decisions)
  }

  /// The variables that the program reads.
  private static let variables = [
    (
      "PLUMBLINE_RULES",
      "the packs in force, folders or archives with : between them, where --rules names none"
    ),
    ("PLUMBLINE_TRUST", "the public keys that archives may be signed with, as text or the name of a file"),
    ("PLUMBLINE_LEDGER", "the ledger's database, where --ledger names none"),
    ("PLUMBLINE_WRAPPING_KEY", "the file of the key that wraps the keys of records"),
    ("PLUMBLINE_ACCESS", "on, off or required: whether reading patient data leaves a record"),
    (
      "PLUMBLINE_PEOPLE",
      "the register of people: who may be named as the one who asks, and whose key is whose"
    ),
    (
      "PLUMBLINE_SECOND_PERSON",
      "required: an erasure, and an exchange of the ledger's key, need --by and --second, two persons"
    ),
    ("PLUMBLINE_TIMESTAMP_AUTHORITY", "the certificates of the timestamp authority, in PEM"),
    ("XDG_DATA_HOME", "the data folder, with plumbline/ledger.sqlite (else .local/share in HOME)"),
    ("XDG_STATE_HOME", "the folder of drafts of forms, plumbline (else .local/state in HOME)"),
    ("HOME", "where these two are, if they are not set"),
    ("PATH", "where Git is found (git:REF), and Z3 (prove)"),
    ("XDG_CONFIG_HOME", "the folder of plumbline/settings.json, and of Git's (else .config in HOME)"),
    ("TMPDIR", "where a folder of bulk files is sorted (else /tmp)"),
    ("NO_COLOR", "set: no bold letters"),
    ("TERM", "dumb or not set: no bold letters, and no form at the terminal"),
    ("TZ", "the time zone in which today begins"),
  ]

  private static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  \($0.0.leftAligned(in: width))  \($0.1)\n" }.joined()
  }
}
