import Glibc
import PlumblineCryptography
import PlumblineJSON
import PlumblineTransparency

@testable import PlumblineLedger

/// Timestamps (RFC 3161): whatever is read, nothing but what the authority signed is accepted in its name.
///
/// An input that begins with `0` is a response as it is, one that begins with `-` the authority's certificates, and one that begins
/// with `{` the payload of a record. In others the first byte chooses the genuine response, request or certificate, and whether its
/// bytes or its parts (DER) are changed; each further group of four bytes is a change.
struct TimestampTarget: Target {
  private let note: SignedNote
  private let request: TimestampRequest
  private let authority: [UInt8]
  private let genuine: Timestamp
  private let parts: [[UInt8]]
  private let documents: [DERDocument]

  init() throws {
    note = try SignedNote(parsing: Array(GenuineTimestamp.checkpoint.utf8))
    guard let request = TimestampRequest(GenuineTimestamp.request) else { fail("no request") }
    self.request = request
    authority = Self.pem(GenuineTimestamp.certificate)
    genuine = try Timestamp(GenuineTimestamp.response, answering: request, authority: authority)
    parts = [GenuineTimestamp.response, GenuineTimestamp.request, GenuineTimestamp.certificate]
    documents = parts.map { DERDocument($0) }
    law("the genuine timestamp is of this head", request.digest == RecordedTimestamp.digest(note))
  }

  private static func pem(_ certificate: [UInt8]) -> [UInt8] {
    let digits = Array(Base64.encode(certificate).utf8)
    var text = Array("-----BEGIN CERTIFICATE-----\n".utf8)
    for start in stride(from: 0, to: digits.count, by: 64) {
      text += digits[start..<min(start + 64, digits.count)] + [10]
    }
    return text + Array("-----END CERTIFICATE-----\n".utf8)
  }

  func check(_ input: [UInt8]) {
    switch input.first {
    case UInt8(ascii: "0"): checkResponse(input)
    case UInt8(ascii: "-"): checkAuthority(Marker.plant(input))
    case UInt8(ascii: "{"): checkPayload(Marker.plant(input))
    case let first?:
      let which = Int(first) % parts.count
      let changed =
        Int(first) / parts.count % 2 == 0
        ? Changes.apply([UInt8(which)] + input.dropFirst(), to: parts)
        : documents[which].changed(by: input.dropFirst())
      switch which {
      case 0: checkResponse(changed)
      case 1: checkRequest(changed)
      default: checkAuthority(Self.pem(changed))
      }
    case nil: checkResponse([])
    }
  }

  private func checkResponse(_ bytes: [UInt8]) {
    let recorded = RecordedTimestamp(head: note, request: request.bytes, response: bytes)
    guard let read = self.read(bytes, nil) else {
      return law("what cannot be read is not trusted", self.read(bytes, authority) == nil)
    }
    law("a time that is read is a moment", Self.isMoment(read.time), read.time)
    law("a ledger compares the time", UTCMoment.milliseconds(read.time) != nil, read.time)
    law("rules have a number", Self.isNumbers(read.policy), read.policy)
    law("a record of it is read as the same", (try? recorded?.read(nil)) == read)
    if let trusted = self.read(bytes, authority) {
      law("what is trusted is what was read", trusted == read)
      checkTrusted(trusted)
    }
  }

  private func checkRequest(_ bytes: [UInt8]) {
    guard let other = TimestampRequest(bytes) else { return }
    law("a request is kept as the same bytes", other.bytes == bytes)
    law("a digest has 32 bytes", other.digest.count == 32)
    let answer = try? Timestamp(GenuineTimestamp.response, answering: other, authority: authority)
    law("a response answers no request for another digest", answer == nil || other.digest == request.digest)
    if let answer { checkTrusted(answer) }
    if RecordedTimestamp(head: note, request: bytes, response: genuine.bytes) != nil {
      law("a recorded request is of its head", other.digest == request.digest)
    }
  }

  private func checkAuthority(_ certificates: [UInt8]) {
    if let trusted = read(genuine.bytes, certificates) { checkTrusted(trusted) }
  }

  private func checkPayload(_ bytes: [UInt8]) {
    guard let payload = try? JSONReader.read(bytes).value, let recorded = RecordedTimestamp(payload) else {
      return
    }
    law(
      "a recorded request is of its head", recorded.request.digest == RecordedTimestamp.digest(recorded.note))
    do throws(Timestamp.Fault) {
      let trusted = try recorded.read(authority)
      law("only the genuine head was timestamped", recorded.note == note)
      checkTrusted(trusted)
    } catch { Self.checkFault(error) }
  }

  private func checkTrusted(_ stamp: Timestamp) {
    law(
      "what is trusted says what the authority signed",
      (stamp.time, stamp.serial, stamp.policy) == (genuine.time, genuine.serial, genuine.policy),
      "\(stamp.time), \(stamp.serial), \(stamp.policy)")
  }

  private func read(_ bytes: [UInt8], _ authority: [UInt8]?) -> Timestamp? {
    do throws(Timestamp.Fault) {
      guard let authority else { return try Timestamp(bytes, answering: request) }
      return try Timestamp(bytes, answering: request, authority: authority)
    } catch {
      Self.checkFault(error)
      return nil
    }
  }

  private static func checkFault(_ fault: Timestamp.Fault) {
    let text = fault.description
    Marker.isNot(in: text)
    law("a fault is a short line", text.utf8.count < 200 && !text.contains("\n"), text)
  }

  /// Whether a time is one of the calendar: the C library then counts it as it is.
  private static func isMoment(_ time: String) -> Bool {
    let numbers = time.dropLast().split { "-T:.".contains($0) }.map { Int32($0) ?? -1 }
    guard (6...7).contains(numbers.count) else { return false }
    func fields(_ of: tm) -> [Int32] {
      [of.tm_year + 1900, of.tm_mon + 1, of.tm_mday, of.tm_hour, of.tm_min, of.tm_sec]
    }
    var counted = tm()
    (counted.tm_year, counted.tm_mon, counted.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
    (counted.tm_hour, counted.tm_min, counted.tm_sec) = (numbers[3], numbers[4], numbers[5])
    _ = timegm(&counted)
    return fields(counted) == Array(numbers.prefix(6))
  }

  private static func isNumbers(_ policy: String) -> Bool {
    !policy.isEmpty
      && policy.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
