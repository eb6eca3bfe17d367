// What Linux knows about files and Swift's Glibc does not expose: links and mounts, kinds of file systems, and locks that belong
// to a descriptor. No function here opens a file for reading or writing, so none releases a lock.

#ifndef PLUMBLINE_FILES_H
#define PLUMBLINE_FILES_H

#include <stdbool.h>
#include <stdint.h>

// What a name refers to. `inode` on `device` identifies a file under any name.
typedef struct {
  uint64_t device;
  uint64_t inode;
  uint32_t links;
  uint32_t owner;
  // Type and permissions, as in `st_mode`.
  uint32_t mode;
  // Whether something is mounted on exactly this name.
  bool is_mount_root;
} files_look;

// Looks at a name, without following a symbolic link. Returns 0, or an error (errno).
int files_look_at(const char *path, files_look *look);

// The same for an open file, for which it is not known whether something is mounted on its name.
int files_look_of(int file, files_look *look);

// Whether something is mounted on a name, by the ids of its mount and its folder's: for kernels before 5.8, whose statx does not
// say so. False if it is not known.
bool files_is_mounted(const char *path, const char *folder);

// The kind of the file system behind a name, as in statfs(2); -1 if it is not known.
int64_t files_system_of(const char *path);

typedef enum { files_unlocked, files_shared, files_alone } files_lock;

// Locks one byte of an open file for its open file description (F_OFD_SETLK); never waits. Returns 0, or an error (errno): EAGAIN
// or EACCES if another description has a lock there.
int files_set_lock(int file, int64_t byte, files_lock lock);

// Whether someone else has any lock on these bytes.
bool files_is_locked(int file, int64_t first, int64_t count);

#endif
