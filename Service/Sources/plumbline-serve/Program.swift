import ArgumentParser
import CPlumblineProcess
import Logging
import Plumbline
import PlumblineEngine
import PlumblineGuideline
import PlumblineHost
import PlumblineInterchange
import PlumblineLedger
import PlumblineService
import UnixSignals

@main
enum Program {
  static func main() async {
    // A record must not end up in a core file. If that cannot be prevented, the answers are still right.
    _ = plb_keep_private()
    await Serve.main(arguments(Array(CommandLine.arguments.dropFirst())))
  }
}

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plumbline-serve", abstract: "Answer over HTTP: pages for people, CDS Hooks, and an API.",
    discussion: """
      Listens on this machine only, unless an address and the file of a token are given. TLS belongs into a proxy before it. Prints one \
      line when it takes requests, and logs to standard error. SIGHUP makes it read packs and its files again; SIGTERM ends it, once what has \
      begun is answered. \
      Documentation/Console.md, Documentation/CDS-Hooks.md and Documentation/Operating.md.

      Exit codes: 0 ended as asked, 64 usage, 65 the packs do not load or a file is unfit, 69 cannot listen.
      """,
    version: Evaluator.version)

  @Option(
    help: ArgumentHelp(
      "A file of these options in JSON: {\"schema\": 1, \"listen\": …}; one that is given here stands instead of the file's.",
      valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Where to listen (default: 127.0.0.1:8750); port 0 takes one that is free.", valueName: "host:port"))
  var listen: String?

  @Option(help: ArgumentHelp("The same as --listen 127.0.0.1:PORT.", valueName: "port"))
  var port: Int?

  @Option(
    help: ArgumentHelp(
      "A pack, or a folder of packs; may be repeated (default: PLUMBLINE_RULES, else those beside the program).",
      valueName: "dir"))
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "The ledger's database (default: PLUMBLINE_LEDGER, else plumbline/ledger.sqlite in the data folder).",
      valueName: "path"))
  var ledger: String?

  @Option(
    help: ArgumentHelp(
      "The file of the token that requests must send; made if it is missing (default: the ledger's path and .token).",
      valueName: "file"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "The file of the clients that may ask, with their roles and keys, instead of one token for all.",
      valueName: "file"))
  var clients: String?

  @Option(
    help: ArgumentHelp(
      "The file that says how people sign in to the console at an issuer (OpenID Connect), instead of with a token.",
      valueName: "file"))
  var signIn: String?

  @Option(
    help: ArgumentHelp(
      "The file of the record systems that may open the console for one of their patients (SMART App Launch).",
      valueName: "file"))
  var launch: String?

  @Option(
    help: ArgumentHelp(
      "Packs with which authors compare those in force in the console, such as an earlier version; may be repeated.",
      valueName: "dir"))
  var compare: [String] = []

  @Flag(help: "Take requests without a token; only on this machine's own address.")
  var noToken = false

  @Flag(
    help:
      "Open the console without signing in, to try it with invented patients; only on this machine's own address."
  )
  var demo = false

  @Option(
    help: ArgumentHelp(
      "Answer for this day instead of today, to try examples; never for patients.", valueName: "yyyy-mm-dd"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "An origin whose pages may ask from a browser, such as https://ehr.example; may be repeated.",
      valueName: "origin"))
  var origin: [String] = []

  @Option(
    help: ArgumentHelp(
      "A FHIR server that may be asked for what did not come along with a hook, such as https://ehr.example/fhir; may be repeated.",
      valueName: "url"))
  var fhirServer: [String] = []

  @Flag(help: .hidden)
  var onlyLoad = false

  @Flag(help: .hidden)
  var onlyCompare = false

  @Option(help: ArgumentHelp("The largest body of a request, in bytes.", valueName: "bytes"))
  var maxBody = ServiceLimits().body

  private var address: (host: String, port: Int)? {
    guard let listen else { return ("127.0.0.1", port ?? 8750) }
    guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]) else {
      return nil
    }
    var host = String(listen[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    return host.isEmpty ? nil : (host, port)
  }

  func validate() throws {
    if listen != nil, port != nil {
      throw ValidationError("--listen and --port both name a port; leave one out")
    }
    guard let address else {
      throw ValidationError("--listen takes an address and a port, such as 127.0.0.1:8750 or [::1]:8750")
    }
    guard (0...65_535).contains(address.port) else {
      throw ValidationError("a port is a number from 0 to 65535")
    }
    if !ServiceSettings.isLoopback(address.host) {
      guard !noToken, tokenFile != nil || clients != nil else {
        throw ValidationError(
          "others could reach \(address.host), so requests must send a token: name its file with --token-file, "
            + "or those of clients with --clients, or listen on 127.0.0.1 behind a proxy")
      }
      if demo {
        throw ValidationError(
          "--demo is for invented patients on this machine; leave it out, or listen on 127.0.0.1")
      }
      if asOf != nil { throw ValidationError("--as-of is for trying examples on this machine; leave it out") }
    }
    if [noToken, tokenFile != nil, clients != nil].count(where: { $0 }) > 1 {
      throw ValidationError(
        "--no-token, --token-file and --clients exclude each other; leave all but one out")
    }
    if signIn != nil || launch != nil, demo || noToken {
      throw ValidationError(
        "--sign-in and --launch ask people who they are, and --demo and --no-token do not; leave them out")
    }
    if let asOf, Day(asOf) == nil { throw ValidationError("--as-of is not a date; write it like 2026-11-20") }
    for origin in origin where !Self.isOrigin(origin) {
      throw ValidationError("--origin takes a scheme, a name and perhaps a port, such as https://ehr.example")
    }
    for server in fhirServer where RecordServer(server) == nil {
      throw ValidationError(
        "--fhir-server takes a base address such as https://ehr.example/fhir; http:// is only for this machine"
      )
    }
    guard (1_024...32 << 20).contains(maxBody) else {
      throw ValidationError("--max-body is from 1024 to 33554432")
    }
  }

  private static func isOrigin(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else { return false }
    let name = text.dropFirst(scheme.count)
    return !name.isEmpty
      && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !Array("/?#@*".utf8).contains($0) }
  }

  func run() async throws {
    if onlyLoad {
      PackTrial.boundThisProcess()
      return Output.say("\(try evaluator().guidelines.digest)\n")
    }
    if onlyCompare { return try compareOnly() }
    Surroundings.ignoreSignalsOfWriting()
    let clock = asOf.flatMap { Day($0) }.map { ServiceClock.fixed(on: $0) } ?? .machine
    LoggingSystem.bootstrap { _ in LogLines(time: clock.time, write: Output.log) }
    let logger = Logger(label: "plumbline-serve")
    guard let address, let ledger = ledger ?? Surroundings.ledger else {
      throw fault(64, "there is no data folder: HOME is not set; name a ledger with --ledger PATH")
    }
    let evaluator = try evaluator()
    var settings = ServiceSettings(
      host: address.host, port: address.port, ledger: LedgerPlace(ledger), token: nil)
    do {
      if let clients {
        settings.clients = try ClientFile(path: clients).read()
      } else if !noToken {
        settings.token = try AccessToken.inFile(tokenFile ?? ledger + ".token", makes: true)
      }
      settings.signIn = try signIn.map { try SignInFile(path: $0).signIn() }
      settings.launch = try launch.map { try SignInFile(path: $0).launch() }
    } catch {
      throw fault(65, "\(error)")
    }
    settings.clock = clock
    settings.limits.body = maxBody
    settings.origins = Set(origin)
    settings.records = Set(fhirServer.compactMap { RecordServer($0) })
    settings.isDemo = demo
    settings.versions = versions
    if let asOf {
      logger.warning("every answer holds for one day, whatever today is", metadata: ["as_of": "\(asOf)"])
    }
    if demo { logger.warning("the console needs no sign-in: only invented patients belong into it") }
    if noToken { logger.warning("requests need no token: everybody on this machine may ask") }
    let service = Service(evaluator, settings, threads: Surroundings.processors, logger: logger)
    let reloading = Task {
      for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload(service) }
    }
    defer { reloading.cancel() }
    do {
      try await service.run(endingOn: [.sigterm, .sigint]) { port in
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        Output.say("plumbline-serve: ready at http://\(host):\(port)\n")
      }
    } catch {
      throw fault(69, "cannot serve on \(address.host):\(address.port): \(error)")
    }
  }

  /// Reads clients, the way of signing in, and packs again; what cannot be read, or does not load in a process of its own, leaves the old in force.
  private func reload(_ service: Service) async {
    if let clients {
      do {
        service.putIntoForce(try ClientFile(path: clients).read())
      } catch {
        service.keep(.clients, because: "\(error)")
      }
    }
    if let signIn {
      do {
        service.putIntoForce(try SignInFile(path: signIn).signIn())
      } catch {
        service.keep(.signIn, because: "\(error)")
      }
    }
    do {
      let digest = try await PackTrial.digest(of: folders)
      let evaluator = try load()
      guard evaluator.guidelines.digest == digest else {
        return service.keep(.packs, because: "they were changed while they were read; send SIGHUP again")
      }
      service.putIntoForce(evaluator)
    } catch {
      service.keep(.packs, because: "\(error)")
    }
  }

  /// The folders of the packs.
  var folders: [String] { rules.isEmpty ? Surroundings.rules : rules }

  private func evaluator() throws -> JointEvaluator {
    do {
      return try load()
    } catch {
      throw fault(65, "\(error)")
    }
  }

  private func load() throws -> JointEvaluator {
    guard !folders.isEmpty else { throw NoPacks() }
    let guidelines = try DecisionSupport(packs: folders).guidelines
    return try JointEvaluator(guidelines) { Evaluator(withScriptsOf: $0) }
  }

  private struct NoPacks: Error, CustomStringConvertible {
    let description =
      "no packs are installed beside the program; name them with --rules DIR or PLUMBLINE_RULES"
  }

  func fault(_ code: Int32, _ message: String) -> ExitCode { Self.fault(code, message) }

  static func fault(_ code: Int32, _ message: String) -> ExitCode {
    let lines = message.split(separator: "\n").map { "plumbline-serve: \($0)\n" }
    Output.log(Array(lines.joined().utf8))
    return ExitCode(code)
  }
}
