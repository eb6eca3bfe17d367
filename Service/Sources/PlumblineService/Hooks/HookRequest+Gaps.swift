internal import PlumblineJSON

/// What did not come along with a hook.
extension HookRequest {
  /// A part of the record that is wanted.
  struct Wanted: Sendable {
    var key: String
    var template: String
    /// The pages that came along, if there are more.
    var pages: [JSONValue] = []
    /// Where the next one is.
    var next: String?
  }

  /// Returns what did not come along, could not be fetched, or came only in part.
  ///
  /// - Parameter prefetch: what was asked for.
  func wanted(_ prefetch: [(name: String, template: String)]) -> [Wanted] {
    prefetch.compactMap { name, template in
      guard let given = self.prefetch.first(where: { $0.key == name })?.value else {
        return Wanted(key: name, template: template)
      }
      switch given {
      case .failed: return Wanted(key: name, template: template)
      case .nothing: return nil
      case .resource(let page):
        return SearchPage.next(page).map {
          Wanted(key: name, template: template, pages: [page], next: $0)
        }
      }
    }
  }

  /// What is not known of the record because it did not come along: sentences without a value.
  ///
  /// - Parameter wanted: the names of what was asked for.
  func gaps(_ wanted: [String]) -> [String] {
    let given = Set(prefetch.map(\.key))
    let missing = wanted.filter { !given.contains($0) }
    let failed = prefetch.compactMap { if case .failed = $0.value { $0.key } else { nil } }
    var gaps: [String] = []
    if !missing.isEmpty {
      let why =
        switch fetching {
        case .notAsked, .asked: "Not sent along"
        case .notAllowed: "Not sent along, and not fetched since this service may not ask the record's server"
        case .stopped: "Not sent along, and not fetched since a stop must not wait"
        }
      gaps.append("\(why), so what stands there is not known: \(missing.joined(separator: ", ")).")
    }
    if !failed.isEmpty {
      gaps.append(
        "Could not be fetched, so what stands there is not known: \(failed.sorted().joined(separator: ", "))."
      )
    }
    return gaps
  }
}
