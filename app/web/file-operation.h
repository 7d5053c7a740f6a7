/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One operation on a file, as Node's fs has it: to read it, its facts, or a folder's names. Only what the program may read
 * is touched: see heddle_program_resolve ().
 * Threads: an operation belongs to one thread at a time; it may block.
 */
#pragma once

#include "probe/program.h"

G_BEGIN_DECLS

/**
 * HeddleFileKind:
 *
 * The numbers are those of fs-native.js.
 */
typedef enum {
  HEDDLE_FILE_READ, /* all bytes of the file */
  HEDDLE_FILE_STAT,
  HEDDLE_FILE_LSTAT,
  HEDDLE_FILE_READDIR,
  HEDDLE_FILE_ACCESS,
  HEDDLE_FILE_OPEN,
  HEDDLE_FILE_READ_AT, /* up to @length bytes of an open file */
  HEDDLE_FILE_CLOSE,
  HEDDLE_FILE_REALPATH,
  HEDDLE_N_FILE_KINDS,
} HeddleFileKind;

#define HEDDLE_FILE_N_FACTS 14
#define HEDDLE_FILE_FORBIDDEN (-1)

/**
 * HeddleFileOperation:
 * @kind: what is done
 * @path: what the program wrote; relative to the program's folder
 * @fd: an open file, for %HEDDLE_FILE_READ_AT and %HEDDLE_FILE_CLOSE; what was opened, after %HEDDLE_FILE_OPEN
 * @offset: where to read, in bytes; -1 for where the last reading ended
 * @length: how many bytes at most; the mode for %HEDDLE_FILE_ACCESS
 * @error: an errno, 0 when all went well, or %HEDDLE_FILE_FORBIDDEN
 * @syscall: the system call that failed
 * @message: (nullable): with %HEDDLE_FILE_FORBIDDEN: why, and what allows it
 * @bytes: (nullable): what was read
 * @facts: what is known of the file: device, mode, links, user, group, rdev, block size, inode, size, blocks, and the
 *   times of access, change of content, change of facts and birth in milliseconds since 1970
 * @names: (nullable): a folder's names, sorted, each preceded by a letter for its type: f, d, l or ?
 * @real_path: (nullable): where @path leads to, after %HEDDLE_FILE_REALPATH
 *
 * What is done and what came of it.
 */
typedef struct {
  HeddleFileKind kind;
  char *path;
  int fd;
  gint64 offset;
  gsize length;
  int error;
  const char *syscall;
  char *message;
  GBytes *bytes;
  double facts[HEDDLE_FILE_N_FACTS];
  GStrv names;
  char *real_path;
} HeddleFileOperation;

void heddle_file_operation_run (HeddleFileOperation *self, HeddleProgram *program);
void heddle_file_operation_clear (HeddleFileOperation *self);

G_END_DECLS
