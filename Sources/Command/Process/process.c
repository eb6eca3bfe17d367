#define _GNU_SOURCE
#include "process.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int plb_keep_private(void) {
  const struct rlimit none = {0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) return errno;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno;
}

int plb_is_private(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0; }

int plb_memory_file(void) { return memfd_create("plumbline", MFD_CLOEXEC); }
