internal import PlumblineGuideline
internal import PlumblineJSON

/// What a process of its own is asked: two sets of packs to compare, and recorded answers to decide again.
struct VersionRequest {
  /// The payload of an answer's record, without what was printed.
  struct Recorded {
    var index: Int
    var engine: String
    var payload: JSONValue
  }

  /// The day for which examples are decided.
  var day: Day
  /// The packs in force, whatever has become of their folders.
  var inForce: [PackFolder]
  /// The folders of the packs as they were, and as they will be; nil for those in force.
  var old: [String]?
  var new: [String]?
  /// nil if the ledger cannot be read.
  var recorded: [Recorded]?

  init(day: Day, inForce: [PackFolder], old: [String]?, new: [String]?, recorded: [Recorded]?) {
    (self.day, self.inForce, self.old, self.new, self.recorded) = (day, inForce, old, new, recorded)
  }

  var value: JSONValue {
    [
      "day": .string(day.description), "in_force": .array(inForce.map(Self.pack)), "old": Self.folders(old),
      "new": Self.folders(new),
      "recorded": recorded.map { .array($0.map(Self.record)) } ?? .null,
    ]
  }

  private static func record(_ one: Recorded) -> JSONValue {
    ["index": .number(one.index), "engine": .string(one.engine), "payload": one.payload]
  }

  private static func folders(_ paths: [String]?) -> JSONValue { paths.map { .strings($0) } ?? .null }

  private static func pack(_ folder: PackFolder) -> JSONValue {
    [
      "name": .string(folder.name),
      "files": .array(
        folder.files.map {
          ["name": .string($0.name), "text": .string(String(decoding: $0.text, as: UTF8.self))]
        }),
    ]
  }

  /// What the process may be asked, and what it may say, at most.
  static let limits = JSONLimits(bytes: 64 << 20, depth: 200, stringBytes: 4 << 20, values: 5_000_000)

  /// Reads what another process asks; nil if it is no such request.
  init?(_ text: [UInt8]) {
    guard let value = try? JSONReader.read(text, limits: Self.limits).value,
      let day = value["day"]?.stringValue.flatMap({ Day($0) }), let packs = value["in_force"]?.arrayValue
    else { return nil }
    self.day = day
    inForce = packs.map { pack in
      let files = (pack["files"]?.arrayValue ?? []).map { file in
        PackFile(name: file["name"]?.stringValue ?? "", text: Array((file["text"]?.stringValue ?? "").utf8))
      }
      return PackFolder(name: pack["name"]?.stringValue ?? "", files: files)
    }
    old = value["old"]?.arrayValue?.compactMap(\.stringValue)
    new = value["new"]?.arrayValue?.compactMap(\.stringValue)
    recorded = value["recorded"]?.arrayValue?.compactMap { record in
      guard let index = record["index"]?.numberValue?.intValue, let payload = record["payload"] else {
        return nil
      }
      return Recorded(index: index, engine: record["engine"]?.stringValue ?? "", payload: payload)
    }
  }
}
