import Foundation
import IdxDiagnostics
import IdxDriver
import IdxSyntax
import IdxTestSupport
import Synchronization
import Testing

@testable import IdxREPL

@Suite struct SessionTests {
  private func session(_ files: [String: String] = [:]) -> (session: Session, host: DiskHost) {
    let host = DiskHost(folder: "/work of nobody")
    for (name, text) in files { _ = host.write(text, to: name) }
    return (Session(host: host, options: DriverOptions()), host)
  }

  private static let table = """
    data t from "t.csv" {
      key k defines K
      column v
    }
    index I { indicator v benefit }
    evaluation e of I on t { normalise minmax  aggregate arithmetic_mean }
    """

  @Test(arguments: [
    ("1 + 2", true), ("let a = (", false), ("let a = (\n1)", true), ("1 +", false), ("[1,", false),
    ("index I {", false), ("let a =", false), (":load", true), ("", true), ("if 1 > 2 then", false),
    ("a // and so on", true), ("\"(\"", true), ("evaluation e of", false),
  ])
  func tellsWholeEntries(text: String, isComplete: Bool) {
    #expect(Session.isComplete(text) == isComplete)
  }

  @Test(arguments: [
    "let a = ", "let a = b", "let b = a +", "a = 2", "let a: Text = 3", "}", "((", "\u{0}", "`",
    "\"",
    "evaluation e of I on t {", "compare a, b", "with a { weights equal }", ":nothing", ": x", ":",
    "import \"no.idx\"", "data d from \"no.csv\" { key k defines D }", "let c = a / 0", "it",
    "expect a == 3", ":load no.idx", ":set x 3", ":rank", ":tree x", ":export a.txt",
    "let 城市 = nope", "9e999", ":time", ":rank a b", ":rank 0", "let a = 1e999",
  ])
  func wrongEntriesChangeNothing(entry: String) {
    let (session, _) = session()
    #expect(session.submit("let a = 2").output == "2\n")
    let before = session.bench.model.tree.source.bytes
    let reply = session.submit(entry)
    #expect(reply.isError)
    #expect(!reply.messages.isEmpty)
    #expect(session.bench.model.tree.source.bytes == before)
    #expect(session.submit("a").output == "2\n")
  }

  @Test func whatAChangeDoesNotTouchStays() {
    let (session, _) = session()
    for entry in ["let a = 2", "let b = a * 2", "let c = 5"] { _ = session.submit(entry) }
    func analysis(_ name: String) -> ModelAnalysis? { session.bench.analysis(of: name) }
    let (b, c) = (analysis("b"), analysis("c"))
    _ = session.submit("let a = 3")
    #expect(session.submit("b").output == "6\n")
    #expect(analysis("b") !== b)
    #expect(analysis("c") === c)
  }

  /// A session evaluates a declaration with what it needs alone: the results are those of the whole model.
  @Test(arguments: Fixtures.files(in: "stdlib/models", "idx"))
  func resultsAreThoseOfARun(_ file: URL) throws {
    let host = DiskHost(folder: file.deletingLastPathComponent().path)
    let session = Session(host: host, options: DriverOptions())
    #expect(!session.load(file.path).isError)
    func text(_ report: RunReport?) -> String? {
      report.map {
        ResultWriter.text(
          $0.evaluations, values: $0.values, format: .csv, layout: ResultLayout())
      }
    }
    for name in session.bench.model.names(of: .evaluationDeclaration, .letDeclaration) {
      let whole = Driver.run(
        file.path, evaluations: [name], provider: session.bench.files, options: DriverOptions())
      let own = session.bench.analysis(of: name).flatMap { session.bench.results(name, by: $0) }
      #expect(text(own) == text(whole), "\(name)")
      #expect(text(own)?.isEmpty == false)
    }
  }

  /// A declaration that is replaced is asked for with what depends on it, and nothing else.
  @Test func onlyWhatDependsOnAChangeIsLookedAt() {
    let (session, _) = session()
    for entry in ["let a = 2", "let b = a * 2", "let c = a + 5", "let d = b + c", "let e = 7"] {
      #expect(!session.submit(entry).isError)
    }
    func concerned(_ entry: String) -> [String] {
      let examination = session.bench.examine(session.bench.model.adding(Entry.parse(entry)))
      let part = examination?.known?.change.part
      return (part?.declarations ?? []).compactMap { $0.name?.text }
    }
    #expect(concerned("let e = 8") == ["e"])
    #expect(concerned("let b = 8") == ["a", "b", "c", "d"])
    #expect(concerned("let f = c") == ["a", "c", "f"])
    #expect(session.bench.model.names() == ["a", "b", "c", "d", "e"])
  }

