// swift-tools-version: 6.2
import PackageDescription

// The service is a package of its own, so that the command resolves and builds nothing more.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let parts: Target.Dependency = .product(name: "PlumblineParts", package: "plumbline")
let client: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let core: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let posix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let http: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let codec: Target.Dependency = .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")

/// What these packages depend on, pinned as exactly.
let indirect: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-algorithms", exact: "1.2.1"),
  .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
  .package(url: "https://github.com/apple/swift-async-algorithms", exact: "1.1.4"),
  .package(url: "https://github.com/apple/swift-atomics", exact: "1.3.0"),
  .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
  .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
  .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
  .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  .package(url: "https://github.com/apple/swift-distributed-tracing", exact: "1.7.3"),
  .package(url: "https://github.com/apple/swift-http-structured-headers", exact: "1.7.0"),
  .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
  .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
  .package(url: "https://github.com/apple/swift-nio-http2", exact: "1.46.0"),
  .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
  .package(url: "https://github.com/apple/swift-nio-transport-services", exact: "1.28.0"),
  .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
  .package(url: "https://github.com/apple/swift-service-context", exact: "1.5.1"),
]

let package = Package(
  name: "plumbline-service",
  products: [.executable(name: "plumbline-serve", targets: ["PlumblineServe"])],
  dependencies: [
    .package(name: "plumbline", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ] + indirect,
  targets: [
    .target(name: "PlumblineHost", dependencies: [parts, subprocess, system], swiftSettings: strict),
    .target(name: "PlumblineConsole", dependencies: [parts], swiftSettings: strict),
    .target(
      name: "PlumblineService",
      dependencies: [
        "PlumblineConsole", "PlumblineHost", parts, hummingbird, hummingbirdCore, httpTypes, logging, client,
        core, posix, http, codec,
        lifecycle,
        signals,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "PlumblineServe",
      dependencies: ["PlumblineHost", "PlumblineService", parts, argumentParser, logging, signals],
      path: "Sources/plumbline-serve", swiftSettings: strict),
    .executableTarget(
      name: "service-benchmark",
      dependencies: ["PlumblineHost", "PlumblineService", parts, hummingbird, httpTypes, logging, core],
      path: "Tests/Benchmark", swiftSettings: strict),
    .testTarget(
      name: "ServiceTests",
      dependencies: [
        "PlumblineConsole", "PlumblineHost", "PlumblineService", "PlumblineServe", parts, hummingbird,
        httpTypes,
        logging, core,
      ]),
  ],
  swiftLanguageModes: [.v6]
)
