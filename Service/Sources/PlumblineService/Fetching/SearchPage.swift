internal import PlumblineJSON

/// The pages of a search in FHIR.
enum SearchPage {
  /// Returns the address of the page after one; nil if it is the last.
  static func next(_ page: JSONValue) -> String? {
    page["link"]?.arrayValue?.first { $0["relation"]?.stringValue == "next" }?["url"]?.stringValue
  }

  /// Returns the pages as one resource.
  ///
  /// - Parameter isWhole: whether there are no others; if there are, it says so as the last page does.
  static func joined(_ pages: [JSONValue], isWhole: Bool) -> JSONValue {
    guard let last = pages.last, pages.count > 1 else { return pages.first ?? .null }
    let entries = pages.flatMap { $0["entry"]?.arrayValue ?? [] }
    var members: [JSONMember] = [
      JSONMember("resourceType", "Bundle"), JSONMember("type", "searchset"),
      JSONMember("entry", .array(entries)),
    ]
    if !isWhole, let link = last["link"] { members.append(JSONMember("link", link)) }
    return .object(members)
  }
}
