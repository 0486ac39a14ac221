import IdxDiagnostics
import IdxNumerics
import IdxPlan
import IdxRuntime
import IdxSemantics
import IdxSyntax
import IdxTables
import Testing

/// The tables of a model bound to a plan made for them: objects along memory, all else outside.
struct BoundTables {
  let inputs: PlanInputs
  let diagnostics: [Diagnostic]
  private let plan: Plan

  /// Binds the tables of `text`, all columns of which are needed; `files` are their contents.
  init(
    _ text: String, files: [String: String] = [:], scales: [String: [String]] = [:],
    threads: Int = 1
  ) {
    let tree = SyntaxTree.parse(SourceText(file: FileID(0), path: "model.idx", text: text))
    var findings = tree.diagnostics
    var plan = Plan()
    var axes: [String: Int] = [:]
    func axis(_ name: String, isInner: Bool) -> Axis {
      let known = axes[name] ?? plan.axes.count
      if axes[name] == nil {
        axes[name] = known
        plan.axes.append(
          PlanAxis(
            name: name, isInner: isInner,
            elements: scales[name].map { .fixed(codes: $0, labels: $0.map { $0.uppercased() }) }
              ?? .table(name: name)))
      }
      return Axis(known)
    }
    var requests: [TableRequest] = []
    for case .data(let declaration) in tree.model.declarations {
      let (data, faults) = DataReader.read(declaration, named: declaration.name?.text ?? "")
      findings += faults
      let keyAxes = data.keys.map { key in
        Axis(Int(axis(key.axis.text, isInner: key.role == .key).base), primes: key.primes)
      }
      let declared = data.columns.map { column in
        if case .group(let name, _) = column.kind {
          return TableRequest.Column(column.name, elementsOf: axis(name, isInner: false))
        }
        if column.kind == .text {
          return TableRequest.Column(column.name, elementsOf: axis("Level", isInner: false))
        }
        return TableRequest.Column(column.name)
      }
      // Tables in the model are read whole, declared or not.
      let names = Set(
        data.keys.flatMap { [$0.column, $0.labelColumn ?? ""] } + data.columns.map(\.name)
          + [data.variable?.name ?? "", data.variable?.value ?? ""])
      let others = (data.rows.first?.cells ?? []).map(\.text).filter { name in
        !names.contains(name)
          && !data.columns.contains { ColumnPattern($0.source, in: data).captures(in: name) != nil }
      }
      let columns = declared + others.map { TableRequest.Column($0) }
      requests.append(TableRequest(data, columns: columns, keyAxes: keyAxes))
    }
    self.plan = plan
    let bytes = files.mapValues { Array($0.utf8) }
    let held = bytes.mapValues { bytes in
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
      _ = copy.initialize(from: bytes)
      return UnsafeBufferPointer(rebasing: copy[..<bytes.count])
    }
    let sources = Dictionary(
      uniqueKeysWithValues: held.map { name, bytes in
        (name, TableSource.bytes(bytes, file: FileID(1), path: "\(name).csv"))
      })
    let (inputs, faults) = TableBinding.bind(
      requests, sources: sources, plan: plan, threads: threads)
    for buffer in held.values { buffer.deallocate() }
    self.inputs = inputs
    diagnostics = findings + faults
  }

  /// The cells of a column in canonical order.
  func cells(_ table: String, _ column: String) -> [Double?]? {
    guard let array = inputs.columns[.init(table: table, column: column)] else { return nil }
    return array.columns.flatMap { slice in
      (0..<array.innerSize).map { slice.column[slice.offset + $0] }
    }
  }

  /// The codes of the axis `name`.
  func codes(_ name: String) -> [String]? {
    plan.axes.firstIndex { $0.name == name }.flatMap { inputs.elements[$0]?.codes }
  }

  /// The messages with their codes.
  var lines: [String] { diagnostics.map { "\($0.code) \($0.message)" } }
}

/// A model with the cells of the column `d.v`, or with what is reported.
struct BindingCase: CustomTestStringConvertible, Sendable {
  let source: String
  var files: [String: String] = [:]
  var cells: [Double?] = []
  var lines: [String] = []

