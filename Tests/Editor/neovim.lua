-- A real client: Neovim, headless, starts the server on a pack and prints what it reports.
-- Usage: PLUMBLINE_PROGRAM=… PLUMBLINE_FILE=… PLUMBLINE_PACKS=… nvim --headless --clean -c "luafile neovim.lua"
local function say(text) io.stdout:write(text .. "\n") end

local function session()
  local program, file = vim.env.PLUMBLINE_PROGRAM, vim.env.PLUMBLINE_FILE

  vim.cmd("edit " .. vim.fn.fnameescape(file))
  local client = vim.lsp.start_client { name = "plumbline", cmd = { program, "lsp", "--rules", vim.env.PLUMBLINE_PACKS }, root_dir = vim.fn.fnamemodify(file, ":h") }
  vim.wait(20000, function() return (vim.lsp.get_client_by_id(client) or {}).initialized end, 50)
  vim.lsp.buf_attach_client(0, client)

  local function errors() return vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) end

  local function ask(method, line, column)
    local answers = vim.lsp.buf_request_sync(0, method, {
      textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = column },
      context = { includeDeclaration = true },
    }, 20000)
    for _, answer in pairs(answers or {}) do return answer.result end
  end

  local function place(words)
    for number, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
      local start = string.find(text, words, 1, true)
      if start then return number - 1, start - 1 end
    end
  end

  local line, column = place("pain.intensity")
  say("hover " .. string.gsub(ask("textDocument/hover", line, column + 6).contents.value, "\n.*", ""))
  local target = ask("textDocument/definition", line, column + 6)
  say("definition " .. vim.fn.fnamemodify(vim.uri_to_fname(target.uri), ":t") .. ":" .. target.range.start.line + 1)
  say("references " .. #ask("textDocument/references", line, column + 6))
  local items = ask("textDocument/completion", line, column + 5)
  local labels = {}
  for _, item in ipairs(items) do table.insert(labels, item.label) end
  say("completion " .. table.concat(labels, " "))
  for _, lens in ipairs(ask("textDocument/codeLens", 0, 0)) do say("lens " .. lens.command.title) end

  -- A typing error, in the editor only, and its fix.
  say("errors " .. #errors())
  local line, column = place("pain.intensity")
  vim.api.nvim_buf_set_text(0, line, column, line, column + #"pain.intensity", { "pain.intensty" })
  vim.wait(60000, function() return #errors() > 0 end, 50)
  for _, found in ipairs(errors()) do
    say(string.format("error %d:%d %s %s", found.lnum + 1, found.col + 1, found.code or "", found.message))
  end
  vim.api.nvim_buf_set_text(0, line, column, line, column + #"pain.intensty", { "pain.intensity" })
  vim.wait(60000, function() return #errors() == 0 end, 50)
  say("errors after the fix " .. #errors())
  vim.lsp.stop_client(client)
  vim.wait(2000, function() return vim.lsp.client_is_stopped(client) end, 50)
  say("stopped " .. tostring(vim.lsp.client_is_stopped(client)))
end

local isWell, why = pcall(session)
if not isWell then say("failed " .. tostring(why)) end
vim.cmd("qa!")
