internal import PlumblineJSON

/// The keys that turn ids into pseudonyms in a ledger's records: its own, and the known ones of shards.
struct PatientNames {
  private let keys: [[UInt8]]

  init(_ ledger: Ledger) throws {
    keys = [try ledger.nameKeys().pseudonyms] + (try PseudonymKeys.read(ledger.place).map(\.key))
  }

  /// Every pseudonym that an id may have.
  func pseudonyms(of id: String) -> Set<String> { Set(keys.map { NameKeys.pseudonym(of: id, keyed: $0) }) }
}

/// Searches the bytes of payloads for patients' names, many times faster than by parsing them.
///
/// A payload is canonical JSON, so a member `patient` or `id` with a string value begins with exactly these bytes wherever it is,
/// and no other string can look like it: a quotation mark within a string has a backslash before it.
struct PayloadNames {
  private let names: Set<[UInt8]>
  private static let patient = Array(#""patient":""#.utf8)
  private static let id = Array(#""id":""#.utf8)

  init(_ names: Set<String>) { self.names = Set(names.map { JSONValue.string($0).canonical }) }

  /// Whether a payload may hold one of the names, or its column disagrees with it: then all of it must be read.
  func mayStand(in payload: [UInt8], beside column: [UInt8]?) -> Bool {
    let patients = Self.texts(after: Self.patient, in: payload)
    if patients.contains(where: names.contains) { return true }
    if Self.texts(after: Self.id, in: payload).contains(where: names.contains) { return true }
    guard let column else { return !patients.isEmpty }
    let text = String(decoding: column, as: UTF8.self)
    return !patients.contains(JSONValue.string(text).canonical)
  }

  /// The strings after a key, with their quotation marks.
  private static func texts(after key: [UInt8], in payload: [UInt8]) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    payload.withUnsafeBufferPointer { bytes in
      var place = 0
      while place + key.count < bytes.count {
        // The last byte that is compared decides how far the next place can be: a key's end is a quotation mark.
        let last = bytes[place + key.count - 1]
        guard last == key[key.count - 1] else {
          place += key.contains(last) ? 1 : key.count
          continue
        }
        guard (0..<key.count - 1).allSatisfy({ bytes[place + $0] == key[$0] }) else {
          place += 1
          continue
        }
        let start = place + key.count - 1
        var end = start + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
          end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        texts.append(Array(bytes[start...min(end, bytes.count - 1)]))
        place = start
      }
    }
    return texts
  }
}
