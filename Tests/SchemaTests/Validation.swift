import PlumblineGuideline
import PlumblineInterchange
import PlumblineJSON
import PlumblineSchema
import PlumblineTestSupport
import Testing

/// A schema in a file, and the programs of `Tests/Schemas`, which validate by it with an independent library.
struct Validation: ~Copyable {
  private let scratch = Scratch()
  private var path: String { "\(scratch.path)/schema.json" }

  /// The Python that has the package jsonschema; nil if none has.
  static let python = ["python3", "/usr/bin/python3"].first {
    Command.run("/usr/bin/env", [$0, "-c", "import jsonschema"]).code == 0
  }

  init(_ schema: JSONValue) { scratch.write("schema.json", schema.canonicalText) }

  init(_ name: SchemaName, _ guidelines: Guidelines) { self.init(name.schema(for: guidelines)) }

  /// Returns for each JSON text `valid`, or its first problem.
  func verdicts(_ texts: [String]) throws -> [String] {
    scratch.write("lines", texts.map { $0 + "\n" }.joined())
    return try run("validate.py", [path, "\(scratch.path)/lines"])
  }

  /// Returns drawn profiles, each with whether the schema accepts it.
  func drawn(_ count: Int, seed: UInt64) throws -> [(text: String, isValid: Bool)] {
    try run("generate.py", [path, "\(seed)", "\(count)"]).map { line in
      let value = try JSONReader.read(line, limits: ProfileReader.limits).value
      return (value["text"]?.stringValue ?? "", value["valid"] == .bool(true))
    }
  }

  private func run(_ program: String, _ arguments: [String]) throws -> [String] {
    let python = try #require(Self.python)
    let result = Command.run(
      "/usr/bin/env", [python, "-B", "\(Shipped.root)/Tests/Schemas/\(program)"] + arguments)
    #expect(result.code == 0, "\(result.error)")
    return result.output.split(separator: "\n").map(String.init)
  }
}
