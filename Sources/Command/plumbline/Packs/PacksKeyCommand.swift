import ArgumentParser
import Glibc
import PlumblineLedger
import PlumblineTransparency

/// `plumbline packs key`: a key to sign with, and its public half.
struct PacksKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make a key to sign packs with, and print its public half; or print that of a key.")

  @Argument(help: ArgumentHelp("The private key's file; made for its owner alone.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Make a new key of this name, such as example.org/packs; without it, the file's key is shown.",
      valueName: "name"))
  var name: String?

  func run() throws {
    try reporting {
      guard let name else {
        try Output.answer("\(try Self.read(file).verifier)\n")
        return .success
      }
      guard let key = SigningKey(name: name), name.utf8.count <= 200 else {
        throw Fault(
          .badInput, "'\(name)' is no name for a key: not empty, no spaces, no plus, at most 200 bytes")
      }
      do {
        guard try PrivateFile.create(file, Array((key.text + "\n").utf8)) else {
          throw Fault(
            .cannotCreate, "\(file) exists already, and a key is never overwritten; name another file")
        }
      } catch let fault as PrivateFile.Fault {
        throw Fault(.cannotCreate, "cannot write \(file): \(fault.reason)")
      }
      try Output.answer("\(key.verifier)\n")
      return .success
    }
  }

  /// The key in a file; says so if others can read it.
  static func read(_ path: String) throws(Fault) -> SigningKey {
    let bytes = try SmallFile.read(path, limit: 4096)
    let text = String(decoding: bytes, as: UTF8.self)
    guard let key = SigningKey(text.hasSuffix("\n") ? String(text.dropLast()) : text) else {
      throw Fault(
        .badInput,
        "\(path) holds no signing key; plumbline packs key \(path) --name NAME makes one where none is")
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
      Output.error("warning: others on this machine may read \(path): chmod 600 it")
    }
    return key
  }
}
