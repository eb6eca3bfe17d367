// Lua 5.4 as built by the distribution. Only the C sandbox (CPlumblineSandbox) includes Lua's headers;
// this module exists so that the package manager finds their flags.
#ifndef PLUMBLINE_CLUA_SHIM_H
#define PLUMBLINE_CLUA_SHIM_H
#include <lua.h>
#if LUA_VERSION_NUM != 504
#error "Plumbline needs Lua 5.4: install liblua5.4-dev"
#endif
#endif
