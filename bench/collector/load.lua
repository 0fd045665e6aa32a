-- The load for wrk: batches as the SDK's engine writes them, each of another visit. Arguments: the files with what stands
-- before and after the visit's id, and the number of the run.
local threads = 0

function setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

local before, after, sent

-- Ids are 22 characters, the last of which carries two bits.
local ID = "%03dR%03dT%013dA"

function init(args)
  before, after, sent = read(args[1]), read(args[2]), 0
  local head = {
    "POST /v1/batches HTTP/1.1", "Host: " .. wrk.host .. ":" .. wrk.port, "Content-Type: text/plain;charset=UTF-8",
    "Content-Length: " .. (#before + 22 + #after), "", "",
  }
  before = table.concat(head, "\r\n") .. before
  run = tonumber(args[3])
end

function request()
  sent = sent + 1
  return before .. ID:format(run, thread_number, sent) .. after
end

function done(summary)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(("linger %d %d %d\n"):format(summary.requests, summary.duration, failed))
end
