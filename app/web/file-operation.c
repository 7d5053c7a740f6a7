/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One operation on a file, as Node's fs has it.
 * Threads: see file-operation.h.
 */
#include "web/file-operation.h"

#include "base/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_READ_BYTES (64 * 1024)
#define MOST_BYTES (G_MAXINT32 - FIRST_READ_BYTES) /* as in Node: 2 GiB */

static const char *const SYSCALLS[HEDDLE_N_FILE_KINDS] = {
  "open", "stat", "lstat", "scandir", "access", "open", "read", "close", "realpath",
};

static void
fail (HeddleFileOperation *self, const char *syscall)
{
  self->error = errno;
  self->syscall = syscall;
}

/* Where the path leads, when the program may read there; else the operation has failed. */
static char *
resolve (HeddleFileOperation *self, HeddleProgram *program)
{
  g_autoptr (GError) error = NULL;
  char *real = heddle_program_resolve (program, NULL, self->path, &error);
  g_autofree char *joined = NULL;
  struct stat facts;

  if (real != NULL)
    return real;
  self->syscall = SYSCALLS[self->kind];
  if (g_error_matches (error, HEDDLE_ERROR, HEDDLE_ERROR_FORBIDDEN)) {
    self->error = HEDDLE_FILE_FORBIDDEN;
    self->message = g_strdup (error->message);
    return NULL;
  }
  joined = g_path_is_absolute (self->path) ? g_strdup (self->path)
                                           : g_build_filename (program->folder, self->path, NULL);
  self->error = stat (joined, &facts) == 0 ? ENOENT : errno;
  return NULL;
}

/* Symbolic links are followed already: one that is there now has come since, and may lead anywhere. */
static int
open_resolved (HeddleFileOperation *self, const char *real)
{
  int fd = open (real, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd == -1)
    fail (self, "open");
  return fd;
}

static void
read_all (HeddleFileOperation *self, int fd)
{
  struct stat facts;
  gsize capacity = FIRST_READ_BYTES;
  GByteArray *bytes;
  gssize n;

  if (fstat (fd, &facts) == 0 && facts.st_size > 0)
    capacity = MIN ((gsize) facts.st_size + 1, MOST_BYTES); /* one more byte finds the end */
  bytes = g_byte_array_sized_new ((guint) capacity);
  do {
    guint start = bytes->len;

    g_byte_array_set_size (bytes, (guint) (start + capacity));
    do
      n = read (fd, bytes->data + start, capacity);
    while (n == -1 && errno == EINTR);
    g_byte_array_set_size (bytes, start + (guint) MAX (n, 0));
    capacity = FIRST_READ_BYTES;
  } while (n > 0 && bytes->len < MOST_BYTES);
  if (n > 0)
    errno = EFBIG;
  if (n != 0)
    fail (self, "read");
  self->bytes = g_byte_array_free_to_bytes (bytes);
}

static void
read_file (HeddleFileOperation *self, const char *real)
{
  int fd = open_resolved (self, real);

  if (fd == -1)
    return;
  read_all (self, fd);
  close (fd);
}

static void
read_at (HeddleFileOperation *self)
{
  char *data = g_malloc (MAX (self->length, 1));
  gssize n;

  do
    n = self->offset < 0 ? read (self->fd, data, self->length) : pread (self->fd, data, self->length, self->offset);
  while (n == -1 && errno == EINTR);
  if (n == -1)
    fail (self, "read");
  self->bytes = g_bytes_new_take (data, (gsize) MAX (n, 0));
}

static double
milliseconds (const struct statx_timestamp *time)
{
  return (double) time->tv_sec * 1000.0 + time->tv_nsec / 1e6;
}

