import Glibc
import PlumblineGuideline
import PlumblineInterview
import PlumblineJSON
import PlumblineLedger
import PlumblineText

/// The drafts of forms in the state folder, each for its owner only: one for each form that is open, and those that were left.
struct DraftFolder {
  let path: String

  struct Draft {
    let path: String
    let overview: Form.DraftOverview
    let text: String
    /// Whether the form is open in another window.
    let isOpen: Bool
  }

  /// The folder of `XDG_STATE_HOME`, else of the home folder; nil if there is neither.
  static var place: DraftFolder? {
    if let state = environment("XDG_STATE_HOME") { return DraftFolder(path: "\(state)/plumbline") }
    return environment("HOME").map { DraftFolder(path: "\($0)/.local/state/plumbline") }
  }

  /// The file of this process: two forms never share one.
  var own: String { "\(path)/form-\(getpid()).txt" }

  /// The largest file that is taken for a draft, in bytes.
  private static let limit = 1 << 20

  /// Returns all drafts, those of today first; files that are none are passed over.
  func drafts() -> [Draft] {
    let names = (names(in: path) ?? []).sorted()
    return names.compactMap { name -> Draft? in
      guard let process = Self.process(of: name) else { return nil }
      let file = "\(path)/\(name)"
      guard let bytes = try? Input.read(file, limit: Self.limit), bytes.count <= Self.limit else {
        return nil
      }
      let text = String(decoding: bytes, as: UTF8.self)
      return Form.DraftOverview(text).map {
        Draft(path: file, overview: $0, text: text, isOpen: Self.isOpen(process))
      }
    }.sorted { ($1.overview.day, $0.path) < ($0.overview.day, $1.path) }
  }

  /// Replaces the draft of this process in one step; returns why it could not, or nil.
  func keep(_ text: String) -> String? {
    if let reason = makeFolder() { return reason }
    return OwnersFile.replace(own, Array(text.utf8))
  }

  /// Makes a draft this process's own, so that no other form can take it; returns whether it could.
  func adopt(_ draft: Draft) -> Bool { rename(draft.path, own) == 0 }

  func remove(_ draft: String) { unlink(draft) }

  /// The items of an overview: where drafts are, and which there are, without their answers.
  var overview: [OverviewItem] {
    let all = drafts().map { draft in
      let answers = draft.overview.answers.counted("answer")
      let state = draft.isOpen ? "a form is open" : "left; `plumbline recommend` offers it"
      let name = draft.path.split(separator: "/").last.map(String.init) ?? ""
      return OverviewItem(
        .warn, "\(name): \(draft.overview.day), \(answers); \(state)",
        [
          JSONMember("file", .string(name)), JSONMember("day", .string(draft.overview.day.description)),
          JSONMember("answers", .number(draft.overview.answers)), JSONMember("open", .bool(draft.isOpen)),
        ])
    }
    return [OverviewItem(.plain, path, [JSONMember("folder", .string(path))])]
      + (all.isEmpty ? [OverviewItem(.ok, "there are none")] : all)
  }

  private func makeFolder() -> String? {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/\(part)"
      let folder = path.hasPrefix("/") ? made : String(made.dropFirst())
      if mkdir(folder, 0o700) != 0, errno != EEXIST { return String(cString: strerror(errno)) }
    }
    return nil
  }

  /// Returns the process in `form-123.txt`; nil for any other name.
  private static func process(of name: String) -> pid_t? {
    guard name.hasPrefix("form-"), name.hasSuffix(".txt") else { return nil }
    return pid_t(name.dropFirst(5).dropLast(4))
  }

  /// Whether a process of this number is this program, too; one that does not show its name counts as one.
  private static func isOpen(_ process: pid_t) -> Bool {
    guard process != getpid(), kill(process, 0) == 0 else { return false }
    guard let name = name(process) else { return true }
    return name == self.name(getpid())
  }

  private static func name(_ process: pid_t) -> [UInt8]? {
    try? Input.read("/proc/\(process)/comm", limit: 64)
  }
}
