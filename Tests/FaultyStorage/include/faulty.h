// A layer under SQLite for tests: it does what the system's own does, until a call that was chosen fails.
//
// Registered as the default, it serves every database of the process, and fails only for files whose paths begin as a plan
// says; tests that run beside it notice nothing.

#ifndef PLUMBLINE_FAULTY_H
#define PLUMBLINE_FAULTY_H

#include <stdbool.h>

// Kinds of calls; a plan takes several.
enum {
  faulty_read = 1,
  faulty_write = 2,
  faulty_sync = 4,
  faulty_truncate = 8,
  faulty_open = 16,
  faulty_lock = 32,
  faulty_memory = 64, // the log's index: mapping and locking it
  faulty_delete = 128,
};

typedef enum {
  faulty_io_error,
  faulty_short_write, // half of the bytes are written, then an I/O error
  faulty_disk_full,
  faulty_busy,
} faulty_way;

// Makes the layer the default; again and again does nothing more. 0, or SQLite's code.
int faulty_register(void);

// Fails the call of these kinds whose turn it is, counted from 1, on files whose paths begin with `prefix`; if `stays`, every
// one from then on too. Returns the number of the plan, or -1 if there are too many.
int faulty_arm(const char *prefix, unsigned calls, faulty_way way, long turn, bool stays);

// Ends a plan; returns how many calls it failed.
long faulty_disarm(int plan);

#endif
