/// The parts of Lua's own libraries that the sandbox offers; the others are turned off in the settings.
enum SandboxDefinitions {
  static let text = """
    ---@generic T
    ---@param value T
    ---@param message? any
    ---@return T
    function assert(value, message) end

    ---Ends the loading of the file with this message.
    ---@param message any
    function error(message) end

    ---@generic T
    ---@param list T[]
    ---@return fun(list: T[], index?: integer): integer, T
    ---@return T[]
    ---@return integer
    function ipairs(list) end

    ---Iterates in sorted order, always the same.
    ---@generic K, V
    ---@param table table<K, V>
    ---@return fun(table: table<K, V>, key?: K): K, V
    ---@return table<K, V>
    function pairs(table) end

    ---@param body function
    ---@return boolean ok
    ---@return any ...
    function pcall(body, ...) end

    ---@param index integer|"#"
    ---@return any
    function select(index, ...) end

    ---@param value any
    ---@param base? integer
    ---@return number?
    function tonumber(value, base) end

    ---@param value any
    ---@return string
    function tostring(value) end

    ---@param value any
    ---@return "nil"|"boolean"|"number"|"string"|"table"|"function"|"userdata"
    function type(value) end

    ---@class mathlib
    ---@field huge number
    ---@field maxinteger integer
    ---@field mininteger integer
    math = {}

    ---@generic N: number
    ---@param x N
    ---@return N
    function math.abs(x) end

    ---@param x number
    ---@return integer
    function math.ceil(x) end

    ---@param x number
    ---@return integer
    function math.floor(x) end

    ---@param x number
    ---@param ... number
    ---@return number
    function math.max(x, ...) end

    ---@param x number
    ---@param ... number
    ---@return number
    function math.min(x, ...) end

    ---@param x any
    ---@return integer?
    function math.tointeger(x) end

    ---@param x any
    ---@return "integer"|"float"|nil
    function math.type(x) end

    ---@class stringlib
    string = {}

    ---@param s string
    ---@param first? integer
    ---@param last? integer
    ---@return integer ...
    function string.byte(s, first, last) end

    ---@param ... integer
    ---@return string
    function string.char(...) end

    ---Finds plain text: there are no patterns here.
    ---@param s string
    ---@param text string
    ---@param from? integer
    ---@return integer? first
    ---@return integer? last
    function string.find(s, text, from) end

    ---@param format string
    ---@param ... any
    ---@return string
    function string.format(format, ...) end

    ---@param s string
    ---@return integer
    function string.len(s) end

    ---@param s string
    ---@return string
    function string.lower(s) end

    ---@param s string
    ---@param count integer
    ---@param separator? string
    ---@return string
    function string.rep(s, count, separator) end

    ---@param s string
    ---@param first integer
    ---@param last? integer
    ---@return string
    function string.sub(s, first, last) end

    ---@param s string
    ---@return string
    function string.upper(s) end

    ---@class tablelib
    table = {}

    ---@param list (string|number)[]
    ---@param separator? string
    ---@return string
    function table.concat(list, separator) end

    ---@generic T
    ---@param list T[]
    ---@param value T
    ---@overload fun(list: T[], position: integer, value: T)
    function table.insert(list, value) end

    ---@generic T
    ---@param list T[]
    ---@param before? fun(a: T, b: T): boolean
    function table.sort(list, before) end

    ---@generic T
    ---@param list T[]
    ---@return T ...
    function table.unpack(list) end

    """
}
