import CPlumblineZlib
import Glibc

/// The command's error, as its file reader uses it.
struct Fault: Error {
  enum Code { case noSuchFile }

  var message: String

  init(_ code: Code, _ message: String) { self.message = message }
}

/// Gzip, by the command's own reader: the output does not depend on how it is read, is what zlib gives at once, and is never
/// silently incomplete.
///
/// An input that begins with the two bytes of gzip is a file as it is; others are compressed, cut and damaged here.
struct GzipTarget: Target {
  func check(_ input: [UInt8]) {
    var draw = Draw(input)
    if input.starts(with: [0x1F, 0x8B]) {
      let whole = Self.read(input, by: 1 << 16)
      law("small pieces give the same", Self.read(input, by: 1 + draw.next(50)) == whole)
      law("it is what zlib gives at once", whole == Self.inflated(input))
      return
    }
    let middle = draw.next(input.count + 1)
    let parts = [Array(input[..<middle]), Array(input[middle...])].prefix(1 + draw.next(2))
    let members = parts.map { Self.deflated($0, level: Int32(draw.next(10))) }
    let (plain, file) = (parts.flatMap { $0 }, members.flatMap { $0 })
    law("what was put in comes out", Self.read(file, by: 1 + draw.next(4096)) == plain)

    let cut = draw.next(file.count)
    let rest = cut < 2 ? nil : Self.read(Array(file.prefix(cut)), by: 512)
    law(
      "a file that was cut off is refused, except between two members",
      rest == nil || cut == members[0].count,
      "cut at \(cut)")

    var damaged = file
    damaged[2 + draw.next(file.count - 2)] ^= 1 << UInt8(draw.next(8))
    let read = Self.read(damaged, by: 512)
    law("a damaged file is refused, or its text is whole", read == nil || read == plain)
  }

  /// What the command reads from a file, in pieces of at most this many bytes; nil if it refuses the file.
  private static func read(_ file: [UInt8], by count: Int) -> [UInt8]? {
    // A pipe takes 64 KiB without a reader.
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0, write(ends[1], file, file.count) == file.count else { fail("no pipe") }
    close(ends[1])
    defer { close(ends[0]) }
    var bytes: [UInt8] = []
    do {
      let input = try CohortInput("/proc/self/fd/\(ends[0])")
      while true {
        let more = try input.read(count)
        if more.isEmpty { return bytes }
        law("no more is read than was asked for", more.count <= count, "\(more.count), not \(count)")
        bytes += more
      }
    } catch {
      return nil
    }
  }

  /// All members of a file, inflated at once; nil if one is malformed or incomplete.
  private static func inflated(_ file: [UInt8]) -> [UInt8]? {
    var (file, all): ([UInt8], [UInt8]) = (file, [])
    while !file.isEmpty {
      var output = [UInt8](repeating: 0, count: 2048 * (file.count + 32))
      var stream = z_stream()
      inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      defer { inflateEnd(&stream) }
      let (room, size) = (output.count, file.count)
      let status = file.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
          stream.next_in = input.baseAddress
          stream.avail_in = UInt32(size)
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(room)
          return inflate(&stream, Z_FINISH)
        }
      }
      if status != Z_STREAM_END { return nil }
      all += output.prefix(room - Int(stream.avail_out))
      file.removeFirst(size - Int(stream.avail_in))
    }
    return all
  }

  private static func deflated(_ bytes: [UInt8], level: Int32) -> [UInt8] {
    var (input, output) = (bytes + [0], [UInt8](repeating: 0, count: 2 * bytes.count + 128))
    var stream = z_stream()
    deflateInit2_(
      &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    let room = output.count
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(bytes.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(room)
        return deflate(&stream, Z_FINISH)
      }
    }
    law("zlib compresses", status == Z_STREAM_END)
    return Array(output.prefix(room - Int(stream.avail_out)))
  }
}
