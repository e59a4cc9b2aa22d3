-- Calls and loops on small integers; loops.clj does the same.
local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end

local function tak(x, y, z)
  if y < x then return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) end
  return z
end

local function sum(n)
  local s = 0
  for i = 0, n - 1 do s = s + i end
  return s
end

local function median(f)
  local times = {}
  for i = 1, 5 do
    local start = os.clock()
    f()
    times[i] = (os.clock() - start) * 1e9
  end
  table.sort(times)
  return times[3]
end

print(string.format("FIGURE fib %.0f", median(function() return fib(32) end)))
print(string.format("FIGURE tak %.0f", median(function() return tak(24, 16, 8) end)))
print(string.format("FIGURE sum %.0f", median(function() return sum(1e8) end)))
