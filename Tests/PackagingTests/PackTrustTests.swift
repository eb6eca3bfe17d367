import PlumblineGuideline
import PlumblineTestSupport
import PlumblineTransparency
import Testing

@testable import PlumblinePackaging

/// Whose signature counts, when, and after which history.
struct PackTrustTests {
  private static let today: Day = "2026-11-25"

  private static func kind(_ work: () throws -> Void) -> PackRefusal.Kind? {
    do {
      try work()
      return nil
    } catch {
      return (error as? PackRefusal)?.kind
    }
  }

  @Test func `a signature counts if its key is trusted, whatever the name of another key`() throws {
    let key = try Archives.key()
    let namesake = try Archives.key(8)
    let archive = try Archives.signed(by: key)
    #expect(
      try PackTrust(keys: [namesake.verifier, key.verifier]).signer(of: archive, on: Self.today)
        == key.verifier)
    #expect(
      Self.kind { _ = try PackTrust(keys: [namesake.verifier]).signer(of: archive, on: Self.today) }
        == .untrusted)
    #expect(Self.kind { _ = try PackTrust().signer(of: archive, on: Self.today) } == .untrusted)
    let open = PackTrust(allowsUnsigned: true, allowsOutOfDate: true)
    #expect(Self.kind { _ = try open.signer(of: archive, on: Self.today) } == .untrusted)
  }

  @Test func `an archive without a signature is accepted only on request`() throws {
    let archive = try PackArchive(of: Archives.folder())
    let key = try Archives.key()
    #expect(
      Self.kind { _ = try PackTrust(keys: [key.verifier]).signer(of: archive, on: Self.today) } == .unsigned)
    #expect(try PackTrust(allowsUnsigned: true).signer(of: archive, on: Self.today) == nil)
  }

  @Test(
    arguments: [
      ("2026-11-20", "2026-11-25", true), ("2026-11-25", "2026-11-25", true), ("2026-11-20", nil, true),
      ("2026-11-20", "2026-11-24", false), ("2026-11-26", nil, false), ("2026-11-26", "2027-01-01", false),
    ] as [(Day, Day?, Bool)])
  func `a signature counts from its day to its last, both included`(
    signed: Day, expires: Day?, counts: Bool
  )
    throws
  {
    let key = try Archives.key()
    let archive = try Archives.signed(by: key, on: signed, expires: expires)
    var trust = PackTrust(keys: [key.verifier])
    #expect(Self.kind { _ = try trust.signer(of: archive, on: Self.today) } == (counts ? nil : .outOfDate))
    trust.allowsOutOfDate = true
    #expect(try trust.signer(of: archive, on: Self.today) == key.verifier)
  }

  @Test func `a signature of another archive is refused, even by the same key`() throws {
    let key = try Archives.key()
    let other = try Archives.signed(Archives.folder("1.0.1"), by: key)
    let archive = try PackArchive(of: Archives.folder())
    let signature = try #require(other.signature)
    #expect(Self.kind { _ = try archive.signed(signature) } == .altered)
    let member = Container.Member(name: "signature", bytes: signature.bytes)
    let bytes = Archives.with(
      Archives.member("signature", String(decoding: member.bytes, as: UTF8.self)), in: archive)
    #expect(Archives.refusal(of: bytes, key)?.description == "its signature belongs to another archive")
  }

  @Test func `a signature with a changed text, two signatures, or none in the note is refused`() throws {
    let key = try Archives.key()
    let archive = try PackArchive(of: Archives.folder())
    let note = String(decoding: try #require(try Archives.signed(by: key).signature).bytes, as: UTF8.self)
    let line = try #require(note.split(separator: "\n").last) + "\n"
    let texts = [
      (note.replacing("expires 2027", with: "expires 2099"), "its signature is not valid"),
      (note.replacing("expires 2027-11-20", with: "expires never"), "its signature is not valid"),
      (note.replacing("signed 2026-11-20", with: "signed 2026-02-30"), "not the five lines"),
      (note.replacing("site 1.0.0", with: "site 1.0"), "not the five lines"),
      (note.replacing("\nsigned", with: "\nmore\nsigned"), "not the five lines"),
      (note + line, "it has 2 signatures"), (note.replacing(line, with: ""), "signature: "),
      ("", "signature: "),
      (note.replacing("\n", with: "\r\n"), "signature: "),
    ]
    for (text, words) in texts {
      let bytes = Archives.with(Archives.member("signature", text), in: archive)
      #expect(Archives.refusal(of: bytes, key)?.description.contains(words) == true, "\(text)")
    }
  }

  // MARK: what was installed

  private static func admit(
    _ record: inout InstallRecord, _ archive: PackArchive, _ trust: PackTrust, downgrade: Bool = false
  ) -> PackRefusal.Kind? {
    kind { _ = try record.admit(archive, trust, allowsDowngrade: downgrade, on: today) }
  }

  @Test func `an older pack is refused, also after the newer one was removed`() throws {
    let key = try Archives.key()
    let trust = PackTrust(keys: [key.verifier])
    let old = try Archives.signed(Archives.folder("1.2.9"), by: key)
    let new = try Archives.signed(Archives.folder("1.10.0"), by: key)
    var record = InstallRecord()
    #expect(Self.admit(&record, old, trust) == nil)
    #expect(Self.admit(&record, new, trust) == nil)
    #expect(Self.admit(&record, old, trust) == .downgrade)
    #expect(Self.kind { _ = try record.signer(of: old, trust, on: Self.today) } == .downgrade)
    #expect(Self.admit(&record, old, trust, downgrade: true) == nil)
    #expect(Self.kind { _ = try record.signer(of: old, trust, on: Self.today) } == nil)
  }

  @Test func `another content under a version that was installed is refused`() throws {
    let key = try Archives.key()
    let trust = PackTrust(keys: [key.verifier])
    var record = InstallRecord()
    #expect(Self.admit(&record, try Archives.signed(by: key), trust) == nil)
    let other = try Archives.signed(Archives.folder("1.0.0", ["more.lua": ""]), by: key)
    #expect(Self.admit(&record, other, trust) == .downgrade)
    #expect(Self.kind { _ = try record.signer(of: other, trust, on: Self.today) } == .downgrade)
  }

  @Test func `the key with which a pack was installed stays trusted, only for that pack`() throws {
    let (key, other) = (try Archives.key(), try Archives.key(9))
    var record = InstallRecord()
    #expect(Self.admit(&record, try Archives.signed(by: key), PackTrust(keys: [key.verifier])) == nil)
    let next = Archives.folder("1.1.0")
    #expect(Self.admit(&record, try Archives.signed(next, by: other), PackTrust()) == .untrusted)
    #expect(
      Self.admit(
        &record, try Archives.signed(next, by: key), PackTrust(keys: [other.verifier], isExclusive: true))
        == .untrusted)
    #expect(Self.admit(&record, try PackArchive(of: next), PackTrust()) == .unsigned)
    #expect(Self.admit(&record, try Archives.signed(next, by: key), PackTrust()) == nil)
    let stranger = Shipped.pack(
      "stranger",
      ["p.lua": #"pack "stranger" { version = "1", title = "t", purpose = "p", authors = { "a" } }"#])
    #expect(Self.admit(&record, try Archives.signed(stranger, by: key), PackTrust()) == .untrusted)
  }

  @Test func `what was accepted is accepted again only for the same content`() throws {
    let key = try Archives.key()
    var record = InstallRecord()
    let unsigned = try PackArchive(of: Archives.folder())
    #expect(Self.admit(&record, unsigned, PackTrust(allowsUnsigned: true)) == nil)
    #expect(Self.kind { _ = try record.signer(of: unsigned, PackTrust(), on: Self.today) } == nil)
    let next = try PackArchive(of: Archives.folder("1.1.0"))
    #expect(Self.kind { _ = try record.signer(of: next, PackTrust(), on: Self.today) } == .unsigned)
    let expired = try Archives.signed(Archives.folder("1.2.0"), by: key, expires: "2026-11-21")
    let trust = PackTrust(keys: [key.verifier], allowsOutOfDate: true)
    #expect(Self.admit(&record, expired, trust) == nil)
    #expect(Self.kind { _ = try record.signer(of: expired, PackTrust(), on: Self.today) } == nil)
    let later = try Archives.signed(Archives.folder("1.3.0"), by: key, expires: "2026-11-21")
    #expect(Self.kind { _ = try record.signer(of: later, PackTrust(), on: Self.today) } == .outOfDate)
  }

  @Test func `a record is read back as written, and refused if it was edited`() throws {
    let key = try Archives.key()
    var record = InstallRecord()
    #expect(Self.admit(&record, try Archives.signed(by: key), PackTrust(keys: [key.verifier])) == nil)
    #expect(try InstallRecord(parsing: record.bytes) == record)
    #expect(try InstallRecord(parsing: InstallRecord().bytes) == InstallRecord())
    let text = String(decoding: record.bytes, as: UTF8.self)
    for other in [
      "", "{}", text + " ", text.replacing("1.0.0", with: "1.0"), text.replacing("packs+", with: "packs-"),
    ] {
      #expect(throws: PackRefusal.self, "\(other)") { try InstallRecord(parsing: Array(other.utf8)) }
    }
  }
}
