/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks whether sources parse, without running them: as scripts by the engine, else by acorn, which says file, line and
 * column.
 * Threads: main. Cost: about 10 ms, and see probe/rewriter.h.
 */
#include "runner/check.h"

#include "loop/engine.h"
#include "probe/rewriter.h"

#include <JavaScriptCore/JavaScript.h>
#include <stdio.h>
#include <stdlib.h>

#define EXIT_WRONG 2

static gboolean
check_file (JSGlobalContextRef context, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *rewritten = NULL;
  g_auto (HeddleSyntaxError) failure = { 0 };
  gsize n_bytes;

  if (!g_file_get_contents (path, &source, &n_bytes, &error)) {
    fprintf (stderr, "%s\n", error->message);
    return FALSE;
  }
  if (heddle_rewriter_is_script ((gpointer) context, source, (gssize) n_bytes))
    return TRUE;
  rewritten = heddle_rewriter_rewrite (source, n_bytes, path, HEDDLE_FORM_MODULE, FALSE, &failure);
  /* What acorn does not know, but the engine does, runs. */
  if (rewritten != NULL || heddle_rewriter_parses ((gpointer) context, source, (gssize) n_bytes))
    return TRUE;
  fprintf (stderr, "%s\n", failure.text);
  return FALSE;
}

/**
 * heddle_check_files:
 * @n_files: how many
 * @files: (array length=n_files): paths of JavaScript sources
 *
 * Says on stderr what is wrong with them.
 *
 * Returns: the exit status: 0 when all parse, 2 when not
 */
int
heddle_check_files (int n_files, char **files)
{
  JSGlobalContextRef context;
  int status = EXIT_SUCCESS;

  heddle_engine_init (1);
  context = JSGlobalContextCreate (NULL);
  for (int i = 0; i < n_files; i++)
    if (!check_file (context, files[i]))
      status = EXIT_WRONG;
  return status;
}
