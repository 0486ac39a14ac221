import Foundation
import PackagePlugin

/// Turns the files of the standard library into Swift source, so that the binary needs no files.
///
/// Every file that is not Swift is an input of the one command: the build sees edits, additions and
/// deletions, and has nothing unhandled to warn of.
@main
struct EmbedStandardLibrary: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let module = target.sourceModule else { return [] }
    let files = module.sourceFiles.map(\.url).filter { $0.pathExtension != "swift" }
    let inputs = files.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding the standard library",
        executable: try context.tool(named: "idx-embed").url,
        arguments: [output.path, module.directoryURL.path] + inputs.map(\.path),
        inputFiles: inputs, outputFiles: [output])
    ]
  }
}
