internal import PlumblineFHIR

/// A FHIR server that may be asked for what did not come along. Nothing else is ever asked: a request cannot name another.
public struct RecordServer: Sendable, Hashable {
  /// Its base address, without a slash at its end.
  public let base: String

  /// - Parameter address: `https://ehr.example/fhir`; `http://` only for this machine.
  /// - Returns: nil for any other form: with a name or a password, a query or a fragment, or a way up.
  public init?(_ address: String) {
    let base = address.hasSuffix("/") ? String(address.dropLast()) : address
    guard OutboundAddress.isFit(base), !base.utf8.contains(UInt8(ascii: "?")), !base.hasSuffix("/") else {
      return nil
    }
    self.base = base
  }

  /// Returns the address of what a template of CDS Hooks asks for.
  ///
  /// - Parameter patient: the patient's id.
  /// - Returns: nil if the id is none of FHIR, which could change the address.
  func address(_ template: String, patient: String) -> String? {
    guard Self.isID(patient) else { return nil }
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

  /// Whether a text is an id of FHIR.
  static func isID(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text != "." && text != ".." && text.utf8.allSatisfy(isOfId)
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
    guard OutboundAddress.isPlain(link), !escaped.contains(where: link.lowercased().contains) else {
      return nil
    }
    if !link.contains("://") {
      return link.hasPrefix("/") ? nil : "\(base)\(link.hasPrefix("?") ? "" : "/")\(link)"
    }
    guard link.hasPrefix(base) else { return nil }
    return ["/", "?"].contains { link.dropFirst(base.count).hasPrefix($0) } ? link : nil
  }
}
