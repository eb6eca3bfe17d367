#include "faulty.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

enum { plans_most = 32, prefix_most = 256 };

typedef struct {
  bool is_used, stays;
  char prefix[prefix_most];
  unsigned calls;
  faulty_way way;
  long turn, seen, failed;
} plan;

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static plan plans[plans_most];
static sqlite3_vfs layer;
static sqlite3_vfs *system_layer;

int faulty_arm(const char *prefix, unsigned calls, faulty_way way, long turn, bool stays) {
  if (strlen(prefix) >= prefix_most) return -1;
  int found = -1;
  pthread_mutex_lock(&guard);
  for (int index = 0; index < plans_most && found < 0; index++) {
    if (plans[index].is_used) continue;
    plan made = {.is_used = true, .stays = stays, .calls = calls, .way = way, .turn = turn};
    strcpy(made.prefix, prefix);
    plans[index] = made;
    found = index;
  }
  pthread_mutex_unlock(&guard);
  return found;
}

long faulty_disarm(int index) {
  if (index < 0 || index >= plans_most) return -1;
  pthread_mutex_lock(&guard);
  long failed = plans[index].failed;
  plans[index].is_used = false;
  pthread_mutex_unlock(&guard);
  return failed;
}

// Whether this call fails, and in which way.
static bool fails(const char *path, unsigned call, faulty_way *way) {
  if (path == NULL) return false;
  bool does = false;
  pthread_mutex_lock(&guard);
  for (int index = 0; index < plans_most && !does; index++) {
    plan *it = &plans[index];
    if (!it->is_used || !(it->calls & call) || strncmp(path, it->prefix, strlen(it->prefix)) != 0) continue;
    it->seen++;
    does = it->stays ? it->seen >= it->turn : it->seen == it->turn;
    if (does) {
      it->failed++;
      *way = it->way;
    }
  }
  pthread_mutex_unlock(&guard);
  return does;
}

static int code(faulty_way way, int io_error) {
  switch (way) {
  case faulty_disk_full: return SQLITE_FULL;
  case faulty_busy: return SQLITE_BUSY;
  default: return io_error;
  }
}

// MARK: files

typedef struct {
  sqlite3_file base;
  // SQLite keeps a name until its file is closed.
  const char *path;
  // The system's own file stands right behind this.
} file;

static sqlite3_file *own(sqlite3_file *it) { return (sqlite3_file *)((file *)it + 1); }
static const char *path(sqlite3_file *it) { return ((file *)it)->path; }

static int close_file(sqlite3_file *it) { return own(it)->pMethods->xClose(own(it)); }

static int read_file(sqlite3_file *it, void *bytes, int count, sqlite3_int64 place) {
  faulty_way way;
  if (fails(path(it), faulty_read, &way)) return code(way, SQLITE_IOERR_READ);
  return own(it)->pMethods->xRead(own(it), bytes, count, place);
}

static int write_file(sqlite3_file *it, const void *bytes, int count, sqlite3_int64 place) {
  faulty_way way;
  if (fails(path(it), faulty_write, &way)) {
    if (way == faulty_short_write) own(it)->pMethods->xWrite(own(it), bytes, count / 2, place);
    return code(way, SQLITE_IOERR_WRITE);
  }
  return own(it)->pMethods->xWrite(own(it), bytes, count, place);
}

static int truncate_file(sqlite3_file *it, sqlite3_int64 size) {
  faulty_way way;
  if (fails(path(it), faulty_truncate, &way)) return code(way, SQLITE_IOERR_TRUNCATE);
  return own(it)->pMethods->xTruncate(own(it), size);
}

static int sync_file(sqlite3_file *it, int how) {
  faulty_way way;
  if (fails(path(it), faulty_sync, &way)) return code(way, SQLITE_IOERR_FSYNC);
  return own(it)->pMethods->xSync(own(it), how);
}

