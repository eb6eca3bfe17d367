import PlumblineGuideline
import PlumblinePackaging

/// `git:REF[:PATH]`: the packs in a commit of the repository that holds the current folder. PATH is from the repository's own folder.
struct GitOperand {
  private static let mark = "git:"
  /// The most bytes that a listing of files may have.
  private static let mostListed = 16 << 20

  /// As it was written, for messages.
  private let text: String
  private let ref: String
  /// The parts of PATH; none for the repository's own folder.
  private let path: [String]

  static func isMeant(by text: String) -> Bool { text.hasPrefix(mark) }

  /// - Throws: a fault if it names no commit, or leads out of the repository.
  init(_ text: String) throws(Fault) {
    self.text = text
    let parts = text.dropFirst(Self.mark.count).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    ref = String(parts[0])
    path = parts.count == 1 ? [] : parts[1].split(separator: "/").map(String.init)
    guard !ref.isEmpty, (ref + path.joined()).utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw fault(
        .badInput, "it names no commit: a branch, a tag or a commit is plain letters without spaces",
        "write git:REF or git:REF:PATH, as in git:main:packs")
    }
    if parts.count == 2, parts[1].hasPrefix("/") || path.contains("..") || path.contains(".") {
      throw fault(
        .badInput, "'\(parts[1])' is not a path from the repository's own folder",
        "write it without a first `/`, `.` and `..`, as in git:main:packs")
    }
  }

  /// Returns the packs there, as they are in that commit, whatever was changed since.
  func folders() throws(Fault) -> [PackFolder] {
    let tree = try tree(of: try commit())
    let listed = try ask(["ls-tree", "--full-tree", "-r", "-z", "-l", tree], most: Self.mostListed)
    let found = try GitListing(listed.output, named: path.last).packs { problem, advice in
      fault(.badInput, problem, advice)
    }
    let texts = try self.texts(found.flatMap(\.files))
    return found.map { pack in
      func below(_ folder: String?) -> [PackFile] {
        pack.files.filter { $0.part == folder }.map { PackFile(name: $0.name, text: texts[$0.id] ?? []) }
      }
      return PackFolder(
        name: pack.name, files: below(nil), tests: below("tests"), languages: below("languages"))
    }
  }

  // MARK: asking

  private func commit() throws(Fault) -> String {
    guard let found = try look(for: "\(ref)^{commit}") else {
      let names = try ask(["for-each-ref", "--format=%(refname:short)"], most: 1 << 20)
      throw fault(
        .noSuchFile, "there is no commit '\(ref)' in this repository",
        nearest(to: ref, among: lines(names.output)).map { "did you mean '\($0)'?" }
          ?? "`git branch --all` lists the branches that were fetched")
    }
    return found.id
  }

  private func tree(of commit: String) throws(Fault) -> String {
    let place = path.joined(separator: "/")
    guard let found = try look(for: "\(commit):\(place)") else {
      let folders = try ask(
        ["ls-tree", "--full-tree", "-r", "-d", "-z", "--name-only", commit], most: Self.mostListed)
      throw fault(
        .noSuchFile, "there is no '\(place)' in that commit",
        nearest(to: place, among: lines(folders.output, 0)).map { "did you mean '\($0)'?" }
          ?? "`git ls-tree \(ref)` lists what is there")
    }
    guard found.kind == "tree" else {
      throw fault(
        .badInput, "'\(place)' is a file or a link in that commit",
        "name a pack's folder, or a folder of packs")
    }
    return found.id
  }

  /// Returns what a name stands for; nil if it stands for nothing, or for several.
  private func look(for name: String) throws(Fault) -> (id: String, kind: String)? {
    let answer = try ask(["cat-file", "--batch-check"], input: Array("\(name)\n".utf8), most: 1 << 16)
    let words = (lines(answer.output).last ?? "").split(separator: " ")
    guard words.count == 3, words[0].count >= 40, words[0].allSatisfy(\.isHexDigit) else { return nil }
    return (String(words[0]), String(words[1]))
  }

  /// Returns the bytes of files, by the names of their contents.
  private func texts(_ files: [GitListing.File]) throws(Fault) -> [String: [UInt8]] {
    let ids = Set(files.map(\.id)).sorted()
    let size = files.reduce(0) { $0 + $1.size + 128 }
    let answer = try ask(
      ["cat-file", "--batch"], input: Array(ids.map { "\($0)\n" }.joined().utf8), most: size)
    var texts: [String: [UInt8]] = [:]
    var rest = answer.output[...]
    for id in ids {
      let head = rest.prefix { $0 != UInt8(ascii: "\n") }
      let words = String(decoding: head, as: UTF8.self).split(separator: " ")
      guard words.count == 3, words[0] == id, words[1] == "blob", let count = Int(words[2]),
        rest.count >= head.count + count + 2
      else {
        throw fault(
          .badInput, "the repository does not hold the content of every file in that commit",
          "fetch it as a whole, and try again")
      }
      let text = rest.dropFirst(head.count + 1).prefix(count)
      texts[id] = Array(text)
      rest = rest.dropFirst(head.count + count + 2)
    }
    return texts
  }

  private func ask(_ arguments: [String], input: [UInt8] = [], most: Int) throws(Fault) -> GitProcess.Answer {
    let answer: GitProcess.Answer
    do {
      answer = try GitProcess.ask(arguments, input: input, most: most)
    } catch {
      switch error {
      case .absent: throw fault(.unavailable, "git is not installed", "install it, or name a folder")
      case .late: throw fault(.badInput, "git did not answer in time", "try again, or name a folder")
      case .tooMuch:
        throw fault(
          .badInput, "there are too many files in that folder", "name the folder of the packs: git:REF:PATH")
      case .other(let reason): throw fault(.badInput, "git cannot be run: \(reason)", "name a folder")
      }
    }
    if answer.code == 0 { return answer }
    if answer.said.contains("not a git repository") {
      throw fault(
        .noSuchFile, "no Git repository holds the current folder",
        "run the command inside one, or name a folder")
    }
    throw fault(.badInput, "git refuses: \(answer.said)", "what it says applies, or name a folder")
  }

  private func lines(_ bytes: [UInt8], _ end: UInt8 = UInt8(ascii: "\n")) -> [String] {
    bytes.split(separator: end).map { String(decoding: $0, as: UTF8.self) }
  }

  private func fault(_ code: Fault.Code, _ problem: String, _ advice: String) -> Fault {
    Fault(code, "\(text): \(problem); \(advice)")
  }
}

extension PacksInForce {
  /// Returns the packs to compare with: in a folder, in an archive, or in a commit.
  ///
  /// Only what compares accepts a commit. Packs that decide come from folders and archives.
  static func compared(in text: String, _ trust: PackTrust) throws(Fault) -> [PackFolder] {
    if GitOperand.isMeant(by: text) { return try GitOperand(text).folders() }
    return try FoundPack.find(in: text, trust).map(\.folder)
  }
}
