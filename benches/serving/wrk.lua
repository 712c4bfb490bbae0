-- Tells wrk what to ask and prints what it measured as one line of JSON. Times are in microseconds.

-- With the name of a file, each of its lines is a path, asked one after the other; without, the address is all there is.
function init(arguments)
  if not arguments[1] then
    return
  end
  local requests, at = {}, 0
  for path in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format(nil, path)
  end
  function request()
    at = at % #requests + 1
    return requests[at]
  end
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "micros": %d, "failed": %d, "p50": %d, "p99": %d}\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99)
  ))
end
