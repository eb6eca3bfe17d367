import PlumblineHost
import PlumblineService

/// The file of clients, and those of keys that it names.
struct ClientFile {
  let path: String

  /// The most bytes of one of them.
  private static let most = 1 << 20

  /// - Throws: an error whose description names the file, and everything that is wrong.
  func read() throws -> ClientList {
    let text = try CheckedFile.read(path, most: Self.most, keptFrom: .readers)
    return try ClientList(text, named: path, keys: keys)
  }

  /// A file of keys, which stands beside the file of clients unless it is named from the root.
  private func keys(_ name: String) throws -> [UInt8] {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return try CheckedFile.read(
      name.hasPrefix("/") ? name : folder + name, most: Self.most, keptFrom: .writers)
  }
}