  var testDescription: String { source }
}

@Suite struct BindingTests {
  static let wide =
    "data d from \"d\" { key u defines U period {y} defines Y column v from "
    + "\"v_{y}\" "
  static let parks = "data p { key u defines U\n | u | w |\n | a | 1 |\n | b | 2 |\n }\n"
  static let parkFile = "data p from \"p\" { key u defines U column w }\n"

  static let sound: [BindingCase] = [
    .init(
      source: "data d { key u defines U column v\n | u | v |\n | a | 1/2 |\n | b | -3 |\n }",
      cells: [0.5, -3]),
    .init(
      source: "data d { key u defines U column v missing \"-\"\n | u | v |\n"
        + " | a | \"-\" |\n | b | 3 |\n | c | |\n }",
      cells: [nil, 3, nil]),
    .init(
      source: "data d from \"d\" { key u defines U column v }", files: ["d": "u,v\na,1\nb,2\n"],
      cells: [1, 2]),
    .init(
      source: "data d from \"d\" { key u defines U column v delimiter \";\" decimal \",\" }",
      files: ["d": "u;v\na;1,5\nb;2\n"], cells: [1.5, 2]),
    // Another order of rows than that of the axis.
    .init(
      source: parks + "data d { key u of U column v\n | u | v |\n | b | 2 |\n | a | 1 |\n }",
      cells: [1, 2]),
    // The table that defines an axis may follow the one that uses it.
    .init(
      source: "data d { key u of U column v\n | u | v |\n | b | 2 |\n | a | 1 |\n }\n" + parks,
      cells: [1, 2]),
    // An absent row of an optional column.
    .init(
      source: parks + "data d { key u of U column v missing \"\"\n | u | v |\n | b | 2 |\n }",
      cells: [nil, 2]),
    // Years stand outside of units whatever the order of keys and rows is.
    .init(
      source: "data d from \"d\" { period y defines Y key u defines U column v }",
      files: ["d": "y,u,v\n1,a,1\n1,b,2\n2,a,3\n2,b,4\n"], cells: [1, 2, 3, 4]),
    .init(
      source: "data d from \"d\" { key u defines U period y defines Y column v }",
      files: ["d": "y,u,v\n2,a,1\n1,b,2\n1,a,3\n2,b,4\n"], cells: [1, 4, 3, 2]),
    .init(
      source: wide + "}", files: ["d": "u,v_1,x,v_2\na,1,0,2\nb,3,0,4\n"], cells: [1, 3, 2, 4]),
    .init(
      source: wide + "missing \"\" column w from \"w_{y}\" }",
      files: ["d": "u,w_2,v_1,w_1\na,1,0,2\nb,3,,4\n"], cells: [nil, nil, 0, nil]),
    // A key in names that runs along memory.
    .init(
      source: "data d from \"d\" { period y defines Y key {u} defines U column v from "
        + "\"v_{u}\" }",
      files: ["d": "y,v_a,v_b\n1,1,2\n2,3,4\n"], cells: [1, 2, 3, 4]),
    .init(
      source: "data d from \"d\" { key u defines U variable n value x column v column w }",
      files: ["d": "u,n,x\na,v,1\nb,w,2\nb,v,3\na,w,4\n"], cells: [1, 3]),
    .init(
      source: "data d { key u defines U group v defines R\n | u | v |\n | a | n |\n"
        + " | b | s |\n | c | n |\n }",
      cells: [0, 1, 0]),
    .init(
      source: "data d from \"d\" { key u defines U variable n value x group v defines R "
        + "column w }",
      files: ["d": "u,n,x,v\na,w,1,s\nb,w,2,n\n"], cells: [0, 1]),
    .init(
      source: "data d { key u defines U column v text\n | u | v |\n | a | low |\n"
        + " | b | HIGH |\n }",
      cells: [1, 0]),
    .init(
      source: parks + "data d { key f of U key t of U' column v\n | f | t | v |\n"
        + " | a | a | 1 |\n | a | b | 2 |\n | b | a | 3 |\n | b | b | 4 |\n }",
      cells: [1, 2, 3, 4]),
    .init(source: "data d { variable n value x column v\n | n | x |\n | v | 7 |\n }", cells: [7]),
  ]

