// The extension for Visual Studio Code without that editor: what it declares is what it does.
// Usage: node vscode.js EXTENSION PROGRAM MODEL, where MODEL has one finding.
"use strict";
const assert = require("assert");
const { execFileSync } = require("child_process");
const Module = require("module");
const path = require("path");

const [folder, program, model] = process.argv.slice(2).map((name) => path.resolve(name));
const manifest = require(path.join(folder, "package.json"));

// What the extension uses of the editor, and what it did with it.
const commands = new Map();
const providers = new Map();
const clients = [];
class Task {
  constructor(definition, scope, name, source, execution, matchers) {
    Object.assign(this, { definition, scope, name, source, execution, matchers });
  }
}
const executed = [];
const views = new Map();
const listeners = [];
let text = "";
const vscode = {
  commands: { registerCommand: (name, action) => (commands.set(name, action), {}), executeCommand: () => {} },
  tasks: {
    registerTaskProvider: (type, provider) => (providers.set(type, provider), {}),
    executeTask: async (task) => executed.push(task),
  },
  workspace: {
    workspaceFolders: [{ name: "workspace" }],
    getWorkspaceFolder: () => vscode.workspace.workspaceFolders[0],
    createFileSystemWatcher: () => ({}),
    onDidSaveTextDocument: (listener) => (listeners.push(listener), {}),
    getConfiguration: () => ({ get: (name) => manifest.contributes.configuration.properties[`idx.${name}`].default }),
  },
  window: {
    activeTextEditor: { document: { languageId: "idx", fileName: "m.idx", uri: "file:///m.idx", save: async () => true } },
    registerTreeDataProvider: (id, view) => (views.set(id, view), {}),
    onDidChangeActiveTextEditor: (listener) => (listeners.push(listener), {}),
    createOutputChannel: () => ({
      clear: () => (text = ""), append: (more) => (text += more), show: (keepsFocus) => assert.ok(keepsFocus),
    }),
    showErrorMessage: async () => undefined,
  },
  ProcessExecution: class { constructor(process, args) { Object.assign(this, { process, args }); } },
  EventEmitter: class {
    constructor() { this.event = (listener) => (this.listener = listener); }
    fire() { this.listener?.(); }
  },
  TreeItem: class { constructor(label, state) { Object.assign(this, { label, state }); } },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  Range: class { constructor(...places) { this.places = places; } },
  Task,
  TaskScope: { Workspace: 2 },
};
class LanguageClient {
  constructor(id, name, server, options) { Object.assign(this, { id, server, options, running: false }); clients.push(this); }
  async start() { this.running = true; }
  async stop() { this.running = false; }
  async sendRequest(method, parameters) {
    assert.deepStrictEqual([method, parameters], ["idx/hierarchy", { textDocument: { uri: "file:///m.idx" } }]);
    const node = (label, depth, weight) => ({
      label, depth, effectiveWeights: [weight], scores: [[0.25, null]],
      range: { start: { line: depth, character: 0 }, end: { line: depth, character: 4 } },
    });
    return [{
      evaluation: "e", index: "Green", objects: ["Ash", "Birch"], slices: [],
      nodes: [node("Green", 0, null), node("nature", 1, 0.6), node("trees", 2, 0.6), node("jobs", 1, 0.4)],
    }];
  }
}
const load = Module._load;
Module._load = (name, ...rest) =>
  name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);

async function main() {
  const extension = require(path.join(folder, manifest.main));
  const context = { subscriptions: [] };
  await extension.activate(context);
  assert.deepStrictEqual([...commands.keys()].sort(), manifest.contributes.commands.map((c) => c.command).sort());
  assert.strictEqual(context.subscriptions.length, commands.size + 5);

  assert.deepStrictEqual(clients[0].server.run, { command: "idx", args: ["lsp"] });
  assert.deepStrictEqual(clients[0].options.documentSelector, [{ language: manifest.contributes.languages[0].id }]);
  await clients[0].options.middleware.executeCommand("idx.run", [], async () => "Rank  City\n");
  assert.strictEqual(text, "Rank  City\n");
  await commands.get("idx.restartServer")();
  assert.deepStrictEqual(clients.map((client) => client.running), [false, true]);

  // The view of the hierarchy: what it shows, where it leads, when it is made anew.
  assert.deepStrictEqual([...views.keys()], manifest.contributes.views.explorer.map((view) => view.id));
  const view = views.get("idx.hierarchy");
  const shown = (items, depth = 0) => items.flatMap((item) => {
    const { label, description, tooltip, state, command } = view.getTreeItem(item);
    assert.strictEqual(state, item.children.length ? 2 : 0);
    assert.deepStrictEqual(command.arguments[1].selection.places, [depth, 0, depth, 4]);
    assert.strictEqual(tooltip, "Ash: 0.250\nBirch: missing");
    return [[label, description], ...shown(item.children, depth + 1)];
  });
  assert.deepStrictEqual(shown(await view.getChildren()), [
    ["e", "Green"], ["nature", "0.600"], ["trees", "0.600"], ["jobs", "0.400"],
  ]);
  let refreshed = 0;
  view.onDidChangeTreeData(() => refreshed++);
  for (const listener of listeners) listener();
  await commands.get("idx.refreshHierarchy")();
  assert.strictEqual(refreshed, 3);

  for (const [command, words] of Object.entries({
    "idx.runModel": ["run"], "idx.testModel": ["test"], "idx.planModel": ["plan"],
    "idx.documentModel": ["doc", "--format", "html"],
  })) {
    await commands.get(command)();
    assert.deepStrictEqual(executed.pop().execution.args, [...words, "m.idx"]);
  }
  const tasks = providers.get("idx").provideTasks();
  assert.deepStrictEqual(tasks.map((task) => task.definition.command), ["check", "test"]);
  await extension.deactivate();
  assert.ok(clients.every((client) => !client.running));

  for (const grammar of manifest.contributes.grammars) {
    assert.strictEqual(require(path.join(folder, grammar.path)).scopeName, grammar.scopeName);
  }
  require(path.join(folder, manifest.contributes.languages[0].configuration));

  // The problem matcher reads what the task prints.
  let output = "";
  try {
    execFileSync(program, [...tasks[0].execution.args, model], { encoding: "utf8" });
  } catch (error) {
    output = error.stdout;
  }
  const [first, second] = manifest.contributes.problemMatchers[0].pattern.map((part) => new RegExp(part.regexp));
  const lines = output.split("\n");
  const found = lines.flatMap((line, i) => {
    const head = first.exec(line);
    const place = head && second.exec(lines[i + 1]);
    return place ? [[head[1], head[2], path.basename(place[1]), place[2]]] : [];
  });
  assert.deepStrictEqual(found, [["error", "E0201", "model.idx", "9"]], output);
  console.log("Visual Studio Code: as it should be");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
