// zlib as the distribution built it.
#ifndef PLUMBLINE_CZLIB_SHIM_H
#define PLUMBLINE_CZLIB_SHIM_H
#include <zlib.h>
#endif
