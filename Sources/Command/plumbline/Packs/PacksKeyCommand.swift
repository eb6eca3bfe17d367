import ArgumentParser
import Glibc
import PlumblineLedger
import PlumblineTransparency

/// `plumbline packs key`: a key for signing packs or records, and its public half.
struct PacksKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract:
      "Create a key for signing packs or records and print its public half, or print that of an existing key.",
    discussion: """
      Examples:
        plumbline packs key new.key --name example.org/packs
        plumbline packs key site.key > site.pub
      """)

  @Argument(
    help: ArgumentHelp("The private key's file; created for its owner only.", valueName: "file"),
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "Create a key with this name, such as example.org/packs; without it, the file's key is shown.",
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
          .badInput, "'\(name)' is not a key name; use 1 to 200 bytes without spaces and plus signs")
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

  /// Reads the key in a file; warns if others can read the file.
  ///
  /// - Parameter forOwnerOnly: refuses a file that others can read.
  static func read(_ path: String, forOwnerOnly: Bool = false) throws(Fault) -> SigningKey {
    let bytes = try SmallFile.read(path, limit: 4096)
    let text = String(decoding: bytes, as: UTF8.self)
    guard let key = SigningKey(text.hasSuffix("\n") ? String(text.dropLast()) : text) else {
      throw Fault(
        .badInput,
        "\(path) holds no signing key; create one with plumbline packs key FILE --name NAME")
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
      if forOwnerOnly {
        throw Fault(
          .badInput,
          "others on this machine can read \(path), so a signature with it is nobody's; run chmod 600 on it, or replace the key "
            + "if someone may have copied it")
      }
      Output.error("warning: others on this machine can read \(path); run chmod 600 on it")
    }
    return key
  }
}
