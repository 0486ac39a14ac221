-- Drives the server through Neovim as a user does, with the package of editors/neovim.
-- Usage: IDX=PROGRAM nvim --headless -u NONE -i NONE -n -S nvim.lua, in a copy of the folder `workspace`.
-- What the models become is compared by the caller.
local here = vim.fn.fnamemodify(vim.fn.resolve(debug.getinfo(1, "S").source:sub(2)), ":p:h")
vim.opt.runtimepath:prepend(here .. "/../../editors/neovim")
vim.g.idx_command = { vim.env.IDX, "lsp" }
vim.cmd("filetype plugin on")
vim.o.hidden = true

local failures = 0
local function check(what, condition, found)
  if not condition then
    failures = failures + 1
    io.stderr:write("Neovim: " .. what .. ": " .. vim.inspect(found) .. "\n")
  end
end

local function line(number) return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1] end

--- Puts the cursor on the first place of `text` in line `number`.
local function goto_text(number, text)
  vim.api.nvim_win_set_cursor(0, { number, line(number):find(text, 1, true) - 1 })
end

local function request(method, extra)
  local client = vim.tbl_values(vim.lsp.buf_get_clients())[1]
  local parameters = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local results, message = vim.lsp.buf_request_sync(0, method, vim.tbl_extend("force", parameters, extra or {}), 10000)
  for _, answer in pairs(results or {}) do
    if answer.error then return nil, answer.error end
    return answer.result
  end
  return nil, message
end

local function wait(what, condition)
  check(what, vim.wait(10000, condition, 5), "not within ten seconds")
end

local function run()
  vim.cmd("edit base.idx")
  vim.cmd("edit model.idx")
  check("the type of the file", vim.bo.filetype == "idx", vim.bo.filetype)
  local model = vim.api.nvim_get_current_buf()

  wait("diagnostics", function() return #vim.diagnostic.get(model) > 0 end)
  local findings = vim.diagnostic.get(model)
  check("one finding", #findings == 1, findings)
  if findings[1] then
    check("its place", findings[1].lnum == 8 and line(9):sub(findings[1].col + 1):match("^summ%("), findings[1])
    check("its code", (findings[1].code or findings[1].user_data.lsp.code) == "E0201", findings[1])
  end

  goto_text(3, "Livable")
  local hover = request("textDocument/hover")
  check("hover", hover and vim.inspect(hover):find("A good city to live in", 1, true), hover)

  goto_text(9, "jobs")
  local found = request("textDocument/completion", { context = { triggerKind = 1 } })
  local labels = vim.tbl_map(function(item) return item.label end, found and (found.items or found) or {})
  check("completion", vim.tbl_contains(labels, "jobs") and vim.tbl_contains(labels, "trees"), labels)

  goto_text(3, "Livable")
  vim.lsp.buf.definition()
  wait("definition", function() return vim.api.nvim_get_current_buf() ~= model end)
  check("the place of the definition", line(vim.fn.line(".")):sub(1, 13) == "index Livable", vim.fn.line("."))

  vim.api.nvim_set_current_buf(model)
  goto_text(3, "Livable")
  vim.lsp.buf.rename("Good")
  wait("rename", function() return line(3):find("of Good on", 1, true) end)

  wait("the finding after the renaming", function() return #vim.diagnostic.get(model) == 1 end)
  goto_text(9, "summ(")
  vim.ui.select = function(items, options, choose)
    for index, item in ipairs(items) do
      if (options.format_item(item)):find("`sum`", 1, true) then return choose(item, index) end
    end
    check("the mend of a misspelt name", false, vim.tbl_map(options.format_item, items))
  end
  vim.lsp.buf.code_action()
  wait("code action", function() return line(9):find("= sum(", 1, true) end)
  wait("no finding", function() return #vim.diagnostic.get(model) == 0 end)

  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 10000 })
  else
    vim.lsp.buf.formatting_sync(nil, 10000)
  end
  vim.cmd("silent wall")
end

vim.schedule(function()
  local well, message = xpcall(run, debug.traceback)
  check("the driver", well, message)
  vim.cmd(failures == 0 and "qall!" or "cquit!")
end)
