-- Settings of a model, its colours, and the language server: one for each workspace.
vim.bo.commentstring = "// %s"
vim.bo.comments = ":///,://"
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.bo.textwidth = 100

-- Colours by tree-sitter where its parser was built, else by syntax/idx.vim.
if vim.treesitter.start then
  pcall(vim.treesitter.start)
end

local command = vim.g.idx_command or { "idx", "lsp" }
if vim.g.idx_no_server or vim.fn.executable(command[1]) == 0 then
  return
end
local file = vim.api.nvim_buf_get_name(0)
local git = vim.fn.finddir(".git", vim.fn.fnamemodify(file, ":h") .. ";")
local root = git ~= "" and vim.fn.fnamemodify(git, ":p:h:h") or vim.fn.fnamemodify(file, ":h")
local config = { name = "idx", cmd = command, root_dir = root }
if vim.lsp.start then
  vim.lsp.start(config)
else
  -- Neovim 0.7 starts a server anew each time unless it is told.
  _G.idx_clients = _G.idx_clients or {}
  local known = _G.idx_clients[root]
  if not known or not vim.lsp.get_client_by_id(known) then
    config.capabilities = vim.lsp.protocol.make_client_capabilities()
    known = vim.lsp.start_client(config)
    _G.idx_clients[root] = known
  end
  vim.lsp.buf_attach_client(0, known)
end
