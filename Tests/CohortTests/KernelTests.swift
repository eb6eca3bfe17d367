import CPlumblinePlanes
import PlumblineTestSupport
import Testing

/// The kernels do what plain loops do, whatever instructions they use.
struct KernelTests {
  static let machines: [planes_machine] =
    planes_best() == planes_avx2 ? [planes_portable, planes_avx2] : [planes_portable]
  static let patients = Int(PLANES_PATIENTS)
  static let words = Int(PLANES_WORDS)

  /// Memory as the kernels require it, with a margin after it that no kernel may touch.
  final class Memory<Element: FixedWidthInteger> {
    let start: UnsafeMutablePointer<Element>
    private let count: Int
    private static var margin: Int { 64 }

    init(_ count: Int) {
      self.count = count
      let bytes = (count + Self.margin) * MemoryLayout<Element>.stride
      start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Int(PLANES_ALIGNMENT))
        .bindMemory(to: Element.self, capacity: count + Self.margin)
      start.initialize(repeating: 0x5A, count: count + Self.margin)
    }

    convenience init(_ elements: [Element]) {
      self.init(elements.count)
      for (index, element) in elements.enumerated() { start[index] = element }
    }

    deinit { start.deallocate() }

    var elements: [Element] { (0..<count).map { start[$0] } }
    var hasMargin: Bool { (count..<count + Self.margin).allSatisfy { start[$0] == 0x5A } }
  }

  static func plane(_ holds: (Int) -> Bool) -> [UInt64] {
    (0..<words).map { word in
      (0..<64).reduce(0 as UInt64) { $0 | (holds(64 * word + $1) ? 1 << UInt64($1) : 0) }
    }
  }

  @Test(arguments: machines.map(\.rawValue))
  func `comparisons of columns are those of a plain loop`(machine: UInt32) {
    let machine = planes_machine(machine)
    var random = Seeded(Seeded.first &+ 1)
    let context = "seed \(random.seed)"
    for round in 0..<300 {
      // Sometimes all codes, sometimes few, sometimes only the ends: signed comparisons go wrong at 128 and 32768.
      let edges = [0, 1, 127, 128, 129, 254, 255, 32_767, 32_768, 65_534, 65_535]
      let codes: [Int] = (0..<Self.patients).map { _ in
        switch round % 3 {
        case 0: random.below(65_536)
        case 1: random.below(5)
        default: random.pick(edges)
        }
      }
      let cut = round % 2 == 0 ? random.pick(edges) : random.pick(codes)
      let narrow = Memory(codes.map { UInt8(truncatingIfNeeded: $0) })
      let wide = Memory(codes.map { UInt16($0) })
      let plane = Memory<UInt64>(Self.words)
      let (cut8, cut16) = (UInt8(truncatingIfNeeded: cut), UInt16(cut))
      planes_at_least_8(machine, narrow.start, cut8, plane.start)
      #expect(plane.elements == Self.plane { narrow.start[$0] >= cut8 }, "\(context), cut \(cut8)")
      planes_equal_8(machine, narrow.start, cut8, plane.start)
      #expect(plane.elements == Self.plane { narrow.start[$0] == cut8 }, "\(context), code \(cut8)")
      planes_at_least_16(machine, wide.start, cut16, plane.start)
      #expect(plane.elements == Self.plane { wide.start[$0] >= cut16 }, "\(context), cut \(cut16)")
      planes_equal_16(machine, wide.start, cut16, plane.start)
      #expect(plane.elements == Self.plane { wide.start[$0] == cut16 }, "\(context), code \(cut16)")
      #expect(plane.hasMargin)
    }
  }

  @Test(arguments: machines.map(\.rawValue))
  func `a program of steps gives the same as patient by patient`(machine: UInt32) {
    let machine = planes_machine(machine)
    var random = Seeded(Seeded.first &+ 2)
    for _ in 0..<200 {
      let slots = 4 + random.below(20)
      var planes = (0..<slots).map { _ in (0..<Self.words).map { _ in random.next() & random.next() } }
      let memory = Memory(planes.flatMap { $0 })
      var program: [UInt32] = []
      for _ in 0..<random.below(40) {
        let step = random.below(3)
        let count = step == 2 ? 2 : 1 + random.below(9)
        let operands = (0..<count).map { _ in random.below(slots) }
        // As in compiled programs: no step overwrites what it reads.
        let out = random.pick((0..<slots).filter { !operands.contains($0) } + [-1])
        if out < 0 { continue }
        program += [UInt32(step | count << 2), UInt32(out)] + operands.map { UInt32($0) }
        planes[out] = (0..<Self.words).map { word in
          let parts = operands.map { planes[$0][word] }
          return switch step {
          case 0: parts.reduce(.max, &)
          case 1: parts.reduce(0, |)
          default: parts[0] & ~parts[1]
          }
        }
      }
      planes_run(machine, program, program.count, memory.start)
      #expect(memory.elements == planes.flatMap { $0 }, "seed \(random.seed)")
      #expect(memory.hasMargin)
    }
  }

  @Test(arguments: 1...200)
  func `any number of planes turn into rows`(count: Int) {
    var random = Seeded(Seeded.first &+ UInt64(count))
    // Some words are zero in every plane: they are skipped.
    let planes = Memory(
      (0..<count * Self.words).map { _ in random.chance(30) ? 0 : random.next() & random.next() })
    for plane in 0..<count {
      planes.start[plane * Self.words + 5] = 0
      // And in one word they have only the first patient.
      planes.start[plane * Self.words + 6] &= 1
    }
    let width = (count + 63) / 64
    let rows = Memory<UInt64>(width * Self.patients)
    planes_rows(planes.start, count, rows.start)
    var expected = [UInt64](repeating: 0, count: width * Self.patients)
    for plane in 0..<count {
      for patient in 0..<Self.patients {
        let bit = planes.start[plane * Self.words + patient / 64] >> UInt64(patient % 64) & 1
        expected[patient * width + plane / 64] |= bit << UInt64(plane % 64)
      }
    }
    #expect(rows.elements == expected, "seed \(random.seed)")
    #expect(rows.hasMargin)
  }

  @Test(arguments: machines.map(\.rawValue))
  func `set bits are counted`(machine: UInt32) {
    var random = Seeded(Seeded.first &+ 3)
    for count in 0..<40 {
      let words = (0..<count).map { _ in random.next() }
      let expected = words.reduce(0) { $0 + $1.nonzeroBitCount }
      #expect(planes_count(planes_machine(machine), words, count) == UInt64(expected))
    }
  }
}
