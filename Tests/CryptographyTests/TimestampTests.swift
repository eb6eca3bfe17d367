import PlumblineCryptography
import PlumblineTestSupport
import Testing

/// Timestamps of an authority that OpenSSL plays.
struct TimestampTests {
  private func request(_ byte: UInt8 = 1) throws -> TimestampRequest {
    try #require(TimestampRequest(digest: [UInt8](repeating: byte, count: 32)))
  }

  @Test func `a request is read back, has a nonce of its own, and asks for a SHA-256 digest alone`() throws {
    let (first, second) = (try request(), try request())
    #expect(first.bytes != second.bytes && first.digest == second.digest)
    #expect(TimestampRequest(first.bytes) == first)
    #expect(TimestampRequest(digest: [1, 2, 3]) == nil)
    #expect(TimestampRequest(first.bytes + [0]) == nil)
    for count in 0..<first.bytes.count { #expect(TimestampRequest(Array(first.bytes.prefix(count))) == nil) }
    let scratch = Scratch()
    scratch.write("request", first.bytes)
    let shown = Command.run("/usr/bin/openssl", ["ts", "-query", "-in", "\(scratch.path)/request", "-text"])
    #expect(
      shown.output.contains("Hash Algorithm: sha256") && shown.output.contains("Certificate required: yes"))
  }

  @Test func `a token of the authority is accepted, with its time, by the root or by its own certificate`()
    throws
  {
    let authority = TestAuthority()
    #expect(authority.error == "")
    let request = try request()
    let response = authority.answer(request.bytes)
    for trusted in [authority.certificates, "\(authority.scratch.path)/good.pem"] {
      let stamp = try Timestamp(response, answering: request, authority: Command.bytes(trusted))
      #expect(stamp.time.wholeMatch(of: #/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/#) != nil, "\(stamp.time)")
      #expect(stamp.policy == "1.2.3.4.1" && stamp.bytes == response)
    }
  }

  @Test(arguments: [
    (TestAuthority.Signer.expired, "certificate has expired"), (.server, "unsuitable certificate purpose"),
    (.both, "unsuitable certificate purpose"), (.stranger, "unable to get local issuer certificate"),
  ])
  func `a certificate that is expired, for something else, or another's is not trusted`(
    signer: TestAuthority.Signer, reason: String
  ) throws {
    let authority = TestAuthority()
    let request = try request()
    let response = authority.answer(request.bytes, by: signer)
    #expect(try !Timestamp(response, answering: request).time.isEmpty)
    #expect(throws: Timestamp.Fault.untrusted(reason)) {
      try Timestamp(response, answering: request, authority: Command.bytes(authority.certificates))
    }
  }

  @Test func `a token over another digest, or for another request, is refused`() throws {
    let authority = TestAuthority()
    let trusted = Command.bytes(authority.certificates)
    let (asked, again, other) = (try request(), try request(), try request(2))
    let response = authority.answer(asked.bytes)
    #expect(throws: Timestamp.Fault.otherNonce) {
      try Timestamp(response, answering: again, authority: trusted)
    }
    #expect(throws: Timestamp.Fault.otherDigest) {
      try Timestamp(response, answering: other, authority: trusted)
    }
    authority.scratch.write("data", "something")
    let longer = Command.run(
      "/bin/sh", ["-c", "openssl ts -query -data data -sha512 -out query"], in: authority.scratch.path)
    #expect(longer.code == 0)
    let stranger = authority.answer(Command.bytes("\(authority.scratch.path)/query"))
    #expect(!stranger.isEmpty)
    #expect(throws: Timestamp.Fault.otherDigest) {
      try Timestamp(stranger, answering: asked, authority: trusted)
    }
  }

  @Test func `a response that is cut off, followed by more, too long, or a refusal is named`() throws {
    let authority = TestAuthority()
    let trusted = Command.bytes(authority.certificates)
    let request = try request()
    let response = authority.answer(request.bytes)
    func fault(_ bytes: [UInt8], _ certificates: [UInt8]) -> Timestamp.Fault? {
      do throws(Timestamp.Fault) {
        _ = try Timestamp(bytes, answering: request, authority: certificates)
        return nil
      } catch { return error }
    }
    for count in stride(from: 0, to: response.count, by: 37) {
      #expect(fault(Array(response.prefix(count)), trusted) == .notDER, "\(count)")
    }
    #expect(fault(response + [0], trusted) == .notDER)
    #expect(fault([UInt8](repeating: 0x30, count: Timestamp.limit + 1), trusted) == .tooLong)
    // SEQUENCE { SEQUENCE { INTEGER 2 } }: a rejection without a token.
    #expect(fault([0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02], trusted) == .refused(status: 2))
    #expect(fault(response, Array("no certificate".utf8)) == .noCertificate)
    #expect(fault(response, trusted + Array("-----BEGIN CERTIFICATE-----\nAAAA\n".utf8)) == .noCertificate)
  }

  @Test(arguments: [
    "20261301120000Z", "20260230120000Z", "20261130240000Z", "20261130126000Z", "202611301200Z",
    "20261130120000+",
  ])
  func `a time that does not exist is refused, even before the signature is checked`(time: String) throws {
    let authority = TestAuthority()
    let request = try request()
    var response = authority.answer(request.bytes)
    let stated = Array(
      try Timestamp(response, answering: request).time.utf8.filter { !"-T:".utf8.contains($0) })
    #expect(stated.count == 15, "the test authority states whole seconds")
    let place = try #require(response.indices.first { response[$0...].starts(with: stated) })
    // A shorter time is filled up with a byte that is in none.
    response.replaceSubrange(place..<(place + 15), with: (Array(time.utf8) + [0x20, 0x20]).prefix(15))
    #expect(throws: Timestamp.Fault.badTime) { try Timestamp(response, answering: request) }
  }

  @Test func `no byte of a token can be changed without it being refused or meaning the same`() throws {
    let authority = TestAuthority()
    let trusted = Command.bytes(authority.certificates)
    let request = try request()
    let response = authority.answer(request.bytes)
    let stamp = try Timestamp(response, answering: request, authority: trusted)
    var accepted = 0
    for place in response.indices {
      var changed = response
      changed[place] ^= 1
      guard let other = try? Timestamp(changed, answering: request, authority: trusted) else { continue }
      accepted += 1
      #expect(
        (other.time, other.serial, other.policy) == (stamp.time, stamp.serial, stamp.policy), "byte \(place)")
    }
    // What is outside the signature: the status, versions, and names of algorithms beside those that are signed.
    #expect(accepted < 24, "\(accepted)")
  }
}