  /// Expectations that a change makes wrong are told, by their names, and the session goes on.
  @Test func expectationsThatFailAreTold() {
    let (session, _) = session()
    for entry in ["let a = 2", "let b = a * 2", "expect b == 4", "expect a < 10"] {
      #expect(!session.submit(entry).isError)
    }
    let reply = session.submit("let a = 3")
    #expect(!reply.isError)
    #expect(reply.messages == "does not hold now: b == 4: got 6, expected 4\n")
    #expect(session.submit("b").output == "6\n")
    #expect(session.submit("expect b == 5\nexpect b == 6").isError)
    #expect(session.submit("expect b == 6").output == "it holds\n")
  }

  /// An error of a loaded model stays where it is: entries about something else are none the worse for it.
  @Test func errorsThatWereThereBefore() {
    let (session, _) = session(["m.idx": "let a = 2\nlet b = nope\nlet c = b + 1\n"])
    #expect(session.load("m.idx").isError)
    #expect(session.submit("a").output == "2\n")
    #expect(session.submit("let d = a + 1").output == "3\n")
    #expect(session.submit("b").isError)
    #expect(session.submit("let e = nope").isError)
    #expect(session.submit("let b = 4").output == "4\n")
    #expect(session.submit("c").output == "5\n")
    // What is mended is wrong anew if it is broken again.
    #expect(session.submit("let b = nope").isError)
    #expect(session.submit("c").output == "5\n")
  }

  @Test(arguments: [
    ("I.v", "indicator v"), ("v", "indicator v"), ("e", "evaluation e"),
    ("K", "axis of the values"),
  ])
  func documents(name: String, told: String) {
    let (session, _) = session(["m.idx": Self.table, "t.csv": "k,v\na,1\nb,3\n"])
    #expect(!session.load("m.idx").isError)
    let reply = session.submit(":doc \(name)")
    #expect(reply.output.contains(told), "\(reply)")
  }

  /// What a method warns of is told with the results that it warns of.
  @Test func warningsOfMethodsAreTold() {
    let (session, _) = session()
    let method = "method odd(x: Real) -> Real { warn x >= 0 else \"x is below 0\"\n x }"
    #expect(!session.submit(method).isError)
    #expect(session.submit("odd(1)").messages.isEmpty)
    #expect(session.submit("odd(-1)").messages.contains("x is below 0"))
    #expect(session.submit("let a = odd(-2)").messages.contains("x is below 0"))
  }

  @Test func filesStayAsTheyWereRead() throws {
    let (session, host) = session(["m.idx": Self.table, "t.csv": "k,v\na,1\nb,3\n"])
    #expect(!session.load("m.idx").isError)
    #expect(session.submit("max(t.v, over K)").output == "3\n")
    #expect(session.notice == nil)
    _ = host.write("k,v\na,1\nb,7\n", to: "t.csv")
    #expect(session.notice == "`t.csv` changed on the disk: :reload reads it again\n")
    #expect(session.notice == nil)
    #expect(session.submit("max(t.v, over K)").output == "3\n")
    #expect(!session.submit(":reload").isError)
    #expect(session.submit("max(t.v, over K)").output == "7\n")
    host.files.withLock { $0["/work of nobody/t.csv"] = nil }
    #expect(session.notice != nil)
    #expect(session.submit("min(t.v, over K)").output == "1\n")
  }

  @Test func aModelThatIsGoneLeavesTheSession() {
    let (session, host) = session(["m.idx": "let a = 4\n"])
    #expect(!session.load("m.idx").isError)
    _ = session.submit("let b = a + 1")
    host.files.withLock { $0["/work of nobody/m.idx"] = nil }
    #expect(session.submit(":reload").isError)
    #expect(session.submit("b").output == "5\n")
  }

