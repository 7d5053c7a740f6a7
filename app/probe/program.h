/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run is to run: the program's folder and files, its origin, its parameters, and what the user allows it.
 * Threads: read-only once the run has started; reading files from any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleProgram:
 * @folder: the program's folder, absolute, without symbolic links
 * @main: the file that is started, relative to @folder
 * @origin: (nullable): the run's own origin, such as `http://127.0.0.1:40000`
 * @params: (nullable): the parameters as the text of a JSON object
 * @allow_read: (nullable): more paths that may be read, absolute
 * @allow_all_read: whether any file may be read
 * @allow_net: (nullable): hosts that may be reached, `HOST` or `HOST:PORT`
 * @allow_all_net: whether any host may be reached
 * @n_cores: how many cores the run may use
 * @traced: whether probes record promises and awaits
 * @interactive: whether a person may act on the page strip: then a program that listens for input waits for it
 */
typedef struct {
  char *folder;
  char *main;
  char *origin;
  char *params;
  GStrv allow_read;
  gboolean allow_all_read;
  GStrv allow_net;
  gboolean allow_all_net;
  guint n_cores;
  gboolean traced;
  gboolean interactive;
} HeddleProgram;

HeddleProgram *heddle_program_new (const char *folder, const char *main, GError **error);
void heddle_program_free (HeddleProgram *self);
char *heddle_program_resolve (HeddleProgram *self, const char *base, const char *path, GError **error);
char *heddle_program_load (HeddleProgram *self, const char *path, gsize *n_bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleProgram, heddle_program_free)

G_END_DECLS
