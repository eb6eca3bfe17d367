import ArgumentParser
import PlumblineAudit
import PlumblineJSON
import PlumblineLedger
import PlumblinePackaging
import PlumblineProver
import PlumblineText
import PlumblineWorkbench

/// `plumbline doctor`: versions, limits and packs in force, and whether the packs pass their own tests.
struct DoctorCommand: AsyncParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Show versions, limits and packs in force, and run a self-test.",
    discussion: """
      Exit code 1 if a test of the packs fails. Nothing of a patient is shown. Documentation/Installing.md lists the members of the JSON.

      Examples:
        plumbline doctor
        plumbline doctor --rules copd --format json
      """)

  @Option(help: "text, or json (one object, \"schema\": 1).")
  var format: Format = .text

  @OptionGroup(title: "Packs in force") var packs: PacksInForce
  @OptionGroup(title: "Ledger") var ledger: LedgerOptions

  func run() async throws {
    let solver = await Z3.overview()
    try reporting {
      var report = Report(format: format)
      try report.add("Versions", "versions", BenchOverview.versions + [LedgerOverview.storage, solver])
      try report.add("Limits of the sandbox", "limits", BenchOverview.limits)
      try report.add("Settings", "settings", settings())
      let sources = try packs.paths().map {
        OverviewItem(.plain, "from \($0)", [JSONMember("from", .string($0))])
      }
      let loaded = try packs.load()
      try report.add(
        "Packs in force", "packs",
        sources + PackList(loaded.guidelines, loaded.archives).overview(on: today()))
      let place = try ledger.place()
      try report.add("Ledger", "ledger", LedgerOverview(path: place.path) { try ledger.open(for: $0) }.items)
      try report.add("Drafts of forms", "drafts", DraftFolder.place?.overview ?? [])
      let outcomes = try packs.testOutcomes(loaded.guidelines)
      try report.add("Self-test", "tests", BenchOverview.selfTest(outcomes))
      let passes = outcomes.allSatisfy(\.passed)
      try report.end(passes: passes)
      return passes ? .success : ExitCode(Fault.Code.failed.rawValue)
    }
  }

  /// The files of settings, and where each value came from.
  private func settings() throws(Fault) -> [OverviewItem] {
    let files = try Settings.read().files.map { file in
      OverviewItem(
        file.settings == nil ? .plain : .ok, "\(file.path): \(file.settings?.digest ?? "there is none")",
        [JSONMember("file", .string(file.path)), JSONMember("digest", .text(file.settings?.digest))])
    }
    func item<Value>(_ name: String, _ setting: Setting<Value>, _ shown: String) -> OverviewItem {
      OverviewItem(
        .plain, "\(name): \(shown.isEmpty ? setting.from : "\(shown), from \(setting.from)")",
        [JSONMember("setting", .string(name)), JSONMember("from", .string(setting.from))])
    }
    let (inForce, keys) = (try packs.setting(), try PackTrust.setting(packs.trust))
    let (records, person) = (try ledger.setting(), try People.asking(nil))
    return files + [
      item("packs", inForce, inForce.value.joined(separator: ", ")),
      item("trust", keys, keys.value.isEmpty ? "" : keys.value.count.counted("source")),
      item("ledger", records, records.value), item("by", person, person.value ?? ""),
    ]
  }

  /// The sections, as they are found out: printed one by one as text, or together as JSON.
  private struct Report {
    let format: Format
    private var sections: [JSONMember] = []

    init(format: Format) { self.format = format }

    mutating func add(_ title: String, _ name: String, _ items: [OverviewItem]) throws(Fault) {
      if format == .text {
        let lines = (sections.isEmpty ? [] : [""]) + [title] + items.map(\.line)
        try Output.answer(lines.map { $0 + "\n" }.joined())
      }
      sections.append(JSONMember(name, .array(items.map(\.json))))
    }

    func end(passes: Bool) throws(Fault) {
      guard format == .json else { return }
      let head = [JSONMember("schema", 1), JSONMember("passes", .bool(passes))]
      try Output.answer(JSONValue.object(head + sections).line)
    }
  }
}
