internal import PlumblineCryptography
internal import PlumblineGuideline
internal import PlumblineJSON
internal import PlumblineTransparency

/// What one file of settings says: where an installation's packs and ledger are, whose archives it trusts, and who asks. Nothing of it is
/// clinical: what a site decides about patients stands in a pack.
public struct InstallationSettings: Sendable, Hashable {
  /// Folders of packs, or archives, by their whole paths; nil if the file does not say.
  public let packs: [String]?
  /// The ledger's database, by its whole path.
  public let ledger: String?
  /// Public keys, or the whole paths of files with such keys.
  public let trust: [String]?
  /// Who asks, for the record of an answer.
  public let by: String?
  /// `sha256:…` of the file's bytes.
  public let digest: String

  /// Why a file is none of settings: every problem, each with its line and column.
  public struct Refused: Error, Sendable, Hashable {
    public var problems: [String]
  }

  /// The size of the largest file, in bytes.
  public static let limit = 1 << 16

  /// Reads a file strictly: an unknown member, and a path that depends on the current folder, are refused.
  public init(parsing bytes: [UInt8]) throws(Refused) {
    let node: JSONNode
    do {
      node = try JSONReader.read(bytes, limits: JSONLimits(bytes: Self.limit, depth: 3))
    } catch {
      throw Refused(problems: error.problems.map(\.description))
    }
    var reading = SettingsReading()
    reading.expectMembers(of: node)
    packs = reading.paths("packs", in: node)
    ledger = node["ledger"].flatMap { reading.path($0, "ledger") }
    trust = reading.keys("trust", in: node)
    by = node["by"].flatMap { reading.person($0, "by") }
    digest = "sha256:" + Hex.encode(SHA256.hash(bytes))
    if !reading.problems.isEmpty { throw Refused(problems: reading.problems) }
  }
}

/// One reading of a file: what is read, and every problem.
private struct SettingsReading {
  private(set) var problems: [String] = []

  private static let members = ["packs", "ledger", "trust", "by"]
  private static let longestPerson = 200

  mutating func expectMembers(of node: JSONNode) {
    guard node.kind == .object else {
      let names = Self.members.map { "`\($0)`" }.joined(separator: ", ")
      return add(node, "settings are an object; its members are \(names), and none must be there")
    }
    for member in node.objectValue ?? [] where !Self.members.contains(member.key) {
      let near = nearest(to: member.key, among: Self.members)
      let advice =
        near.map { "did you mean '\($0)'?" }
        ?? "remove it; what a site decides about patients stands in a pack"
      problems.append("\(member.keyPosition): \(member.key): unknown member; \(advice)")
    }
  }

  mutating func paths(_ name: String, in node: JSONNode) -> [String]? {
    list(name, in: node, "whole paths") { reading, item, path in reading.path(item, path) }
  }

  mutating func keys(_ name: String, in node: JSONNode) -> [String]? {
    list(name, in: node, "public keys, or whole paths of files with keys") { reading, item, path in
      if let text = item.stringValue, VerifierKey(text) != nil { return text }
      return reading.path(item, path, or: "a public key")
    }
  }

  mutating func path(_ node: JSONNode, _ path: String, or other: String? = nil) -> String? {
    guard let text = node.stringValue, text.hasPrefix("/"), text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else {
      let wanted = (other.map { "\($0) or " } ?? "") + "a whole path"
      add(node, "\(path): it must be \(wanted), which begins with `/`: the current folder decides nothing")
      return nil
    }
    return text
  }

  mutating func person(_ node: JSONNode, _ path: String) -> String? {
    guard let text = node.stringValue, (1...Self.longestPerson).contains(text.utf8.count),
      text.first?.isWhitespace == false, text.last?.isWhitespace == false,
      text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else {
      add(
        node, "\(path): it must be one line of 1 to \(Self.longestPerson) bytes, without blanks at its ends")
      return nil
    }
    return text
  }

  private mutating func list(
    _ name: String, in node: JSONNode, _ what: String,
    _ read: (inout SettingsReading, JSONNode, String) -> String?
  ) -> [String]? {
    guard let member = node[name] else { return nil }
    guard let items = member.arrayValue, !items.isEmpty else {
      add(member, "\(name): it must be a list of \(what), with one or more; leave it out for none")
      return nil
    }
    return items.enumerated().compactMap { read(&self, $1, "\(name)[\($0)]") }
  }

  private mutating func add(_ node: JSONNode, _ message: String) {
    problems.append("\(node.position): \(message)")
  }
}
