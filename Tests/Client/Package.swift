// swift-tools-version: 6.2
import PackageDescription

// Another package, which knows only the name of Plumbline's library. check.sh builds and runs it.
let package = Package(
  name: "client",
  dependencies: [.package(name: "plumbline", path: "../..")],
  targets: [
    .executableTarget(
      name: "sample", dependencies: [.product(name: "Plumbline", package: "plumbline")],
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")])
  ],
  swiftLanguageModes: [.v6]
)
