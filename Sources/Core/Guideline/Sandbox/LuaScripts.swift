internal import PlumblineJSON
internal import Synchronization

/// Runs the functions that stay in Lua for one patient: computed facts and scripted conditions.
///
/// A file is read once; each run begins in exactly the state that this left, so nothing can pass from patient to patient.
public final class LuaScripts: Sendable {
  public typealias Failure = ScriptFailure

  private let texts: [String: [UInt8]]
  private let names: [String]
  private let files: Mutex<[String: SandboxFile]> = Mutex([:])

  /// The files that are kept at once, at about 300 KB each per thread; a call into any other file reads it again.
  static let mostFiles = 128

  public init(_ guideline: Guideline) {
    var texts: [String: [UInt8]] = [:]
    for pack in guideline.packs {
      for file in pack.files { texts["\(pack.id)/\(file.name)"] = file.text }
    }
    self.texts = texts
    names = guideline.vocabulary.facts.map(\.declaredName)
  }

  /// Runs a script with the facts that it declared to read; nil if the answer is unknown.
  public func run(_ script: Script, _ value: (Fact.Index) -> FactValue?) throws -> FactValue? {
    let file = "\(script.pack)/\(script.file)"
    func fail(_ reason: String, _ line: Int = 0) -> Failure {
      Failure(
        script: script.name, place: Place(file: file, line: line > 0 ? line : script.line), reason: reason)
    }
    guard let text = texts[file] else { throw fail("its file is not in the guideline") }
    let facts = encode(script.reads, value)
    let outcome =
      kept(file, text)?.run(function: script.function, facts: facts)
      ?? Sandbox.run(text, named: file, function: script.function, facts: facts)
    if let failure = outcome.failure { throw fail(failure.words(outcome.message), outcome.line) }
    if outcome.unknown { return nil }
    guard let answer = Document.value(outcome.bytes) else {
      throw fail("it returned something that cannot be read")
    }
    guard let term = answer else { return nil }
    guard let value = FactValue(term) else { throw fail("it returned a number that cannot be kept exactly") }
    return value
  }

  private func kept(_ name: String, _ text: [UInt8]) -> SandboxFile? {
    files.withLock { files in
      if let known = files[name] { return known }
      guard files.count < Self.mostFiles else { return nil }
      let made = SandboxFile(text, named: name)
      files[name] = made
      return made
    }
  }

  private func encode(_ reads: [Fact.Index], _ value: (Fact.Index) -> FactValue?) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
    func append(_ text: String) {
      append(UInt32(text.utf8.count))
      bytes.append(contentsOf: text.utf8)
    }
    append(UInt32(reads.count))
    for index in reads {
      append(names[index])
      switch value(index) {
      case nil: bytes.append(UInt8(ascii: "A"))
      case .boolean(let flag)?: bytes.append(flag ? UInt8(ascii: "T") : UInt8(ascii: "F"))
      case .code(let code)?:
        bytes.append(UInt8(ascii: "s"))
        append(code)
      case .number(let number)?:
        if let whole = number.intValue {
          bytes.append(UInt8(ascii: "i"))
          append(Int64(whole))
        } else {
          bytes.append(UInt8(ascii: "d"))
          append(number.doubleValue.bitPattern)
        }
      }
    }
    return bytes
  }
}