  /// Without a model too, what cannot be read again leaves the values that were.
  @Test func dataThatAreGoneLeaveTheSession() {
    let (session, host) = session(["t.csv": "k,v\na,1\nb,3\n"])
    let data = "data t from \"t.csv\" { key k defines K  column v }"
    for entry in [data, "let a = max(t.v, over K)"] { #expect(!session.submit(entry).isError) }
    host.files.withLock { $0["/work of nobody/t.csv"] = nil }
    #expect(session.submit(":reload").isError)
    #expect(session.submit("a").output == "3\n")
    #expect(session.submit("a + min(t.v, over K)").output == "4\n")
    _ = host.write("k,v\na,5\nb,6\n", to: "t.csv")
    #expect(!session.submit(":reload").isError)
    #expect(session.submit("a").output == "6\n")
  }

  @Test func reloadingKeepsWhatWasTyped() {
    let (session, host) = session(["m.idx": "let a = 4\n"])
    #expect(!session.load("m.idx").isError)
    _ = session.submit("let b = a + 1")
    _ = host.write("let a = 40\n", to: "m.idx")
    #expect(!session.submit(":reload").isError)
    #expect(session.submit("b").output == "41\n")
    #expect(!session.submit(":reload").isError)
    #expect(session.submit("b").output == "41\n")
  }

  @Test func savesAModel() throws {
    let (session, host) = session(["m.idx": Self.table, "t.csv": "k,v\na,1\nb,3\n"])
    #expect(!session.load("m.idx").isError)
    for entry in [
      "let  top=max( e.score,over K )", "top", "expect top == 1 within 0",
      "/// twice\nlet u = 2 * top",
    ] {
      #expect(!session.submit(entry).isError)
    }
    #expect(!session.submit(":save saved.idx").isError)
    let saved = host.files.withLock { $0["/work of nobody/saved.idx"] }
    #expect(saved?.contains("let top = max(e.score, over K)\n") == true)
    let (other, _) = self.session(["m.idx": saved ?? "", "t.csv": "k,v\na,1\nb,3\n"])
    #expect(!other.load("m.idx").isError)
    #expect(other.submit("u").output == "2\n")
  }

  @Test func whatIsSavedElsewhereReadsTheSameFiles() throws {
    let (session, host) = session(["m.idx": Self.table, "t.csv": "k,v\na,1\nb,3\n"])
    #expect(!session.load("m.idx").isError)
    #expect(!session.submit(":save /elsewhere/models/saved.idx").isError)
    let saved = host.files.withLock { $0["/elsewhere/models/saved.idx"] }
    #expect(saved?.contains("from \"../../work of nobody/t.csv\"") == true)
    #expect(!session.submit(":save deeper/saved.idx").isError)
    let deeper = host.files.withLock { $0["/work of nobody/deeper/saved.idx"] }
    #expect(deeper?.contains("from \"../t.csv\"") == true)
  }

  @Test func exportsResults() throws {
    let (session, host) = session(["m.idx": Self.table, "t.csv": "k,v\na,1\nb,3\n"])
    #expect(!session.load("m.idx").isError)
    #expect(!session.submit(":export all.csv").isError)
    let written = host.files.withLock { $0["/work of nobody/all.csv"] }
    #expect(written?.contains("b") == true)
    #expect(session.submit(":export all.xls").isError)
  }

  @Test func longSessionsGoOn() {
    let (session, _) = session()
    for number in 0..<1000 {
      #expect(session.submit("let a\(number) = \(number)").output == "\(number)\n")
    }
    #expect(session.submit("a999 + a1").output == "1000\n")
    #expect(session.submit("let a5 = a4 + a6").output == "10\n")
  }

  @Test func manyRowsAreCut() {
    let rows = (0..<30_000).map { "k\($0),\($0)\n" }.joined()
    let (session, _) = session(["m.idx": Self.table, "t.csv": "k,v\n" + rows])
    #expect(!session.load("m.idx").isError)
    let shown = session.submit("t.v * 2").output
    #expect(shown.split(separator: "\n").count < 20)
    #expect(shown.contains("(29990 more rows: :set rows all shows them)"))
    #expect(session.submit("max(t.v, over K)").output == "29999\n")
  }

  @Test func everyExampleWorks() throws {
    let host = DiskHost(
      folder: Fixtures.repository.appending(path: "stdlib/models/hdi").path)
    let session = Session(host: host, options: DriverOptions())
    #expect(!session.load("hdi.idx").isError)
    for command in SessionCommand.all {
      let reply = session.submit(command.example)
      #expect(!reply.isError, "\(command.example): \(reply.messages)")
      // The next one has the model again.
      if command.name == "reset" { #expect(!session.load("hdi.idx").isError) }
    }
  }
}