static int size_of_file(sqlite3_file *it, sqlite3_int64 *size) {
  return own(it)->pMethods->xFileSize(own(it), size);
}

static int lock_file(sqlite3_file *it, int kind) {
  faulty_way way;
  if (fails(path(it), faulty_lock, &way)) return code(way, SQLITE_IOERR_LOCK);
  return own(it)->pMethods->xLock(own(it), kind);
}

static int unlock_file(sqlite3_file *it, int kind) { return own(it)->pMethods->xUnlock(own(it), kind); }
static int is_reserved(sqlite3_file *it, int *is) { return own(it)->pMethods->xCheckReservedLock(own(it), is); }
static int control(sqlite3_file *it, int what, void *with) {
  return own(it)->pMethods->xFileControl(own(it), what, with);
}
static int sector(sqlite3_file *it) { return own(it)->pMethods->xSectorSize(own(it)); }
static int device(sqlite3_file *it) { return own(it)->pMethods->xDeviceCharacteristics(own(it)); }

static int map_memory(sqlite3_file *it, int page, int size, int extend, void volatile **memory) {
  faulty_way way;
  if (fails(path(it), faulty_memory, &way)) return code(way, SQLITE_IOERR_SHMMAP);
  return own(it)->pMethods->xShmMap(own(it), page, size, extend, memory);
}

static int lock_memory(sqlite3_file *it, int first, int count, int flags) {
  faulty_way way;
  // Giving a lock back never fails.
  if ((flags & SQLITE_SHM_LOCK) && fails(path(it), faulty_memory, &way)) return code(way, SQLITE_IOERR_SHMLOCK);
  return own(it)->pMethods->xShmLock(own(it), first, count, flags);
}

static void barrier(sqlite3_file *it) { own(it)->pMethods->xShmBarrier(own(it)); }
static int unmap_memory(sqlite3_file *it, int removes) { return own(it)->pMethods->xShmUnmap(own(it), removes); }
static int fetch(sqlite3_file *it, sqlite3_int64 place, int count, void **bytes) {
  return own(it)->pMethods->xFetch(own(it), place, count, bytes);
}
static int unfetch(sqlite3_file *it, sqlite3_int64 place, void *bytes) {
  return own(it)->pMethods->xUnfetch(own(it), place, bytes);
}

static const sqlite3_io_methods methods = {
    3,         close_file,  read_file, write_file, truncate_file, sync_file,   size_of_file, lock_file, unlock_file,
    is_reserved, control,   sector,    device,     map_memory,    lock_memory, barrier,      unmap_memory, fetch,
    unfetch,
};

// MARK: names

static int open_file(sqlite3_vfs *it, const char *name, sqlite3_file *made, int flags, int *given) {
  (void)it;
  faulty_way way;
  made->pMethods = NULL;
  ((file *)made)->path = name;
  if (fails(name, faulty_open, &way)) return code(way, SQLITE_CANTOPEN);
  int result = system_layer->xOpen(system_layer, name, own(made), flags, given);
  if (own(made)->pMethods != NULL) made->pMethods = &methods;
  return result;
}

static int delete_file(sqlite3_vfs *it, const char *name, int syncs) {
  (void)it;
  faulty_way way;
  if (fails(name, faulty_delete, &way)) return code(way, SQLITE_IOERR_DELETE);
  return system_layer->xDelete(system_layer, name, syncs);
}

static int result;

static void register_once(void) {
  system_layer = sqlite3_vfs_find("unix");
  if (system_layer == NULL) {
    result = SQLITE_ERROR;
    return;
  }
  layer = *system_layer;
  layer.zName = "faulty";
  layer.pNext = NULL;
  layer.szOsFile = (int)sizeof(file) + system_layer->szOsFile;
  layer.xOpen = open_file;
  layer.xDelete = delete_file;
  result = sqlite3_vfs_register(&layer, 1);
}

int faulty_register(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, register_once);
  return result;
}
