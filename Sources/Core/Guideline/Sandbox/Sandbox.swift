internal import CPlumblineSandbox

/// The interface to the C sandbox: Lua text in, a document out. No Lua type passes through it.
enum Sandbox {
  /// How a run failed. The words name the limit, never a value.
  enum Failure: String, Error, Sendable, CaseIterable {
    case syntax
    case error
    case fuel
    case memory
    case source
    case string
    case block
    case depth
    case width
    case output
    case deadline
    case badResult = "bad-result"
    case badRequest = "bad-request"
    case noMemory = "no-memory"

    init(_ status: plb_status) {
      self =
        switch status {
        case PLB_SYNTAX: .syntax
        case PLB_LIMIT_FUEL: .fuel
        case PLB_LIMIT_MEMORY: .memory
        case PLB_LIMIT_SOURCE: .source
        case PLB_LIMIT_STRING: .string
        case PLB_LIMIT_BLOCK: .block
        case PLB_LIMIT_DEPTH: .depth
        case PLB_LIMIT_WIDTH: .width
        case PLB_LIMIT_OUTPUT: .output
        case PLB_LIMIT_DEADLINE: .deadline
        case PLB_BAD_RESULT: .badResult
        case PLB_BAD_REQUEST: .badRequest
        case PLB_NO_MEMORY: .noMemory
        default: .error
        }
    }
  }

  /// The fuel that one file has by itself.
  static var fuelOfFile: Int { Int(plb_default_limits().fuel) }

  /// The result of one run, and its cost.
  struct Outcome {
    var failure: Failure?
    var unknown: Bool
    var line: Int
    var message: String
    var bytes: [UInt8]
    var fuelSpent: UInt64
    var memoryPeak: UInt64
  }

  /// Runs a pack file once, with at most this much fuel; never more than the sandbox's own limit.
  static func load(_ text: [UInt8], named name: String, fuel: UInt64 = .max) -> Outcome {
    var limits = plb_default_limits()
    limits.fuel = min(limits.fuel, fuel)
    var result = plb_result()
    plb_load(&limits, name, text, text.count, &result)
    return take(&result)
  }

  /// Runs a pack file and then one of its functions, with the facts that it declared to read.
  static func run(_ text: [UInt8], named name: String, function: Int, facts: [UInt8]) -> Outcome {
    var limits = plb_script_limits()
    var result = plb_result()
    plb_run(&limits, name, text, text.count, UInt32(function), facts, facts.count, &result)
    return take(&result)
  }

  fileprivate static func take(_ result: inout plb_result) -> Outcome {
    defer { plb_result_free(&result) }
    let message = withUnsafeBytes(of: result.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let bytes = result.bytes.map { [UInt8](UnsafeBufferPointer(start: $0, count: result.count)) } ?? []
    let succeeded = result.status == PLB_OK || result.status == PLB_UNKNOWN
    return Outcome(
      failure: succeeded ? nil : Failure(result.status), unknown: result.status == PLB_UNKNOWN,
      line: Int(result.line), message: message, bytes: bytes, fuelSpent: result.fuel_spent,
      memoryPeak: result.memory_peak)
  }
}

/// A pack file that is read and run once, however often its functions are called.
///
/// Each call begins in exactly the state that reading the file left, down to the byte: it returns what `Sandbox.run` returns, at
/// the same cost, whatever was called before it. Calls may be made from several threads at once.
final class SandboxFile: Sendable {
  /// The address of the sandbox's `plb_file`, which threads may share. 0 if there was no memory for one.
  private let address: UInt

  init(_ text: [UInt8], named name: String) {
    var limits = plb_script_limits()
    address = UInt(bitPattern: plb_file_new(&limits, name, text, text.count))
  }

  deinit { plb_file_free(OpaquePointer(bitPattern: address)) }

  /// Calls one of the file's functions with the facts that it declared to read; nil if there is no memory.
  func run(function: Int, facts: [UInt8]) -> Sandbox.Outcome? {
    guard let file = OpaquePointer(bitPattern: address) else { return nil }
    var result = plb_result()
    plb_file_run(file, UInt32(function), facts, facts.count, &result)
    return Sandbox.take(&result)
  }
}

/// The sandbox's limits and the Lua version that it was built with, for `doctor`.
public struct SandboxLimits: Sendable {
  public let luaVersion: String
  /// Name and value in words, in a fixed order.
  public let limits: [(name: String, value: String)]

  public static var current: SandboxLimits {
    let load = plb_default_limits()
    let script = plb_script_limits()
    let together = LoadBudget.Kind.allCases.map { "\(LoadBudget.standard[$0]) \($0.rawValue)" }
    return SandboxLimits(
      luaVersion: String(cString: plb_lua_version()),
      limits: [
        ("fuel to load a file", "\(load.fuel) units (one or more an instruction, one per 32 bytes)"),
        ("fuel for one script", "\(script.fuel) units"),
        ("memory", "\(load.memory / 1024) KiB"),
        ("source", "\(load.source / 1024) KiB a file"),
        ("text", "\(load.string) bytes each"),
        ("one table or stack", "\(load.block / 1024) KiB"),
        ("document", "\(load.depth) levels, \(load.width) entries a table, \(load.output / 1024) KiB"),
        ("deadline", "\(load.deadline) ms (catches a hang; all the fuel takes under 500)"),
        ("all packs together", together.prefix(4).joined(separator: ", ")),
        ("and", together.dropFirst(4).joined(separator: ", ")),
      ])
  }
}
