/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks whether sources parse, without running them: as scripts by the engine, else by acorn, which says file, line and
 * column. Either the files that are named, or, resident, one text after the other from stdin.
 * Threads: main. Cost: about 10 ms, and see probe/rewriter.h.
 */
#include "runner/check.h"

#include "loop/engine.h"
#include "probe/rewriter.h"

#include <JavaScriptCore/JavaScript.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXIT_WRONG 2
#define MAX_TEXT_BYTES (64 * 1024 * 1024)

static gboolean
parses (JSGlobalContextRef context, const char *source, gsize n_bytes, const char *name, HeddleSyntaxError *failure)
{
  g_autofree char *rewritten = NULL;

  if (heddle_rewriter_is_script ((gpointer) context, source, (gssize) n_bytes))
    return TRUE;
  rewritten = heddle_rewriter_rewrite (source, n_bytes, name, HEDDLE_FORM_MODULE, FALSE, failure);
  /* What acorn does not know, but the engine does, runs. */
  return rewritten != NULL || heddle_rewriter_parses ((gpointer) context, source, (gssize) n_bytes);
}

static gboolean
check_file (JSGlobalContextRef context, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_auto (HeddleSyntaxError) failure = { 0 };
  gsize n_bytes;

  if (!g_file_get_contents (path, &source, &n_bytes, &error)) {
    fprintf (stderr, "%s\n", error->message);
    return FALSE;
  }
  if (parses (context, source, n_bytes, path, &failure))
    return TRUE;
  fprintf (stderr, "%s\n", failure.text);
  return FALSE;
}

/* The length of the next text, from its line; %FALSE at the end. */
static gboolean
read_length (gsize *n_bytes)
{
  char line[32];
  guint64 number;

  if (fgets (line, sizeof line, stdin) == NULL)
    return FALSE;
  line[strcspn (line, "\n")] = '\0';
  if (!g_ascii_string_to_unsigned (line, 10, 0, MAX_TEXT_BYTES, &number, NULL))
    return FALSE;
  *n_bytes = (gsize) number;
  return TRUE;
}

static void
answer (JSGlobalContextRef context, const char *source, gsize n_bytes)
{
  g_auto (HeddleSyntaxError) failure = { 0 };

  if (parses (context, source, n_bytes, "source.js", &failure)) {
    printf ("0 0 \n");
  } else {
    g_autofree char *message = g_strdelimit (g_strdup (failure.message), "\r\n", ' ');

    printf ("%u %u %s\n", failure.line, failure.column, message);
  }
  fflush (stdout);
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

/**
 * heddle_check_stdin:
 *
 * Looks at one text after the other until stdin ends. Each comes as a line with its length in bytes, then the text itself;
 * the answer is a line on stdout: line and column, from 1, and what is wrong; `0 0` when it parses.
 *
 * Returns: the exit status
 */
int
heddle_check_stdin (void)
{
  JSGlobalContextRef context;
  gsize n_bytes;

  heddle_engine_init (1);
  context = JSGlobalContextCreate (NULL);
  while (read_length (&n_bytes)) {
    g_autofree char *source = g_malloc (n_bytes + 1);

    if (fread (source, 1, n_bytes, stdin) != n_bytes)
      break;
    source[n_bytes] = '\0';
    answer (context, source, n_bytes);
  }
  return EXIT_SUCCESS;
}
