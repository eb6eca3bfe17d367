internal import PlumblineEngine
internal import PlumblineGuideline
public import PlumblineJSON
internal import PlumblineLedger

extension RecordFilter {
  /// The given criteria as data, each under the name of its option; empty if all records are selected. Of a patient only pseudonyms.
  public var json: JSONValue {
    let texts: [(String, String?)] = [
      ("after", after?.description), ("before", before?.description), ("kind", kind?.rawValue),
      ("person", person), ("purpose", purpose), ("as_of", asOf?.description),
      ("decision", decision?.rawValue), ("pairing", pairing),
      ("certainty", certainty?.rawValue), ("rule", rule), ("missing", missing), ("pack", pack),
      ("edition", edition), ("outcome", outcome?.rawValue), ("overridden_by", overriddenBy),
    ]
    let flags = [
      ("undecided", isUndecided), ("recalled", isRecalled), ("overridden", isOverridden),
      ("signed", isSigned == true), ("unsigned", isSigned == false),
    ]
    var members = texts.compactMap { name, text in text.map { JSONMember(name, .string($0)) } }
    members += flags.filter(\.1).map { JSONMember($0.0, true) }
    if !facts.isEmpty {
      members.append(
        JSONMember("fact", .array(facts.map { .string($0.fact + $0.comparison.rawValue + $0.value) })))
    }
    if let patients {
      let pseudonyms = patients.filter { $0.hasPrefix("P-") && $0.utf8.count == 22 }
      members.append(JSONMember("patient", .array(pseudonyms.sorted().map { .string($0) })))
    }
    return .object(members)
  }
}
