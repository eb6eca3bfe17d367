import Glibc
import PlumblineCryptography
import PlumblineJSON
import PlumblineService

/// Tokens that joserfc signed, by `Tokens/make.py`, and the clients that may ask.
enum Tokens {
  /// When those that are valid are valid.
  static let now = 1_800_000_000

  private static let folder = "\(Served.root)/Service/Tests/ServiceTests/Tokens"

  static func file(_ name: String) -> [UInt8] {
    guard let file = fopen("\(folder)/\(name)", "r") else { return [] }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    let count = fread(&buffer, 1, buffer.count, file)
    return Array(buffer.prefix(count))
  }

  static let signed: [String: String] = {
    let members = (try? JSONReader.read(file("tokens.json")).value.objectValue) ?? []
    return members.reduce(into: [:]) { $0[$1.key] = $1.value.stringValue }
  }()

  /// The token of a client that has one.
  static func of(_ name: String) -> String { "\(name)-" + String(repeating: "s", count: 40) }

  static let clients: JSONValue = [
    "schema": 1, "address": "https://plumbline.example",
    "clients": .array(
      ["clinician", "author", "auditor"].map { role in
        [
          "name": .string("the-\(role)"), "role": .string(role),
          "token_sha256": .string(Hex.encode(SHA256.hash(Array(of(role).utf8)))),
        ]
      }),
    "issuers": [["name": "ehr", "iss": "https://ehr.example", "keys": "keys.json"]],
  ]

  /// Two clinicians with a token each.
  static let twoClinicians: JSONValue = [
    "schema": 1,
    "clients": .array(
      ["clinician", "other"].map { name in
        [
          "name": .string("the-\(name)"), "role": "clinician",
          "token_sha256": .string(Hex.encode(SHA256.hash(Array(of(name).utf8)))),
        ]
      }),
  ]

  static func list(_ value: JSONValue = clients) throws -> ClientList {
    try ClientList(value.canonical, named: "clients.json") { file($0) }
  }
}
