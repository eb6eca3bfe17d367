internal import PlumblineFHIR

/// A FHIR server that may be asked for what did not come along. Nothing else is ever asked: a request cannot name another.
public struct RecordServer: Sendable, Hashable {
  /// Its base address, without a slash at its end.
  public let base: String

  private static let longest = 2_000

  /// - Parameter address: `https://ehr.example/fhir`; `http://` only for this machine.
  /// - Returns: nil for any other form: with a name or a password, a query or a fragment, or a way up.
  public init?(_ address: String) {
    let base = address.hasSuffix("/") ? String(address.dropLast()) : address
    guard Self.isPlain(base), !base.utf8.contains(UInt8(ascii: "?")) else { return nil }
    let rest: Substring
    if base.hasPrefix("https://") {
      rest = base.dropFirst("https://".count)
    } else if base.hasPrefix("http://") {
      rest = base.dropFirst("http://".count)
      guard ServiceSettings.isHere(rest.prefix { $0 != "/" }) else { return nil }
    } else {
      return nil
    }
    let host = rest.prefix { $0 != "/" }
    guard !host.isEmpty, !rest.hasSuffix("/"), !rest.contains("//") else { return nil }
    self.base = base
  }

  /// Whether a text can stand in an address without leading elsewhere.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= longest && !text.contains("..")
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !Array("@#\\\"<>^`{}".utf8).contains($0) }
  }

  /// Returns the address of what a template of CDS Hooks asks for.
  ///
  /// - Parameter patient: the patient's id.
  /// - Returns: nil if the id is none of FHIR, which could change the address.
  func address(_ template: String, patient: String) -> String? {
    guard (1...64).contains(patient.utf8.count), patient != ".", patient != "..",
      patient.utf8.allSatisfy(Self.isOfId)
    else { return nil }
    let asked = template.replacing("{{context.patientId}}", with: patient)
    return "\(base)/"
      + asked.utf8.reduce(into: "") { text, byte in
        if Self.isOfId(byte) || Array("_~/?=&,:".utf8).contains(byte) {
          text.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          text += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
        }
      }
  }

  private static func isOfId(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Returns the address of a further page, if it is one of this server.
  func next(_ link: String) -> String? {
    // An escaped point, slash or control could lead a server out of its own base.
    let escaped = ["%2e", "%2f", "%5c", "%0", "%1"]
    guard Self.isPlain(link), !escaped.contains(where: link.lowercased().contains) else { return nil }
    if !link.contains("://") {
      return link.hasPrefix("/") ? nil : "\(base)\(link.hasPrefix("?") ? "" : "/")\(link)"
    }
    guard link.hasPrefix(base) else { return nil }
    return ["/", "?"].contains { link.dropFirst(base.count).hasPrefix($0) } ? link : nil
  }
}
