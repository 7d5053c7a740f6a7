/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which lines of one text another does not have, by the shortest edit script: E. W. Myers, “An O(ND) difference algorithm
 * and its variations”, Algorithmica 1, 1986.
 * Threads: any. Cost: O(lines × differences), memory O(differences²); above MAX_DIFFERENCES all that lies between the first
 * and the last difference counts as different.
 */
#include "lab/line-diff.h"

#include <string.h>

#define MAX_DIFFERENCES 1000

typedef struct {
  char **older;
  char **newer;
  int n_older;
  int n_newer;
} Texts;

/* How far each diagonal got, before the step with one difference more: the rows of Myers' V, kept for the way back. */
typedef struct {
  int *reached; /* of all diagonals, offset by MAX_DIFFERENCES + 1 */
  GPtrArray *rows;
} Paths;

static int
slide (const Texts *texts, int x, int y)
{
  while (x < texts->n_older && y < texts->n_newer && strcmp (texts->older[x], texts->newer[y]) == 0) {
    x++;
    y++;
  }
  return x;
}

/* Whether the furthest path to a diagonal comes from the one above it: a line of the newer text is inserted. */
static gboolean
comes_by_insertion (const int *reached, int n_differences, int diagonal)
{
  return diagonal == -n_differences || (diagonal != n_differences && reached[diagonal - 1] < reached[diagonal + 1]);
}

/* The number of differences, or -1 for too many. */
static int
find_paths (const Texts *texts, Paths *paths)
{
  int *reached = paths->reached + MAX_DIFFERENCES + 1;

  reached[1] = 0;
  for (int n = 0; n <= MAX_DIFFERENCES; n++) {
    g_ptr_array_add (paths->rows, g_memdup2 (reached - n - 1, sizeof (int) * (gsize) (2 * n + 3)));
    for (int diagonal = -n; diagonal <= n; diagonal += 2) {
      int x = comes_by_insertion (reached, n, diagonal) ? reached[diagonal + 1] : reached[diagonal - 1] + 1;

      reached[diagonal] = slide (texts, x, x - diagonal);
      if (reached[diagonal] >= texts->n_older && reached[diagonal] - diagonal >= texts->n_newer)
        return n;
    }
  }
  return -1;
}

/* From the end to the start: which lines were inserted, and behind which line of the newer text one was deleted. */
static void
walk_back (const Texts *texts, const Paths *paths, int n_differences, gboolean *inserted, guint *deleted)
{
  int x = texts->n_older, y = texts->n_newer;

  for (int n = n_differences; n > 0; n--) {
    const int *reached = (const int *) paths->rows->pdata[n] + n + 1;
    int diagonal = x - y;
    gboolean is_insertion = comes_by_insertion (reached, n, diagonal);
    int previous = is_insertion ? diagonal + 1 : diagonal - 1;

    x = reached[previous];
    y = x - previous;
    if (is_insertion)
      inserted[y] = TRUE;
    else
      deleted[y]++;
  }
}

/* A stretch of insertions and deletions without an equal line between them counts as its longer side. */
static guint
count_lines (const Texts *texts, const gboolean *inserted, const guint *deleted, guint first_line, GArray *lines)
{
  guint n = 0, n_inserted = 0, n_deleted = 0;

  for (int y = 0; y <= texts->n_newer; y++) {
    n_deleted += deleted[y];
    if (y < texts->n_newer && inserted[y]) {
      guint line = first_line + (guint) y;

      g_array_append_val (lines, line);
      n_inserted++;
      continue;
    }
    n += MAX (n_inserted, n_deleted);
    n_inserted = n_deleted = 0;
  }
  return n;
}

static guint
compare_middle (const Texts *texts, guint first_line, GArray *lines)
{
  g_autofree int *reached = g_new0 (int, 2 * MAX_DIFFERENCES + 4);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  g_autofree gboolean *inserted = g_new0 (gboolean, texts->n_newer + 1);
  g_autofree guint *deleted = g_new0 (guint, texts->n_newer + 1);
  Paths paths = { .reached = reached, .rows = rows };
  int n_differences = find_paths (texts, &paths);

  if (n_differences >= 0)
    walk_back (texts, &paths, n_differences, inserted, deleted);
  else
    for (int y = 0; y < texts->n_newer; y++)
      inserted[y] = TRUE;
  return count_lines (texts, inserted, deleted, first_line, lines);
}

/* The lines, without an empty one behind the last line's end. */
static char **
split (const char *text)
{
  char **lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);

  if (n > 0 && *lines[n - 1] == '\0')
    g_clear_pointer (&lines[n - 1], g_free);
  return lines;
}

/**
 * heddle_line_diff:
 * @older: a text
 * @newer: another
 * @lines: (element-type guint): where to put the numbers, from 0, of the lines of @newer which @older does not have
 *
 * Returns: how many lines differ: inserted, changed or deleted
 */
guint
heddle_line_diff (const char *older, const char *newer, GArray *lines)
{
  g_auto (GStrv) older_lines = split (older), newer_lines = split (newer);
  Texts texts = { older_lines, newer_lines, (int) g_strv_length (older_lines), (int) g_strv_length (newer_lines) };
  int n_same = slide (&texts, 0, 0);

  g_array_set_size (lines, 0);
  texts.older += n_same;
  texts.newer += n_same;
  texts.n_older -= n_same;
  texts.n_newer -= n_same;
  while (texts.n_older > 0 && texts.n_newer > 0 &&
         strcmp (texts.older[texts.n_older - 1], texts.newer[texts.n_newer - 1]) == 0) {
    texts.n_older--;
    texts.n_newer--;
  }
  return compare_middle (&texts, (guint) n_same, lines);
}
