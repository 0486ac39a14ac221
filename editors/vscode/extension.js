// The client of the language server, the commands, and the tasks that check and test all models.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;
let output;

/** Shows the whole answer to a command of the server, such as "Run" over an evaluation. */
async function executeCommand(command, args, next) {
  const answer = await next(command, args);
  if (typeof answer === "string") {
    output.clear();
    output.append(answer);
    output.show(true);
  }
  return answer;
}

/** The command line of the server: the program and its arguments. */
function serverCommand() {
  const [command, ...args] = vscode.workspace.getConfiguration("idx").get("command");
  return { command, args };
}

async function start() {
  const run = serverCommand();
  client = new LanguageClient(
    "idx",
    "idx",
    { run, debug: run },
    {
      documentSelector: [{ language: "idx" }],
      middleware: { executeCommand },
      initializationOptions: { showsResults: true },
      synchronize: {
        configurationSection: "idx",
        fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{idx,csv,tsv,jsonl}"),
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    const choice = await vscode.window.showErrorMessage(
      `The language server did not start: ${error.message}. Is "${run.command}" in the path?`,
      "Settings",
    );
    if (choice) vscode.commands.executeCommand("workbench.action.openSettings", "idx.command");
  }
}

async function restart() {
  if (client) await client.stop().catch(() => {});
  await start();
}

/** Runs a command of idx on the model in the editor, in a terminal. */
async function inTerminal(...words) {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.document.languageId !== "idx") return;
  await editor.document.save();
  const folder = vscode.workspace.getWorkspaceFolder(editor.document.uri);
  const execution = new vscode.ProcessExecution(serverCommand().command, [...words, editor.document.fileName]);
  const task = new vscode.Task(
    { type: "idx", command: words[0] }, folder ?? vscode.TaskScope.Workspace, words.join(" "), "idx", execution, "$idx",
  );
  task.presentationOptions = { clear: true };
  await vscode.tasks.executeTask(task);
}

/** The hierarchies of the model in the editor, with weights and the scores of one object after the other. */
class HierarchyView {
  constructor() {
    this.changed = new vscode.EventEmitter();
    this.onDidChangeTreeData = this.changed.event;
  }

  refresh() {
    this.changed.fire();
  }

  async getChildren(item) {
    if (item) return item.children;
    const editor = vscode.window.activeTextEditor;
    if (!client || !editor || editor.document.languageId !== "idx") return [];
    const uri = editor.document.uri;
    try {
      const found = await client.sendRequest("idx/hierarchy", { textDocument: { uri: uri.toString() } });
      return (found ?? []).map((hierarchy) => hierarchyItem(hierarchy, uri));
    } catch {
      // The text has changed meanwhile, and the view is asked for again.
      return [];
    }
  }

  getTreeItem(item) {
    const hasParts = item.children.length > 0;
    const shown = new vscode.TreeItem(
      item.label, hasParts ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None,
    );
    shown.description = item.description;
    shown.tooltip = item.tooltip;
    if (item.range) {
      const { start, end } = item.range;
      const selection = new vscode.Range(start.line, start.character, end.line, end.character);
      shown.command = { command: "vscode.open", title: "Show", arguments: [item.uri, { selection }] };
    }
    return shown;
  }
}

/** A hierarchy as an item with all that is in it: each node below the last one that is less deep. */
function hierarchyItem(hierarchy, uri) {
  const open = [];
  for (const node of hierarchy.nodes) {
    const weight = node.effectiveWeights.at(-1);
    const scores = node.scores.at(-1) ?? [];
    const item = {
      uri, label: node.label, range: node.range, children: [],
      description: typeof weight === "number" ? weight.toFixed(3) : "",
      tooltip: hierarchy.objects.map((object, i) => `${object}: ${scores[i]?.toFixed(3) ?? "missing"}`).join("\n"),
    };
    open.length = Math.min(open.length, node.depth);
    open.at(-1)?.children.push(item);
    open.push(item);
  }
  open[0].label = hierarchy.evaluation;
  open[0].description = hierarchy.index;
  return open[0];
}

/** The tasks that every workspace has: to check and to test all models. */
const tasks = {
  provideTasks: () => (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
    ["check", "test"].map((command) => tasks.resolveTask({ definition: { type: "idx", command }, scope: folder }))),
  resolveTask: ({ definition, scope }) =>
    new vscode.Task(
      definition, scope ?? vscode.TaskScope.Workspace, definition.command, "idx",
      new vscode.ProcessExecution(serverCommand().command, [definition.command, "--color", "never"]), "$idx",
    ),
};

exports.activate = async (context) => {
  const view = new HierarchyView();
  const commands = {
    "idx.runModel": () => inTerminal("run"),
    "idx.testModel": () => inTerminal("test"),
    "idx.planModel": () => inTerminal("plan"),
    "idx.documentModel": () => inTerminal("doc", "--format", "html"),
    "idx.restartServer": restart,
    "idx.refreshHierarchy": () => view.refresh(),
  };
  for (const [name, action] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, action));
  }
  output = vscode.window.createOutputChannel("idx: Results");
  context.subscriptions.push(output);
  context.subscriptions.push(vscode.tasks.registerTaskProvider("idx", tasks));
  await start();
  context.subscriptions.push(
    vscode.window.registerTreeDataProvider("idx.hierarchy", view),
    vscode.window.onDidChangeActiveTextEditor(() => view.refresh()),
    vscode.workspace.onDidSaveTextDocument(() => view.refresh()),
  );
};

exports.deactivate = () => client?.stop();
