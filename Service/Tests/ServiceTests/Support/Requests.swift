import Glibc
import PlumblineJSON

/// Requests of record systems, from the repository's examples.
enum Requests {
  static func file(_ path: String) -> String {
    guard let file = fopen("\(Served.root)/Examples/\(path)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func json(_ path: String) -> JSONValue { (try? JSONReader.read(file(path)).value) ?? .null }

  /// A chart is opened, and its record comes along.
  static var view: JSONValue { json("hooks/patient-view.json") }

  /// The same record, where orders are drafted or signed, or an appointment is booked, with drafts that would change the answer.
  static func considering(_ hook: String) -> JSONValue {
    let draft: JSONValue = [
      "resourceType": "Bundle", "type": "collection",
      "entry": [
        ["resource": stop["prefetch"]?["flags"] ?? .null],
        [
          "resource": [
            "resourceType": "ServiceRequest", "id": "d", "status": "draft", "intent": "order",
            "subject": ["reference": "Patient/EX-09"],
          ]
        ],
      ],
    ]
    let request = view.with("hook", .string(hook))
    switch hook {
    case "order-select":
      return request.with("context.selections", ["ServiceRequest/d"]).with("context.draftOrders", draft)
    case "order-sign": return request.with("context.draftOrders", draft)
    case "appointment-book": return request.with("context.appointments", draft)
    default: return request
    }
  }

  /// The same, with one red flag answered with yes.
  static var stop: JSONValue {
    view.with(
      "prefetch.flags",
      [
        "resourceType": "QuestionnaireResponse", "id": "flags", "status": "completed",
        "questionnaire": "urn:plumbline:facts", "subject": ["reference": "Patient/EX-09"],
        "author": ["reference": "Practitioner/7"], "authored": "2026-11-20T09:00:00+01:00",
        "item": [["linkId": "red_flags.cauda_equina", "answer": [["valueBoolean": true]]]],
      ])
  }
}

extension JSONValue {
  /// The same with a member replaced, added, or removed for nil, at a path of keys.
  func with(_ path: String, _ value: JSONValue?) -> JSONValue {
    guard case .object(var members) = self else { return self }
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    let rest = parts.count == 2 ? parts[1] : nil
    let old = self[parts[0]] ?? .object([])
    let new = rest.map { old.with($0, value) } ?? value
    if let place = members.firstIndex(where: { $0.key == parts[0] }) {
      if let new { members[place].value = new } else { members.remove(at: place) }
    } else if let new {
      members.append(JSONMember(parts[0], new))
    }
    return .object(members)
  }

  /// The value, where it is not null: what takes a member's place, or removes it.
  var unlessNull: JSONValue? { isNull ? JSONValue?.none : self }

  /// Every scalar in it, by path.
  var leaves: [String: JSONValue] {
    switch self {
    case .object(let members):
      members.reduce(into: [:]) { all, member in
        for (path, leaf) in member.value.leaves { all["\(member.key).\(path)"] = leaf }
      }
    case .array(let items):
      items.enumerated().reduce(into: [:]) { all, item in
        for (path, leaf) in item.element.leaves { all["\(item.offset).\(path)"] = leaf }
      }
    default: ["": self]
    }
  }
}
