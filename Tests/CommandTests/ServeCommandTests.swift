import PlumblineTestSupport
import Testing

/// `plumbline serve` becomes the service beside it, or says where it should be.
struct ServeCommandTests {
  @Test func `without the service beside it, it says what is missing and how to build it`() {
    let scratch = Scratch()
    let result = Command.run(
      "/bin/sh",
      [
        "-c",
        "cp '\(Command.plumbline)' '\(scratch.path)/plumbline' && '\(scratch.path)/plumbline' serve --port 1",
      ])
    #expect(result.code == 69)
    #expect(
      result.error
        == "plumbline: the service is not installed: there is no program \(scratch.path)/plumbline-serve; build it with `make service`, or put plumbline-serve there\n"
    )
  }

  @Test func `the service gets every option as it was given, and its exit code is the command's`() {
    let scratch = Scratch()
    scratch.write("plumbline-serve", "#!/bin/sh\nfor word; do echo \"<$word>\"; done\nexit 9\n")
    let result = Command.run(
      "/bin/sh",
      [
        "-c",
        "chmod +x '\(scratch.path)/plumbline-serve'; cp '\(Command.plumbline)' '\(scratch.path)/plumbline'; exec '\(scratch.path)/plumbline' serve --port 1 --help 'a b' --",
      ])
    #expect(result.code == 9)
    #expect(result.output == "<--port>\n<1>\n<--help>\n<a b>\n<-->\n", "\(result.output)\(result.error)")
  }
}
