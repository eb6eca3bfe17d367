#define _GNU_SOURCE
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#ifndef STATX_ATTR_MOUNT_ROOT
#define STATX_ATTR_MOUNT_ROOT 0x00002000
#endif

static void folder_of(const char *path, char *folder, size_t size) {
  const char *slash = strrchr(path, '/');
  size_t length = slash == NULL ? 0 : (size_t)(slash - path) + 1;
  if (length == 0 || length >= size) {
    snprintf(folder, size, length == 0 ? "." : "");
    return;
  }
  memcpy(folder, path, length);
  folder[length] = 0;
}

static void take(const struct statx *found, files_look *look) {
  look->device = (uint64_t)found->stx_dev_major << 32 | found->stx_dev_minor;
  look->inode = found->stx_ino;
  look->links = found->stx_nlink;
  look->owner = found->stx_uid;
  look->mode = found->stx_mode;
  look->is_mount_root = false;
}

int files_look_at(const char *path, files_look *look) {
  struct statx found;
  if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &found) != 0) return errno;
  take(&found, look);
  if (found.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) {
    look->is_mount_root = (found.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
  } else {
    char folder[4096];
    folder_of(path, folder, sizeof folder);
    look->is_mount_root = files_is_mounted(path, folder);
  }
  return 0;
}

int files_look_of(int file, files_look *look) {
  struct statx found;
  if (statx(file, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &found) != 0) return errno;
  take(&found, look);
  return 0;
}

// The id of the mount of a name; -1 if it is not known. O_PATH opens nothing: closing it releases no lock.
static long mount_of(const char *path) {
  int file = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return -1;
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fdinfo/%d", file);
  long mount = -1;
  FILE *info = fopen(name, "re");
  if (info != NULL) {
    char line[256];
    while (fgets(line, sizeof line, info) != NULL) {
      if (strncmp(line, "mnt_id:", 7) == 0) mount = strtol(line + 7, NULL, 10);
    }
    fclose(info);
  }
  close(file);
  return mount;
}

bool files_is_mounted(const char *path, const char *folder) {
  long own = mount_of(path), around = mount_of(folder);
  return own >= 0 && around >= 0 && own != around;
}

int64_t files_system_of(const char *path) {
  struct statfs system;
  // The type is 32 bits, and sign-extended on some machines.
  return statfs(path, &system) == 0 ? (int64_t)(uint32_t)system.f_type : -1;
}

int files_set_lock(int file, int64_t byte, files_lock lock) {
  struct flock range = {
      .l_type = lock == files_alone ? F_WRLCK : lock == files_shared ? F_RDLCK : F_UNLCK,
      .l_whence = SEEK_SET,
      .l_start = byte,
      .l_len = 1,
  };
  return fcntl(file, F_OFD_SETLK, &range) == 0 ? 0 : errno;
}

bool files_is_locked(int file, int64_t first, int64_t count) {
  struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = first, .l_len = count};
  return fcntl(file, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}
