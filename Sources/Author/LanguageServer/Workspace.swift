internal import PlumblineChecker
internal import PlumblineEngine
public import PlumblineGuideline
internal import PlumblineJSON

/// The packs that an editor works on, as if its open texts were saved.
public struct Workspace {
  /// The packs that were found for a file.
  public struct Found: Sendable {
    /// The packs, with those that they require.
    public var folders: [PackFolder]
    /// Names of the folders that are the author's own.
    public var own: Set<String>

    public init(folders: [PackFolder], own: Set<String>) {
      self.folders = folders
      self.own = own
    }
  }

  private let find: (String) -> Found?
  /// The open texts, by path.
  private(set) var open: [String: [UInt8]] = [:]
  /// The last guideline that loaded, for names in an unfinished line.
  private(set) var guideline: Guideline?
  private(set) var checking: Checking?
  /// The path of each file, by `pack/file.lua`.
  private(set) var paths: [String: String] = [:]
  /// Every file's text, by path.
  private(set) var texts: [String: [UInt8]] = [:]
  /// Files of the author's own packs, by path.
  private(set) var ownPaths: Set<String> = []
  private(set) var folders: [PackFolder] = []

  /// - Parameter find: returns the packs to which a file belongs, by its path.
  init(find: @escaping (String) -> Found?) { self.find = find }

  mutating func set(_ path: String, _ text: [UInt8]?) { open[path] = text }

  /// Reads the packs of a file again, with the open texts instead of those on disk, and checks them.
  mutating func read(for path: String, asOf day: Day) {
    guard let found = find(path) else { return }
    paths = [:]
    texts = [:]
    ownPaths = []
    folders = found.folders.map(overlaid)
    for folder in folders {
      let id = GuidelineLoader.manifest(of: folder).id
      guard let place = found.folders.first(where: { $0.name == folder.name })?.path else { continue }
      let beside = ((try? folder.tests()) ?? []) + ((try? folder.languages()) ?? [])
      for file in folder.files + beside {
        let full = "\(place)/\(file.name)"
        paths["\(id)/\(file.name)"] = full
        texts[full] = file.text
        if found.own.contains(folder.name) { ownPaths.insert(full) }
      }
    }
    checking = Checking(folders, asOf: day) { found.own.contains($0.name) }
    if let loaded = try? GuidelineLoader.load(folders) { guideline = loaded }
  }

  private func overlaid(_ folder: PackFolder) -> PackFolder {
    guard let place = folder.path else { return folder }
    func overlaid(_ files: [PackFile], in wanted: String?) -> [PackFile] {
      var files = files
      for (path, text) in open where path.hasPrefix(place + "/") && path.hasSuffix(".lua") {
        let name = String(path.dropFirst(place.utf8.count + 1))
        guard ["tests", "languages"].first(where: { name.hasPrefix("\($0)/") }) == wanted else { continue }
        files.removeAll { $0.name == name }
        files.append(PackFile(name: name, text: text))
      }
      return files
    }
    return PackFolder(
      name: folder.name, files: overlaid(folder.files, in: nil),
      tests: overlaid((try? folder.tests()) ?? [], in: "tests"),
      languages: overlaid((try? folder.languages()) ?? [], in: "languages"))
  }

  /// The text of a file: the open one, else the one that was read.
  func text(_ path: String) -> [UInt8]? { open[path] ?? texts[path] }
}

/// Conversion between paths and the addresses that editors use.
enum FileAddress {
  /// The path of a `file:` address; nil for others.
  static func path(_ uri: String) -> String? {
    guard uri.hasPrefix("file://") else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(uri.utf8.dropFirst(7))[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    let path = String(decoding: bytes, as: UTF8.self)
    return path.hasPrefix("/") && !path.contains("\0") ? path : nil
  }

  static func uri(_ path: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in path.utf8 {
      if plain.contains(byte) {
        out.append(byte)
      } else {
        out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return "file://" + String(decoding: out, as: UTF8.self)
  }
}
