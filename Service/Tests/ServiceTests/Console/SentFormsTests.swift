import Testing

@testable import PlumblineConsole

/// Forms that were just sent.
struct SentFormsTests {
  private static func form(_ value: String) -> SentForms.Form? {
    let session = Session(ConsolePerson(name: nil, roles: []), now: .now)
    return SentForms.Form(FormFields([("once", value)]), of: session, to: .facts)
  }

  @Test func `a form and its reply are forgotten in time, though no other form is sent`() async throws {
    let sent = SentForms(life: .milliseconds(20))
    let form = try #require(Self.form("a"))
    _ = try await sent.once(form) { ConsoleReply([]) }
    #expect(sent.count == 1)
    for _ in 0..<500 where sent.count > 0 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(sent.count == 0)
  }

  @Test func `what failed is forgotten at once, and done again`() async throws {
    let sent = SentForms(life: .seconds(60))
    let form = try #require(Self.form("a"))
    await #expect(throws: ConsoleFault.self) { try await sent.once(form) { throw ConsoleFault.notThere } }
    #expect(sent.count == 0)
    _ = try await sent.once(form) { ConsoleReply([]) }
    let again = try await sent.once(form) { ConsoleReply([], status: 418) }
    #expect(again.status == 200)
  }
}
