// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Settings common to all targets: warnings are errors, imports and existentials are explicit.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // A short command spends much of its time on what the runtime of Swift does once. Types are made by functions
  // instead of being looked up by their names, for which all conformances are searched for each type; and
  // accesses to a property at the same time, which the debug builds of the tests refuse, are not looked for. Each
  // function has a section of its own, so that it can be placed by its name.
  .unsafeFlags(
    [
      "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors",
      "-enforce-exclusivity=unchecked",
      "-Xfrontend", "-function-sections",
    ],
    .when(configuration: .release)),
]

/// `true` iff the archive of the runtime of C++ is where the compilers of Linux have it: some systems bring the shared
/// one alone.
let hasArchiveOfCxx: Bool = {
  func files(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.map { "\(folder)/\($0)" }
  }
  return files("/usr/lib/gcc").flatMap(files).contains {
    FileManager.default.fileExists(atPath: "\($0)/libstdc++.a")
  }
}()

/// Settings of the program: it starts sooner where it stands at its own place and needs few shared libraries, and what is
/// called stands together (`.ci/order`), so that little of it is read.
///
/// Nothing of a shared library is copied into it, which would be another object than the library's own.
let lean: [LinkerSetting] = [
  .unsafeFlags(
    (hasArchiveOfCxx
      ? ["-Xclang-linker", "--config=\(Context.packageDirectory)/Sources/linking.cfg"] : []) + [
        "-use-ld=lld", "-Xclang-linker", "-static-libgcc", "-Xclang-linker", "-no-pie",
        "-Xlinker", "-z", "-Xlinker", "nocopyreloc", "-Xlinker", "--no-export-dynamic",
        "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/order.txt",
        "-Xlinker", "--no-warn-symbol-ordering",
        "-Xlinker", "-T", "-Xlinker", "\(Context.packageDirectory)/Sources/linking.ld",
      ],
    .when(platforms: [.linux], configuration: .release))
]

/// Returns a library target and the target that tests it.
func library(
  _ name: String, _ dependencies: Target.Dependency..., excluded: [String] = [],
  support: [Target.Dependency] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: strict),
    .testTarget(
      name: "\(name)Tests",
      dependencies: [.byName(name: name), "IdxTestSupport"] + dependencies + support,
      exclude: excluded,
      swiftSettings: strict),
  ]
}

let package = Package(
  name: "idx",
  products: [.executable(name: "idx", targets: ["idx"])],
  targets: [
    // The compiler, from the bottom up. A target depends only on targets above it.
    library("IdxNumerics", excluded: ["Golden"]),
    library("IdxDiagnostics"),
    library("IdxTables", "IdxDiagnostics", "IdxNumerics"),
    library("IdxSyntax", "IdxDiagnostics"),
    library("IdxFormat", "IdxSyntax", "IdxDiagnostics"),
    library("IdxPlan", "IdxDiagnostics"),
    library(
      "IdxSemantics", "IdxSyntax", "IdxPlan", "IdxTables", "IdxNumerics", "IdxDiagnostics"),
    library(
      "IdxRuntime", "IdxSemantics", "IdxSyntax", "IdxPlan", "IdxTables", "IdxNumerics",
      "IdxDiagnostics"),
    library(
      "IdxDriver", "IdxRuntime", "IdxSemantics", "IdxSyntax", "IdxPlan", "IdxTables",
      "IdxNumerics", "IdxDiagnostics", "IdxStandardLibrary",
      excluded: ["Robustness/everything.idx"]),
    library(
      "IdxIDE", "IdxDriver", "IdxFormat", "IdxSemantics", "IdxSyntax", "IdxDiagnostics",
      "IdxStandardLibrary", support: ["IdxEditorTestSupport"]),
    library(
      "IdxLSP", "IdxIDE", "IdxDriver", "IdxSyntax", "IdxDiagnostics",
      support: ["IdxEditorTestSupport"]),
    library(
      "IdxREPL", "IdxIDE", "IdxDriver", "IdxFormat", "IdxSemantics", "IdxSyntax", "IdxDiagnostics",
      support: ["IdxEditorTestSupport"]),
    library("IdxTerminal"),
    [
      // The command line: the only target that opens files.
      .executableTarget(
        name: "idx",
        dependencies: [
          "IdxLSP", "IdxREPL", "IdxIDE", "IdxDriver", "IdxFormat", "IdxRuntime", "IdxSemantics",
          "IdxSyntax", "IdxPlan", "IdxTables", "IdxNumerics", "IdxDiagnostics",
          "IdxStandardLibrary",
          "IdxTerminal",
        ],
        swiftSettings: strict, linkerSettings: lean),
      .testTarget(
        name: "EndToEndTests",
        dependencies: ["idx", "IdxDriver", "IdxStandardLibrary", "IdxTestSupport"],
        swiftSettings: strict),
      .testTarget(
        name: "TidyTests",
        dependencies: [
          "IdxSemantics", "IdxSyntax", "IdxDiagnostics", "IdxStandardLibrary", "IdxTestSupport",
        ],
        swiftSettings: strict),

      // The benchmark: measured, never asserted.
      .executableTarget(
        name: "idx-bench",
        dependencies: [
          "IdxDriver", "IdxRuntime", "IdxSemantics", "IdxSyntax", "IdxPlan", "IdxTables",
          "IdxNumerics", "IdxDiagnostics", "IdxStandardLibrary", "IdxTerminal",
        ],
        swiftSettings: strict),

      // The standard library, embedded in the binary as string literals.
      .target(
        name: "IdxStandardLibrary", path: "stdlib", swiftSettings: strict,
        plugins: ["EmbedStandardLibrary"]),
      .plugin(
        name: "EmbedStandardLibrary", capability: .buildTool(), dependencies: ["idx-embed"],
        path: "Sources/Plugins/EmbedStandardLibrary"),
      .executableTarget(
        name: "idx-embed", dependencies: ["IdxSyntax", "IdxDiagnostics"],
        path: "Sources/Plugins/idx-embed", swiftSettings: strict),

      // Fixtures, markers and golden files for all test targets.
      .target(name: "IdxTestSupport", path: "Tests/IdxTestSupport", swiftSettings: strict),
      .target(
        name: "IdxEditorTestSupport", dependencies: ["IdxIDE", "IdxDriver"],
        path: "Tests/IdxEditorTestSupport", swiftSettings: strict),
    ],
  ].flatMap { $0 },
  swiftLanguageModes: [.v6])
