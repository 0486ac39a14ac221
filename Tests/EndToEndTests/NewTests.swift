import Foundation
import IdxStandardLibrary
import IdxTestSupport
import Testing

@testable import idx

/// Folders that `idx new` makes.
@Suite struct NewTests {
  /// Expects that the model `name` in `place` has nothing to find and does run.
  private func expectWell(_ name: String, in place: TemporaryFolder) throws {
    let check = try Tool.run(["check", name, "--data", "full"], in: place.url)
    #expect(check == ToolResult(output: "nothing found in 1 model\n"))
    let run = try Tool.run(["run", "\(name)/\(name).idx"], in: place.url)
    #expect(run.status == 0, "\(run.messages)")
    #expect(!run.output.isEmpty)
    #expect(!run.messages.contains("warning"), "\(run.messages)")
  }

  /// The names of what is in `place`.
  private func names(in place: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.url.path).sorted()
  }

  @Test(arguments: StandardLibrary.modelNames) func everyTemplateChecks(template: String) throws {
    let place = try TemporaryFolder()
    let made = try Tool.run(["new", "mine", "--template", template], in: place.url)
    #expect(made.status == 0 && made.messages == "")
    #expect(try names(in: place) == ["mine"])
    try expectWell("mine", in: place)
    let folder = place.url.appending(path: "mine")
    let readme = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    #expect(!readme.contains("\(template).idx"))
    let library = Fixtures.repository.appending(path: "stdlib/models/\(template)")
    for name in try FileManager.default.contentsOfDirectory(atPath: library.path)
    where name.hasSuffix(".csv") {
      let copy = try Data(contentsOf: folder.appending(path: name))
      #expect(try copy == Data(contentsOf: library.appending(path: name)), "\(name)")
    }
  }

  @Test func templatesAreTheModelsOfTheLibrary() throws {
    let folder = Fixtures.repository.appending(path: "stdlib/models").path
    #expect(
      try StandardLibrary.modelNames
        == FileManager.default.contentsOfDirectory(atPath: folder).sorted())
    #expect(StandardLibrary.modelNames.contains(Template.standard))
    for name in StandardLibrary.modelNames { #expect(Template(name: name).summary.hasSuffix(".")) }
  }

  /// Tables, each with a line that the model must hold.
  @Test(arguments: [
    ("city,jobs\nA,1\nB,2\n", "key city defines City"),
    ("n,city,jobs\n1,A,1\n2,B,2\n", "key city defines City"),
    ("id,jobs\n1,10\n2,20\n", "key id defines Id"),
    ("\u{FEFF}city name,jobs\nA,1\nB,2\n", "key `city name` defines City_name"),
    ("city,jobs\nA,1\nB,\nC,3\n", "column jobs missing \"\""),
    ("city,jobs\nA,1\nB,NA\nC,3\n", "column jobs missing \"NA\""),
    ("city,jobs\nA,1\nB,2\nC,NA\nD,\n", "aggregate arithmetic_mean(gaps: leave_out)"),
    ("land,year,x\nA,2020,1\nA,2021,2\nB,2020,3\nB,2021,5\n", "period year defines Year"),
    ("land,year,x\nA,2020,1\nA,2021,2\nB,2020,3\n", "normalise minmax pooling Year"),
    ("land;x\nA;1,5\nB;2,5\n", "decimal \",\""), ("land;x\nA;1.5\nB;2.5\n", "delimiter \";\""),
    ("land\tx\nA\t1\nB\t2\n", "delimiter \"\\t\""),
    ("# from us\nland,x\nA,1\nB,2\n", "comments \"#\""),
    (
      "k,Jobs (1,000 \"x\")\nA,1\nB,2\n".replacing(
        "Jobs (1,000 \"x\")", with: "\"Jobs \"\"x\"\"\""),
      "column Jobs_x from \"Jobs \\\"x\\\"\""
    ),
    (
      "k,if,over,mine,Mine,sum,a b,a_b,1st\nA,1,1,1,1,1,1,1,1\nB,2,2,2,2,2,2,2,2\n",
      "indicator n1st"
    ),
    ("城市,收入\n甲,1\n乙,2\n", "key 城市 defines 城市"),
    ("year,x,y\na2,1,5\nb2,2,6\n", "key year defines Year"),
    ("index,data,evaluation,key\nA,1,2,3\nB,2,3,4\n", "key index defines Index"),
    ("minmax,ahp\nA,1\nB,2\n", "key minmax defines Minmax"),
  ])
  func modelsOfTablesCheck(table: String, line: String) throws {
    let place = try TemporaryFolder()
    try place.file("data/figures.csv", table)
    let made = try Tool.run(["new", "mine", "--from", "data/figures.csv"], in: place.url)
    #expect(made.status == 0 && made.messages == "", "\(made)")
    try expectWell("mine", in: place)
    let folder = place.url.appending(path: "mine")
    let model = try String(contentsOf: folder.appending(path: "mine.idx"), encoding: .utf8)
    let words = model.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(line), "\(model)")
    #expect(try Data(contentsOf: folder.appending(path: "figures.csv")) == Data(table.utf8))
    let layout = try Tool.run(["fmt", "--check", "mine"], in: place.url)
    #expect(layout.status == 0, "\(layout.output)")
  }

  @Test(arguments: ["sum", "max", "rank", "index", "Year", "minmax", "data", "x1", "_a", "城市"])
  func namesMayMeanSomethingElse(name: String) throws {
    let place = try TemporaryFolder()
    try place.file("t.csv", "land,year,x\nA,2020,1\nA,2021,2\nB,2020,3\nB,2021,5\n")
    let made = try Tool.run(["new", name, "--from", "t.csv"], in: place.url)
    #expect(made.status == 0, "\(made)")
    try expectWell(name, in: place)
  }

  @Test(arguments: [
    "a/b", "/a", "..", ".", "../a", "a b", "a-b", "1a", "-a", "if", "", "a.idx", "a\nb", "a\u{7F}",
    "_", String(repeating: "a", count: 61),
  ])
  func refusesNames(name: String) throws {
    let place = try TemporaryFolder()
    let result = try Tool.run(["new", "--", name], in: place.url)
    #expect(result.status == 2)
    #expect(result.messages.hasSuffix("\nTry: idx help new\n"))
    #expect(try names(in: place) == [])
  }

  @Test(arguments: ["folder", "file", "link", "nowhere"])
  func overwritesNothing(name: String) throws {
    let place = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: place.url.appending(path: "folder"), withIntermediateDirectories: true)
    try place.file("file", "text")
    try place.link("link", to: "file")
    try place.link("nowhere", to: "nothing")
    let before = try names(in: place)
    let result = try Tool.run(["new", name], in: place.url)
    let reason = "idx: cannot make \"\(name)\": it exists already\n"
    #expect(result == ToolResult(messages: reason, status: 1))
    #expect(try names(in: place) == before)
    #expect(NewFolder(name: place.url.appending(path: name).path, files: []).write() != nil)
  }

  /// What cannot be written whole leaves nothing behind.
  @Test func leavesNothingHalf() throws {
    let place = try TemporaryFolder()
    let script = """
      ulimit -f 1; trap '' XFSZ; "$idx" new mine --template hdi; echo $?; ls -A
      """
    let result = try Tool.shell(script, in: place.url)
    #expect(result.output == "1\n")
    #expect(result.messages.hasPrefix("idx: cannot make "))
  }

  @Test func modesAreThoseOfOtherFolders() throws {
    let place = try TemporaryFolder()
    let script = "umask 027; \"$idx\" new mine >/dev/null; stat -c %a mine mine/mine.idx"
    #expect(try Tool.shell(script, in: place.url).output == "750\n640\n")
  }
}
