import IdxDiagnostics
import IdxSyntax

/// The benchmark: prints how fast the parts of the compiler are on this machine.
@main
enum Benchmark {
  static func main() {
    let declaration = "let value = sum(weights * values, over Indicator) / 2 + 1.5\n"
    let text = String(repeating: declaration, count: 200_000)
    let source = SourceText(file: FileID(0), path: "generated.idx", text: text)
    let clock = ContinuousClock()
    var nodes = 0
    let time = clock.measure { nodes = SyntaxTree.parse(source).nodeCount }
    let seconds = Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    print("parse: \(Int(Double(source.bytes.count) / seconds / 1e6)) MB/s, \(nodes) nodes")
  }
}
