import Foundation
import Testing

/// Who may import what.
@Suite struct ImportTests {
  /// The targets from the bottom up, each with those that it may import: the picture in
  /// `Sources/README.md`.
  private static let layers: [String: Set<String>] = [
    "IdxNumerics": [],
    "IdxDiagnostics": [],
    "IdxStandardLibrary": [],
    "IdxTerminal": [],
    "IdxTables": ["IdxDiagnostics", "IdxNumerics"],
    "IdxSyntax": ["IdxDiagnostics"],
    "IdxFormat": ["IdxSyntax", "IdxDiagnostics"],
    "IdxPlan": ["IdxDiagnostics"],
    "IdxSemantics": ["IdxSyntax", "IdxPlan", "IdxTables", "IdxNumerics", "IdxDiagnostics"],
    "IdxRuntime": [
      "IdxSemantics", "IdxSyntax", "IdxPlan", "IdxTables", "IdxNumerics", "IdxDiagnostics",
    ],
    "IdxDriver": [
      "IdxRuntime", "IdxSemantics", "IdxSyntax", "IdxPlan", "IdxTables", "IdxNumerics",
      "IdxDiagnostics", "IdxStandardLibrary",
    ],
    "IdxIDE": [
      "IdxDriver", "IdxFormat", "IdxSemantics", "IdxSyntax", "IdxDiagnostics",
      "IdxStandardLibrary",
    ],
    "IdxLSP": ["IdxIDE", "IdxDriver", "IdxSyntax", "IdxDiagnostics"],
    "IdxREPL": [
      "IdxIDE", "IdxDriver", "IdxFormat", "IdxSemantics", "IdxSyntax", "IdxDiagnostics",
    ],
    "idx": [
      "IdxLSP", "IdxREPL", "IdxIDE", "IdxDriver", "IdxFormat", "IdxSyntax", "IdxDiagnostics",
      "IdxStandardLibrary", "IdxTerminal",
    ],
    "idx-bench": [
      "IdxDriver", "IdxRuntime", "IdxSemantics", "IdxSyntax", "IdxPlan", "IdxTables",
      "IdxNumerics", "IdxDiagnostics", "IdxStandardLibrary", "IdxTerminal",
    ],
    "idx-embed": ["IdxSyntax", "IdxDiagnostics"], "EmbedStandardLibrary": [],
  ]

  /// What is not ours, and the targets that may import it.
  private static let platform: [String: Set<String>] = [
    "Glibc": ["IdxTerminal", "idx", "idx-bench"], "Musl": ["IdxTerminal", "idx", "idx-bench"],
    "Darwin": ["IdxTerminal", "idx", "idx-bench"],
    "Synchronization": [
      "IdxDriver", "IdxIDE", "IdxLSP", "IdxREPL", "IdxRuntime", "IdxSemantics", "IdxSyntax",
      "IdxTables", "IdxTerminal", "idx",
    ],
    "Dispatch": ["IdxLSP", "IdxRuntime", "IdxTables"],
    // The coders of JSON.
    "FoundationEssentials": ["IdxLSP"],
    // Tools of the build and of measuring, which are not in the program.
    "Foundation": ["idx-embed", "EmbedStandardLibrary", "idx-bench"],
    "PackagePlugin": ["EmbedStandardLibrary"],
  ]

  @Test func targetsImportWhatStandsUnderThem() {
    var wrong: [String] = []
    for file in SourceFile.program {
      guard let layer = Self.layers[file.target] else {
        wrong.append("\(file.path): the target \(file.target) has no place in the picture")
        continue
      }
      for name in file.imports
      where !layer.contains(name) && Self.platform[name]?.contains(file.target) != true {
        wrong.append("\(file.path) imports \(name)")
      }
    }
    #expect(wrong == [])
    #expect(SourceFile.program.contains { $0.imports.contains("IdxRuntime") })
  }

  @Test func manifestHasTheSameTargets() throws {
    let manifest = try String(
      contentsOf: LayoutTests.root.appending(path: "Package.swift"), encoding: .utf8)
    for target in Self.layers.keys { #expect(manifest.contains("\"\(target)\"")) }
    #expect(!manifest.contains(".package("), "the package has no dependencies")
  }
}
