import ArgumentParser
import Glibc

extension CohortCommand {
  /// Checks that no output overwrites an input, and that no two outputs share a file, however the paths are spelt.
  func checkFiles(_ reader: CohortReader) throws {
    let resumePoint = output.map { ResumeFile(output: $0).path }
    let written = [output, resumePoint, summary, rejects == "-" ? nil : rejects].compactMap { $0 }
    for path in written where reader.reads(path) {
      throw Fault(.cannotCreate, "\(path) is an input file; write to another file")
    }
    // A summary is written at the end: that is too late to be refused.
    for path in written { try Irreplaceable.spare(path) }
    let standardOutput = output == nil ? Self.identity(ofDescriptor: STDOUT_FILENO) : nil
    let places = (written.map { Self.identity($0) } + [standardOutput]).compactMap { $0 }
    if Set(places).count < places.count {
      throw ValidationError(
        "--output (with .resume beside it), --rejects and --summary need different files")
    }
    if let summary { try Self.checkFolder(summary) }
  }

  /// Identifies the file that a path leads to, whether it exists or not; nil for a device or a pipe, which may be shared.
  ///
  /// - Parameter links: how many links were followed.
  private static func identity(_ path: String, links: Int = 0) -> String? {
    var status = stat()
    if stat(path, &status) == 0 { return identity(status) }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &target, target.count)
    if length > 0, links < 40 {
      // A link to a file that does not exist yet.
      let text = String(decoding: target.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return identity(text.hasPrefix("/") ? text : "\(folder(path))/\(text)", links: links + 1)
    }
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let folder = realpath(folder(path), nil) else { return path }
    defer { free(folder) }
    return "\(String(cString: folder))/\(name)"
  }

  private static func identity(ofDescriptor file: Int32) -> String? {
    var status = stat()
    return fstat(file, &status) == 0 ? identity(status) : nil
  }

  private static func identity(_ status: stat) -> String? {
    status.st_mode & S_IFMT == S_IFREG ? "\(status.st_dev) \(status.st_ino)" : nil
  }

  private static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Checks at the beginning that the summary, which is written at the end, can be.
  private static func checkFolder(_ path: String) throws(Fault) {
    if access(path, W_OK) == 0 || access(folder(path), W_OK | X_OK) == 0 { return }
    throw Fault(.cannotCreate, "cannot create \(path): \(String(cString: strerror(errno)))")
  }
}
