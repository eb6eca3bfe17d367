import PlumblineHost
import PlumblineService

/// The file that says how people sign in, and that of the secret that it names.
struct SignInFile {
  let path: String

  private static let most = 1 << 18

  /// - Throws: an error whose description names the file, and everything that is wrong.
  func read() throws -> SignInSettings {
    let text = try CheckedFile.read(path, most: Self.most, keptFrom: .writers)
    return try SignInSettings(text, named: path, secret: secret)
  }

  /// The file of a secret, which stands beside this file unless it is named from the root.
  private func secret(_ name: String) throws -> [UInt8] {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return try CheckedFile.read(name.hasPrefix("/") ? name : folder + name, most: 1_000, keptFrom: .readers)
  }
}
