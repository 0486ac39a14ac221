// Tells JupyterLab what a file that ends in `.idx` is. Written as what its loader asks for, so that nothing is built.
window._JUPYTERLAB = window._JUPYTERLAB || {};
window._JUPYTERLAB["jupyterlab-idx"] = {
  init: () => {},
  get: () => () => ({
    __esModule: true,
    default: {
      id: "jupyterlab-idx:plugin",
      autoStart: true,
      activate: (app) =>
        app.docRegistry.addFileType({
          name: "idx",
          displayName: "idx",
          extensions: [".idx"],
          mimeTypes: ["text/x-idx"],
          contentType: "file",
          fileFormat: "text",
        }),
    },
  }),
};
