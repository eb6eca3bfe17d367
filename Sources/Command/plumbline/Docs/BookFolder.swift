import Glibc
import PlumblineBook

/// The folder that a book is written into. It is new, empty, or holds an earlier book, which a marker file says together with
/// the names of its pages: no other file is ever touched.
struct BookFolder {
  static let mark = ".plumbline-book"
  private static let heading = "written by plumbline docs; these pages may be overwritten:"

  private let path: String
  /// Pages of the book that was here before.
  private var own: Set<String> = []

  /// - Throws: 73 if the folder holds anything but a book, or cannot be created.
  init(_ path: String) throws(Fault) {
    self.path = path.trimmingSlashes
    if mkdir(self.path, 0o777) == 0 { return }
    let code = errno
    guard code == EEXIST else {
      throw Fault(
        code == ENOENT ? .noSuchFile : .cannotCreate,
        "cannot create \(path): \(String(cString: strerror(code)))")
    }
    let names = try Self.names(in: self.path)
    guard !names.isEmpty else { return }
    guard names.contains(Self.mark) else {
      throw Fault(
        .cannotCreate,
        "\(path) is not empty and holds no book; name a new folder, or empty this one (nothing was written)")
    }
    let text = String(decoding: try Input.read("\(self.path)/\(Self.mark)", limit: 1 << 16), as: UTF8.self)
    own = Set(text.split(separator: "\n").map(String.init).filter(Self.isPage))
  }

  /// Returns the folder of one of several books, below a folder that is new or holds only such books.
  static func below(_ path: String, _ name: String) throws(Fault) -> String {
    let outer = path.trimmingSlashes
    if mkdir(outer, 0o777) != 0, errno != EEXIST {
      let code = errno
      throw Fault(
        code == ENOENT ? .noSuchFile : .cannotCreate,
        "cannot create \(path): \(String(cString: strerror(code)))")
    }
    return "\(outer)/\(name)"
  }

  /// Writes every page whole or not at all, and removes pages that the book no longer has.
  mutating func write(_ pages: [Book.Page]) throws(Fault) {
    let names = Set(pages.map(\.name))
    let present = Set(try Self.names(in: path))
    if let other = names.subtracting(own).intersection(present).sorted().first {
      throw Fault(
        .cannotCreate,
        "\(path)/\(other) was not written by this command; move it away, or name another folder (nothing was written)"
      )
    }
    // Pages are listed before they are written: if the command ends in between, they can be written again.
    try put(Self.mark, marking(own.union(names)))
    for page in pages { try put(page.name, page.text) }
    for old in own.subtracting(names) { unlink("\(path)/\(old)") }
    try put(Self.mark, marking(names))
    own = names
  }

  private func marking(_ names: Set<String>) -> String {
    ([Self.heading] + names.sorted()).joined(separator: "\n") + "\n"
  }

  private func put(_ name: String, _ text: String) throws(Fault) {
    var file = try AnswerFile("\(path)/\(name)", mode: 0o666)
    try file.write(Array(text.utf8))
    try file.finish()
  }

  /// Whether a page can have a name, which must not lead to another folder.
  private static func isPage(_ name: String) -> Bool {
    name.hasSuffix(".html")
      && name.utf8.dropLast(5).allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  private static func names(in path: String) throws(Fault) -> [String] {
    guard let names = PlumblineCommand.names(in: path) else {
      throw Fault(.cannotCreate, "cannot write into \(path): \(String(cString: strerror(errno)))")
    }
    return names
  }
}
