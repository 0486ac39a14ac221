import Foundation
import IdxTestSupport
import Testing

@testable import idx

/// Completions in the shells themselves, and what else other programs read.
@Suite struct ShellTests {
  private static func has(_ program: String) -> Bool {
    ["/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + program) }
  }

  /// Command lines to complete, with what the last word may be.
  private static let lines: [(line: String, words: [String])] = [
    ("idx ru", ["run"]), ("idx run m", ["m.idx"]), ("idx run --format j", ["json"]),
    ("idx run --lev", ["--level"]), ("idx check --allow-read b", ["below"]),
    ("idx run --output t", ["t.csv"]), ("idx run --format csv m", ["m.idx"]),
    ("idx help ch", ["check"]), ("idx completions z", ["zsh"]), ("idx explain e0402", []),
    ("idx explain E0402", ["E0402"]), ("idx new x --template hd", ["hdi"]), ("idx run m.idx m", []),
  ]

  /// Returns what `script` does in a folder with some files.
  private func shell(_ script: String) throws -> ToolResult {
    let place = try TemporaryFolder()
    for name in ["m.idx", "t.csv", "below/n.idx"] { try place.file(name) }
    return try Tool.shell(script, in: place.url)
  }

  @Test(arguments: lines.indices) func bashCompletes(at place: Int) throws {
    let (line, words) = Self.lines[place]
    let script = """
      bash -c 'source <("$1" completions bash); shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
      _idx; printf "%s\\n" "${COMPREPLY[@]}"' bash "$idx" \(line)
      """
    let result = try shell(script)
    #expect(result.output.split(separator: "\n").map(String.init) == words)
    #expect(result.messages == "")
  }

  @Test func bashCompletesBehindTheSign() throws {
    let script = """
      bash -c 'source <("$1" completions bash); COMP_WORDS=(idx run --format = c); COMP_CWORD=4
      _idx; echo "${COMPREPLY[@]}"' bash "$idx"
      """
    #expect(try shell(script).output == "csv\n")
  }

  @Test(.enabled(if: has("fish")), arguments: lines.indices) func fishCompletes(at place: Int)
    throws
  {
    let (line, words) = Self.lines[place]
    let script = """
      HOME=$PWD/home fish --private -c 'set i $argv[1]; $i completions fish | source
      complete -C $argv[2]' "$idx" '\(line)'
      """
    let result = try shell(script)
    let found = result.output.split(separator: "\n").map { line in
      String(line.prefix { $0 != "\t" && $0 != "/" })
    }
    // fish offers what is in the folder where nothing is known.
    if !words.isEmpty { #expect(found == words, "\(result)") }
    #expect(result.messages == "")
  }

  /// In zsh a line is completed only where somebody types it: what is run shows what became of it.
  @Test(.enabled(if: has("zsh"))) func zshCompletes() throws {
    let script = """
      "$idx" completions zsh > _idx; zsh -n _idx; : > done; cat > try <<'END'
      zmodload zsh/zpty
      zpty z zsh -f -i
      zpty -w z 'idx() { print -r -- idx "$@" >> done }; fpath=($PWD $fpath)'
      zpty -w z 'autoload -U compinit; compinit -u -D; idx ready'
      waited() { for n in {1..100}; do (( $(wc -l < done) >= $1 )) && return; sleep 0.1; done }
      count=1; waited 1
      for line in "idx comp" "idx run --format js" "idx help ch" "idx run m" "idx new --templ"; do
        zpty -n -w z "$line"$'\\t\\n'
        waited $((++count))
      done
      zpty -d z
      END
      zsh -f try; cat done
      """
    let expected = """
      idx ready
      idx completions
      idx run --format json
      idx help check
      idx run m.idx
      idx new --template

      """
    #expect(try shell(script) == ToolResult(output: expected))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsKnowTheTable(shell: String) throws {
    let script = try Tool.run(["completions", shell]).output
    for command in CommandTable.all {
      #expect(script.contains(command.name))
      for option in command.options {
        #expect(script.contains(shell == "fish" ? "-l \(option.name) " : "--\(option.name)"))
      }
    }
    #expect(try Tool.run(["completions", "csh"]).status == 2)
  }

  @Test func manualHoldsTheTable() throws {
    let page = try Tool.run(["man"]).output
    #expect(page.utf8.allSatisfy { $0 < 0x80 })
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 100 })
    for command in CommandTable.all {
      #expect(page.contains("\n.SS idx \(command.name)"))
      for option in command.options {
        let name = option.name.replacing("-", with: "\\-")
        #expect(page.contains("\n.B \\-\\-\(name)"), "\(command.name) --\(option.name)")
      }
    }
    for (status, _) in Help.statuses { #expect(page.contains("\n.B \(status)\n")) }
  }

  @Test func manualNamesEveryVariable() throws {
    let file = Fixtures.repository.appending(path: "Sources/idx/Surroundings.swift")
    let names = try Fixtures.text(file).matches(of: #/variable\("([A-Z_]+)"\)/#).map(\.output.1)
    #expect(Set(names.map(String.init)) == Set(Help.environment.map(\.0)))
  }

  @Test(.enabled(if: has("mandoc"))) func manualHasNoFaults() throws {
    let result = try shell("\"$idx\" man > idx.1; mandoc -T lint idx.1")
    #expect(result == ToolResult())
  }

  /// The hook of the README, in a repository.
  @Test(.enabled(if: has("git"))) func hookRefusesWhatIsStaged() throws {
    let place = try TemporaryFolder()
    let readme = try Fixtures.text(Fixtures.repository.appending(path: "README.md"))
    let hook = try #require(readme.firstMatch(of: #/```sh\n(#!/bin/sh\n[\s\S]*?)```/#)?.output.1)
    try place.file("hook", String(hook))
    let script = """
      mkdir bin; ln -s "$idx" bin/idx; export PATH="$PWD/bin:$PATH" HOME="$PWD"; exec 2>&1
      git init -q r; cd r; cp ../hook .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit
      commit() { git -c user.name=a -c user.email=a@b commit -q -m x > /dev/null 2>&1; echo "$? $1"; }
      { idx new m; idx fmt m; } > /dev/null 2>&1; git add m; commit well
      echo 'let x = y' >> m/m.idx; git add m; commit wrong; git checkout -q HEAD -- m
      echo 'let  x = 1' > l.idx; git add l.idx; commit layout
      echo 'let x = 1' > l.idx; commit not-staged; git add l.idx; commit mended
      mkdir below; cd below; echo 'let  z = 1' > 'a b.idx'; git add .; commit below
      git rm -q --cached 'a b.idx'; git rm -q ../l.idx; commit removed
      echo text > t; git add t; commit 'no model'
      """
    let expected = """
      0 well
      1 wrong
      1 layout
      1 not-staged
      0 mended
      1 below
      0 removed
      0 no model

      """
    #expect(try Tool.shell(script, in: place.url).output == expected)
  }
}
