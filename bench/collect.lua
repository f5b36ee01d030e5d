-- What wrk sends: one of the bodies that the program wrote, with an event id of its own for each event, so that nothing is a duplicate.
-- Arguments: a file with a body (each @ID@ becomes an id), the path, and the number of the run.
local template, path, run
local count = 0
local threads = 0
local headers = {
  ["Content-Type"] = "application/json",
  ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
  ["Origin"] = "https://bench.localhost",
}

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  template = {}
  for piece in (file:read("*a") .. "@ID@"):gmatch("(.-)@ID@") do template[#template + 1] = piece end
  file:close()
  path, run = arguments[2], tonumber(arguments[3])
end

function request()
  local parts = {}
  for i = 1, #template - 1 do
    count = count + 1
    parts[#parts + 1] = template[i]
    parts[#parts + 1] = string.format("%08x-%04x-4000-8000-%012x", run, number, count)
  end
  parts[#parts + 1] = template[#template]
  return wrk.format("POST", path, headers, table.concat(parts))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("%.0f\t%.2f\t%.2f\t%d\n", summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
