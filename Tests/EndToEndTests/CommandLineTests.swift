import Foundation
import Testing

@testable import idx

/// The built program, with what needs no model.
@Suite struct CommandLineTests {
  @Test(arguments: [
    ([], "expected a command", "--help"),
    (["chek"], "unknown command \"chek\"; did you mean check?", "--help"),
    (["--vresion"], "unknown option \"--vresion\"; did you mean --version?", "--help"),
    (["check", "--fmt=x"], "unknown option \"--fmt\"", "help check"),
    (["run", "--formt", "x"], "unknown option \"--formt\"; did you mean --format?", "help run"),
    (["check", "--format"], "--format needs a value: FORMAT", "help check"),
    (
      ["check", "--format=jsn"],
      "--format \"jsn\": expected human, json, sarif, github, gitlab, junit; did you mean json?",
      "help check"
    ),
    (["run"], "expected MODEL [NAME…]", "help run"),
    (["run", "-"], "- is not a path: files are read by name only", "help run"),
    (["run", "m.idx", "--set", "p=x"], "--set \"p=x\": expected NAME=NUMBER", "help run"),
    (["why", "a", "b", "c", "d", "e"], "unexpected argument \"e\"", "help why"),
    (["explain", "a", "b"], "unexpected argument \"b\"", "help explain"),
    (["help", "rum"], "unknown command \"rum\"; did you mean run?", "--help"),
  ])
  func refusesWhatItDoesNotUnderstand(words: [String], objection: String, help: String) throws {
    let expected = ToolResult(messages: "idx: \(objection)\nTry: idx \(help)\n", status: 2)
    #expect(try Tool.run(words) == expected)
  }

  @Test(arguments: [
    ["--help"], ["-h"], ["help"], ["help", "check"], ["run", "--help"], ["help", "why"],
    ["plan", "x", "y", "-h"], ["explain", "--help"],
  ])
  func helps(words: [String]) throws {
    let result = try Tool.run(words)
    #expect(result.status == 0)
    #expect(result.messages == "")
    #expect(result.output.contains("\nUsage: idx "))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func tellsItsVersion() throws {
    #expect(try Tool.run(["--version"]) == ToolResult(output: "idx \(Help.version)\n"))
  }

  @Test(arguments: ["run", "plan", "check", "why"])
  func saysThatThereIsNoSuchFile(command: String) throws {
    let place = try TemporaryFolder()
    let more = command == "why" ? ["object"] : []
    let result = try Tool.run([command, "--", "--no.idx"] + more, in: place.url)
    let reason = "idx: cannot read \"--no.idx\": there is no such file\n"
    #expect(result == ToolResult(messages: reason, status: 1))
  }

  @Test(arguments: [("a-folder", "it is a folder"), ("/dev/zero", "it is not a regular file")])
  func readsRegularFilesOnly(path: String, reason: String) throws {
    let place = try TemporaryFolder()
    try place.file("a-folder/x")
    let result = try Tool.run(["run", path], in: place.url)
    #expect(result.messages == "idx: cannot read \"\(path)\": \(reason)\n")
    #expect(result.status == 1)
  }

  @Test(arguments: [
    // Not UTF-8: repaired where it is shown.
    (
      "$idx run \"$(printf '\\377.idx')\"",
      "idx: cannot read \"\u{FFFD}.idx\": there is no such file\n", 1
    ),
    ("$idx \"$(printf '\\377')\"", "idx: unknown command \"\u{FFFD}\"\nTry: idx --help\n", 2),
    // Escape sequences do not reach the terminal.
    ("$idx \"$(printf '\\033[2J')\"", "idx: unknown command \"\\u{1b}[2J\"\nTry: idx --help\n", 2),
    // A reader that goes away is no reason to complain.
    ("{ sleep 0.2; $idx help run; } | true", "", 0),
    ("mkfifo m.idx; $idx run m.idx", "idx: cannot read \"m.idx\": it is not a regular file\n", 1),
    (
      "cd /; mkdir \"$OLDPWD/gone\"; cd \"$OLDPWD/gone\"; rmdir ../gone; $idx check no.idx",
      "idx: cannot read \"no.idx\": there is no such file\n", 1
    ),
  ])
  func standsWhatShellsDo(script: String, messages: String, status: Int32) throws {
    let place = try TemporaryFolder()
    let result = try Tool.shell(script, in: place.url)
    #expect(result == ToolResult(messages: messages, status: status))
  }

  @Test func explainsTheFailureOfStandardOutput() throws {
    let result = try Tool.shell("$idx --version >&-")
    let reason = "idx: cannot write to standard output: Bad file descriptor\n"
    #expect(result == ToolResult(messages: reason, status: 1))
  }

  @Test func checksAnEmptyFolder() throws {
    let place = try TemporaryFolder()
    try place.file(".hidden/m.idx")
    #expect(try Tool.run(["check"], in: place.url) == ToolResult(output: "no models found\n"))
  }

  @Test func explainsNothingUnknown() throws {
    let result = try Tool.run(["explain", "nothing-of-the-kind"])
    #expect(result.status == 2)
    #expect(result.messages.hasPrefix("idx: there is no finding \"nothing-of-the-kind\""))
  }
}
