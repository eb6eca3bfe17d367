// zlib as built by the distribution.
#ifndef PLUMBLINE_CZLIB_SHIM_H
#define PLUMBLINE_CZLIB_SHIM_H
#include <zlib.h>
#endif
