internal import Glibc

/// Bytes from the system's cryptographic random number generator.
public enum Randomness {
  public static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      // One call for all of them; it is refused only for more than 256 bytes, or by a kernel that has no generator.
      if buffer.baseAddress.map({ getentropy($0, count) }) != 0 {
        var generator = SystemRandomNumberGenerator()
        for index in 0..<count { buffer[index] = UInt8.random(in: .min ... .max, using: &generator) }
      }
      filled = count
    }
  }
}
