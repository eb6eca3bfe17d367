import PlumblineHost
import PlumblineService

/// A file that says how people sign in, or which record systems open the console, and those of the secrets that it names.
struct SignInFile {
  let path: String

  private static let most = 1 << 18

  /// - Throws: an error whose description names the file, and everything that is wrong.
  func signIn() throws -> SignInSettings {
    try SignInSettings(try text(), named: path, secret: secret)
  }

  /// - Throws: an error whose description names the file, and everything that is wrong.
  func launch() throws -> LaunchSettings {
    try LaunchSettings(try text(), named: path, secret: secret)
  }

  private func text() throws -> [UInt8] {
    try CheckedFile.read(path, most: Self.most, keptFrom: .writers)
  }

  /// The file of a secret, which stands beside this file unless it is named from the root.
  private func secret(_ name: String) throws -> [UInt8] {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return try CheckedFile.read(name.hasPrefix("/") ? name : folder + name, most: 1_000, keptFrom: .readers)
  }
}
