import Glibc

/// A kind of outside input, and the laws that must hold for every instance.
///
/// What is kept from one input to the next is read once and never changed, so that a single input reproduces its result.
protocol Target {
  init() throws
  /// Reads an input; ends the program if a law is broken.
  func check(_ input: [UInt8])
}

/// The targets by name, as `--target=NAME` chooses them.
enum Targets {
  static let all: [(name: String, make: @Sendable () throws -> any Target)] = [
    ("json", JSONTarget.init), ("profile", ProfileTarget.init), ("lines", LinesTarget.init),
    ("csv", CSVTarget.init), ("gzip", GzipTarget.init), ("pack", PackTarget.init),
    ("note", NoteTarget.init), ("receipt", ReceiptTarget.init), ("archive", ArchiveTarget.init),
    ("lsp", LSPTarget.init), ("fhir", FHIRTarget.init), ("timestamp", TimestampTarget.init),
  ]

  @MainActor static let chosen: any Target = {
    let prefix = "--target="
    let name = CommandLine.arguments.first { $0.hasPrefix(prefix) }?.dropFirst(prefix.count)
    guard let target = all.first(where: { name == $0.name[...] }) else {
      fail("choose one with --target=NAME: \(all.map(\.name).joined(separator: ", "))")
    }
    do { return try target.make() } catch { fail("\(target.name): cannot be set up: \(error)") }
  }()
}

@_cdecl("LLVMFuzzerTestOneInput")
public func check(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  MainActor.assumeIsolated { Targets.chosen.check(input) }
  return 0
}

/// Ends the program with a report; libFuzzer then keeps the input.
func fail(_ what: String) -> Never {
  let line = Array("\(what)\n".utf8)
  write(STDERR_FILENO, line, line.count)
  abort()
}

/// Checks a law; ends the program and says how it was broken if it does not hold.
func law(_ name: String, _ holds: Bool, _ details: @autoclosure () -> String = "") {
  if !holds { fail("law broken: \(name)\n\(details())") }
}

/// A word that no error may repeat: it replaces every at sign in an input.
///
/// It could be a name, such as a patient's own, and is not close to any name of a vocabulary.
enum Marker {
  static let word = "zq7xjkv0wqzx"

  static func plant(_ input: [UInt8]) -> [UInt8] {
    Array(
      input.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).joined(separator: word.utf8)
    )
  }

  /// Checks that a text which may be logged does not contain it.
  static func isNot(in text: String) { law("an error does not hold a value", !text.contains(word), text) }
}

/// Changes to genuine bytes, of which nobody can make others.
enum Changes {
  /// The first byte chooses one, and each further group of four changes it: the operation, the place (two bytes), and the byte.
  static func apply(_ input: [UInt8], to genuine: [[UInt8]]) -> [UInt8] {
    guard let first = input.first else { return [] }
    var bytes = genuine[Int(first) % genuine.count]
    var rest = input.dropFirst()
    while rest.count >= 4, !bytes.isEmpty {
      let step = Array(rest.prefix(4))
      rest = rest.dropFirst(4)
      let place = (Int(step[1]) << 8 | Int(step[2])) % bytes.count
      switch step[0] % 5 {
      case 0: bytes[place] = step[3]
      case 1: bytes.insert(step[3], at: place)
      case 2: bytes.remove(at: place)
      case 3: bytes.removeSubrange(place..<min(place + Int(step[3]), bytes.count))
      default:
        // A piece of another genuine one in its place.
        let other = genuine[Int(step[3]) % genuine.count]
        let end = min(place + 48, bytes.count, other.count)
        if place < end { bytes.replaceSubrange(place..<end, with: other[place..<end]) }
      }
    }
    return bytes
  }
}

/// Numbers derived from an input, for choices that it does not make itself: always the same for the same input.
struct Draw {
  private var state: UInt64

  init(_ input: [UInt8]) {
    state = input.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  /// From 0 to below `sides`.
  mutating func next(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) >> 33) % max(sides, 1)
  }
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}
