import Glibc
import PlumblineTestSupport
import Testing

@testable import PlumblineGuideline

/// Folders of packs are read within bounds, and never from anything that could block the reader.
struct FolderReaderTests {
  private static let text = "pack \"x\" {}"

  private func problem(_ path: String) -> String? {
    do {
      _ = try PackFolder.find(in: path)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `a named pipe that looks like a pack file is refused and never opened`() throws {
    let scratch = Scratch()
    scratch.write("x/pack.lua", Self.text)
    #expect(mkfifo(scratch.path + "/x/pipe.lua", 0o600) == 0)
    #expect(problem(scratch.path) == "cannot read \(scratch.path)/x/pipe.lua: not a regular file")
    // A non-blocking writer is only admitted if there is a reader.
    #expect(open(scratch.path + "/x/pipe.lua", O_WRONLY | O_NONBLOCK) == -1)
  }

  @Test(arguments: ["/dev/null", "/dev/zero", "/dev/tty"])
  func `a link to a device is refused as a pack file`(device: String) throws {
    let scratch = Scratch()
    scratch.write("x/pack.lua", Self.text)
    #expect(symlink(device, scratch.path + "/x/device.lua") == 0)
    #expect(problem(scratch.path) == "cannot read \(scratch.path)/x/device.lua: not a regular file")
  }

  @Test func `a dangling link is refused as a pack file`() throws {
    let scratch = Scratch()
    scratch.write("x/pack.lua", Self.text)
    #expect(symlink("nowhere", scratch.path + "/x/gone.lua") == 0)
    #expect(problem(scratch.path) == "cannot read \(scratch.path)/x/gone.lua: No such file or directory")
  }

  @Test(arguments: [1, 12])
  func `links back to a folder above end the reading at a bound`(links: Int) throws {
    let scratch = Scratch()
    scratch.write("x/pack.lua", Self.text)
    for link in 0..<links { #expect(symlink("..", scratch.path + "/x/back-\(link)") == 0) }
    let found = try #require(problem(scratch.path))
    #expect(found.contains("is too large: at most"))
  }

  @Test func `more folders than the limit are refused, however they are nested`() throws {
    let scratch = Scratch()
    scratch.write("x/pack.lua", Self.text)
    for outer in 0..<8 {
      for inner in 0..<8 {
        for one in 0..<70 { scratch.write("x/\(outer)/\(inner)/\(one)/note", "") }
      }
    }
    #expect(
      try #require(problem(scratch.path)).contains("at most \(FolderReader.foldersLimit) folders are read"))
  }

  @Test func `the files of all packs are counted together while they are read`() throws {
    let scratch = Scratch()
    let packs = LoadBudget.standard[.files] / 250 + 1
    for pack in 0..<packs { for file in 0..<250 { scratch.write("p\(pack)/f\(file).lua", "") } }
    #expect(
      try #require(problem(scratch.path)).contains(
        "at most \(LoadBudget.standard[.files]) pack files are read"))
  }

  @Test func `the bytes of all packs are counted together while they are read`() throws {
    let scratch = Scratch()
    let line = [UInt8](repeating: UInt8(ascii: " "), count: PackFolder.fileLimit)
    for file in 0...LoadBudget.standard[.bytes] / PackFolder.fileLimit {
      scratch.write("p\(file / 200)/f\(file).lua", line)
    }
    #expect(
      try #require(problem(scratch.path)).contains(
        "at most \(LoadBudget.standard[.bytes] / 1024) KiB of pack files"))
  }
}