  @Test(arguments: sound, [1, 3])
  func laysCellsOut(example: BindingCase, threads: Int) {
    let bound = BoundTables(
      example.source, files: example.files, scales: ["Level": ["high", "low"]], threads: threads)
    #expect(bound.lines == [])
    #expect(bound.cells("d", "v") == example.cells)
  }

  static let faulty: [BindingCase] = [
    .init(
      source: parks + "data d { key u of U column v\n | u | v |\n | a | 2 |\n | bb | 1 |\n }",
      lines: ["E0540 line 9, column `u`: expected an element of `U`, found `bb`"]),
    .init(
      source: parkFile + "data d from \"d\" { key u of U column v }",
      files: ["p": "u,w\na,1\nb,2\n", "d": "u,v\na,1\nx,2\nb,3\nx,4\n"],
      lines: ["E0540 line 3, column `u`: expected an element of `U`, found `x`"]),
    .init(
      source: "data d { key u defines U group v of Level\n | u | v |\n | a | low |\n"
        + " | b | lo |\n }",
      lines: ["E0540 line 4, column `v`: expected an element of `Level`, found `lo`"]),
    .init(
      source: "data d from \"d\" { key u defines U category {y} of Level column v from "
        + "\"v_{y}\" }",
      files: ["d": "u,v_low,v_high,v_hihg\na,1,2,3\n"],
      lines: ["E0540 line 1, column `v_hihg`: expected an element of `Level`, found `hihg`"]),
    .init(
      source: "data d from \"d\" { key u defines U column v }",
      files: [
        "d": "u,v\na,1\n"
          + "b,2\na,3\n"
      ],
      lines: ["E0514 line 4: expected each key once, found `a` again"]),
    .init(
      source: "data d { key u defines U column v column w\n | u | v | w |\n | a | 1 | 1 |\n"
        + " | a | 2 | 2 |\n }",
      lines: ["E0514 line 4: expected each key once, found `a` again"]),
    .init(
      source: parks + "data d { key u of U column v column w\n | u | v | w |\n"
        + " | b | 2 | 3 |\n }",
      lines: ["E0541 expected a row for U `a` in `d`, found none"]),
    .init(
      source: "data d from \"d\" { key u defines U period y defines Y column v }",
      files: ["d": "y,u,v\n1,a,1\n2,b,4\n"],
      lines: ["E0541 expected a row for Y `1`, U `b` in `d`, found none (and none for 1 more)"]),
    .init(
      source: "data d from \"d\" { key u defines U labelled n period y defines Y column v }",
      files: ["d": "y,u,n,v\n1,a,A,1\n2,a,B,4\n"],
      lines: ["E0542 line 3, column `n`: expected `A` for `a` as before, found `B`"]),
    .init(
      source: "data d from \"d\" { key u defines U variable n value x group v defines R "
        + "column w }",
      files: ["d": "u,n,x,v\na,w,1,s\na,z,2,n\n"],
      lines: ["E0542 line 3, column `v`: expected `s` for `a` as before, found `n`"]),
    .init(
      source: wide + "}", files: ["d": "u,v1,w2\na,1,2\n"],
      lines: ["E0543 expected columns like `v_{y}`, found `u`, `v1`, `w2`"]),
    .init(
      source: wide + "column w from \"w_{y}\" }",
      files: [
        "d": "u,v_1,w_1,v_2,v_3\n"
          + "a,1,2,3,4\n"
      ],
      lines: ["E0544 expected a column `w_2`, found none (and 1 more are absent)"]),
    .init(
      source: "data d from \"d\" { key u defines U variable n value x column v }",
      files: ["d": "u,n,x\na,vv,1\nb,w,2\n"],
      lines: ["E0545 expected rows for the variable `v`, found `vv`, `w`"]),
    .init(
      source: "data d { key u of U column v\n | u | v |\n | a | 2 |\n }",
      lines: ["E0546 expected `U` to be defined by a table or in the model, found neither"]),
    .init(
      source: "data d { key u defines U column v range 0...5\n | u | v |\n | a | x |\n"
        + " | b | 9 |\n | c | |\n | | 2 |\n }",
      lines: [
        "E0512 line 6, column `u`: expected a value, found an empty cell",
        "E0510 line 3, column `v`: expected a number, found `x`",
        "E0513 line 4, column `v`: expected a value from 0 to 5, found 9",
        "E0512 line 5, column `v`: expected a value, found an empty cell",
      ]),
    .init(
      source: "data d { key u defines U column v column w\n | u | w |\n | a | 1 |\n }",
      lines: ["E0503 expected a column `v`, found `u`, `w`"]),
    .init(
      source: "data d from \"d\" { key u defines U column v }", files: ["d": "u,v\na,1\nb\n"],
      lines: ["E0507 line 3: expected 2 cells, found 1"]),
    // What uses the axis of a faulty table is not reported.
    .init(
      source: "data p { key u defines U column w\n | u | w |\n | a | x |\n }\n"
        + "data d { key u of U column v\n | u | v |\n | b | 2 |\n }",
      lines: ["E0510 line 3, column `w`: expected a number, found `x`"]),
  ]

