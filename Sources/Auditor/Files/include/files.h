// What Linux tells of files and Swift's Glibc does not show: links and mounts, kinds of file systems, and locks that belong
// to a descriptor. Nothing here opens a file for reading or writing, so nothing here gives up a lock.

#ifndef PLUMBLINE_FILES_H
#define PLUMBLINE_FILES_H

#include <stdbool.h>
#include <stdint.h>

// What a name stands for. `inode` on `device` is the same file under whatever name.
typedef struct {
  uint64_t device;
  uint64_t inode;
  uint32_t links;
  uint32_t owner;
  // Type and permissions, as in `st_mode`.
  uint32_t mode;
  // Whether something is mounted on this very name.
  bool is_mount_root;
} files_look;

// Looks at a name, and not behind it if it is a symbolic link. 0, or what went wrong (errno).
int files_look_at(const char *path, files_look *look);

// The same of an open file, of which it is not told whether something is mounted on its name.
int files_look_of(int file, files_look *look);

// Whether something is mounted on a name, by the ids of its mount and its folder's: for kernels before 5.8, whose statx
// does not tell. False where it cannot be told.
bool files_is_mounted(const char *path, const char *folder);

// The kind of the file system behind a name, as in statfs(2); -1 where it is not told.
int64_t files_system_of(const char *path);

typedef enum { files_unlocked, files_shared, files_alone } files_lock;

// Locks one byte of an open file for its open file description (F_OFD_SETLK); never waits. 0, or what went wrong
// (errno): EAGAIN or EACCES if another description has a lock there.
int files_set_lock(int file, int64_t byte, files_lock lock);

// Whether someone else has any lock on these bytes.
bool files_is_locked(int file, int64_t first, int64_t count);

#endif