static void
set_facts (HeddleFileOperation *self, const struct statx *x)
{
  const double facts[HEDDLE_FILE_N_FACTS] = {
    (double) (((guint64) x->stx_dev_major << 8) | x->stx_dev_minor),
    x->stx_mode,
    x->stx_nlink,
    x->stx_uid,
    x->stx_gid,
    (double) (((guint64) x->stx_rdev_major << 8) | x->stx_rdev_minor),
    x->stx_blksize,
    (double) x->stx_ino,
    (double) x->stx_size,
    (double) x->stx_blocks,
    milliseconds (&x->stx_atime),
    milliseconds (&x->stx_mtime),
    milliseconds (&x->stx_ctime),
    milliseconds (&x->stx_btime),
  };

  memcpy (self->facts, facts, sizeof facts);
}

static void
read_facts (HeddleFileOperation *self, const char *real)
{
  struct statx facts;

  if (statx (AT_FDCWD, real, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS | STATX_BTIME, &facts) == 0)
    set_facts (self, &facts);
  else
    fail (self, SYSCALLS[self->kind]);
}

/* A link's own facts: its folder must be one that may be read, where it leads to does not matter. */
static void
read_link_facts (HeddleFileOperation *self, HeddleProgram *program)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  HeddleFileOperation parent = { .kind = self->kind, .path = folder };
  g_autofree char *real = resolve (&parent, program);
  g_autofree char *path = real == NULL ? NULL : g_build_filename (real, name, NULL);

  self->error = parent.error;
  self->syscall = parent.syscall;
  self->message = parent.message;
  if (path != NULL && (strcmp (name, "..") == 0 || strcmp (name, ".") == 0)) {
    g_autofree char *whole = resolve (self, program);

    if (whole != NULL)
      read_facts (self, whole);
  } else if (path != NULL) {
    read_facts (self, path);
  }
}

static char
type_letter (const struct dirent *entry)
{
  switch (entry->d_type) {
  case DT_REG:
    return 'f';
  case DT_DIR:
    return 'd';
  case DT_LNK:
    return 'l';
  default:
    return '?';
  }
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a + 1, *(char *const *) b + 1);
}

static void
read_folder (HeddleFileOperation *self, const char *real)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  DIR *folder = opendir (real);
  struct dirent *entry;

  if (folder == NULL) {
    fail (self, "scandir");
    return;
  }
  while ((entry = readdir (folder)) != NULL) {
    g_autofree char *name = g_strdup_printf ("%c%s", type_letter (entry), entry->d_name);

    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      g_strv_builder_add (names, name);
  }
  closedir (folder);
  self->names = g_strv_builder_end (names);
  qsort (self->names, g_strv_length (self->names), sizeof *self->names, compare_names);
}

static void
run_resolved (HeddleFileOperation *self, const char *real)
{
  switch (self->kind) {
  case HEDDLE_FILE_READ:
    read_file (self, real);
    break;
  case HEDDLE_FILE_STAT:
    read_facts (self, real);
    break;
  case HEDDLE_FILE_READDIR:
    read_folder (self, real);
    break;
  case HEDDLE_FILE_ACCESS:
    if (access (real, (int) self->length) == -1)
      fail (self, "access");
    break;
  case HEDDLE_FILE_OPEN:
    self->fd = open_resolved (self, real);
    break;
  default:
    self->real_path = g_strdup (real);
    break;
  }
}

/**
 * heddle_file_operation_run:
 * @self: an operation with its @kind, @path, @fd, @offset and @length
 * @program: what may be read
 *
 * Does it, and fills in the rest.
 */
void
heddle_file_operation_run (HeddleFileOperation *self, HeddleProgram *program)
{
  g_autofree char *real = NULL;

  if (self->kind == HEDDLE_FILE_READ_AT) {
    read_at (self);
    return;
  }
  if (self->kind == HEDDLE_FILE_CLOSE) {
    if (close (self->fd) == -1)
      fail (self, "close");
    return;
  }
  if (self->kind == HEDDLE_FILE_LSTAT) {
    read_link_facts (self, program);
    return;
  }
  real = resolve (self, program);
  if (real != NULL)
    run_resolved (self, real);
}

void
heddle_file_operation_clear (HeddleFileOperation *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->real_path, g_free);
}