  @Test(arguments: faulty)
  func reportsExactly(example: BindingCase) {
    let bound = BoundTables(
      example.source, files: example.files, scales: ["Level": ["high", "low"]])
    #expect(bound.lines == example.lines)
    #expect(bound.cells("d", "v") == nil)
  }

  @Test(arguments: Catalogue.all.filter { "E0540"..."E0546" ~= $0.code }.map(\.code))
  func reportsTheFailingModelAndNothingElse(code: String) throws {
    let entry = try #require(Catalogue.entry(code))
    #expect(BoundTables(entry.failing).diagnostics.map(\.code) == [code])
    #expect(BoundTables(entry.mended).lines == [])
  }

  @Test func keepsTheOrderOfFirstAppearance() {
    let bound = BoundTables(
      "data d from \"d\" { key u defines U labelled n period y defines Y column v missing \"\" }",
      files: ["d": "y,u,n,v\n2,b,B,1\n2,a,,2\n1,b,B,3\n"])
    #expect(bound.codes("U") == ["b", "a"])
    #expect(bound.codes("Y") == ["2", "1"])
    #expect(bound.inputs.elements.values.map(\.labels).contains(["B", "a"]))
    #expect(bound.cells("d", "v") == [1, 2, 3, nil])
  }

  @Test func handsColumnsThroughWithoutCopying() throws {
    let bound = BoundTables(
      "data d from \"d\" { period y defines Y key u defines U column v }",
      files: ["d": "y,u,v\n1,a,1\n1,b,2\n2,a,3\n2,b,4\n"])
    let array = try #require(bound.inputs.columns[.init(table: "d", column: "v")])
    #expect(array.columns.map(\.offset) == [0, 2])
    #expect(array.columns[0].column === array.columns[1].column)
  }

  @Test func suggestsTheNearestKey() {
    let bound = BoundTables(
      "data p { key u defines U\n | u |\n | east |\n | west |\n }\n"
        + "data d { key u of U column v\n | u | v |\n | eats | 2 |\n | west | 1 |\n }")
    #expect(bound.diagnostics.map(\.hints) == [["did you mean `east`?"]])
  }

  @Test func listsTwentyFindingsOfAKind() {
    let rows = (1...30).map { "x\($0),1\n" }.joined()
    let bound = BoundTables(
      "data p { key u defines U\n | u |\n | a |\n }\ndata d from \"d\" { key u of U column v }",
      files: ["d": "u,v\n" + rows])
    #expect(bound.diagnostics.count == 21)
    #expect(
      bound.lines.last == "E0540 and 10 more, from line 22 on: a cell names no element "
        + "of its axis")
  }
}
