/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which lines differ: by examples, and against the longest common subsequence of random texts.
 */
#include "lab/line-diff.h"

#include <string.h>

static const struct {
  const char *older;
  const char *newer;
  guint n;
  const char *lines;
} cases[] = {
  { "", "", 0, "" },
  { "a\n", "a\n", 0, "" },
  { "a", "a\n", 0, "" },
  { "", "a\nb\n", 2, "0 1 " },
  { "a\nb\n", "", 2, "" },
  { "a\nb\nc\n", "a\nx\nc\n", 1, "1 " },
  { "a\nb\nc\n", "a\nc\n", 1, "" },
  { "a\nc\n", "a\nb\nc\n", 1, "1 " },
  { "a\nb\nc\nd\n", "x\nb\nc\ny\nz\n", 3, "0 3 4 " },
  { "a\nb\nc\nd\ne\n", "a\nx\ne\n", 3, "1 " },
  { "\n\n\n", "\n\n", 1, "" },
};

static char *
format_lines (GArray *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%u ", g_array_index (lines, guint, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_examples (void)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint n = heddle_line_diff (cases[i].older, cases[i].newer, lines);
    g_autofree char *numbers = format_lines (lines);

    g_test_message ("case %u", i);
    g_assert_cmpuint (n, ==, cases[i].n);
    g_assert_cmpstr (numbers, ==, cases[i].lines);
  }
}

/* The length of the longest common subsequence, the slow way. */
static guint
count_common (const char *one, const char *other)
{
  guint table[40][40] = { 0 };

  for (gsize i = strlen (one); i-- > 0;)
    for (gsize j = strlen (other); j-- > 0;)
      table[i][j] = one[i] == other[j] ? table[i + 1][j + 1] + 1 : MAX (table[i + 1][j], table[i][j + 1]);
  return table[0][0];
}

static char *
make_letters (void)
{
  int n = g_test_rand_int_range (0, 30);
  char *letters = g_new0 (char, n + 1);

  for (int i = 0; i < n; i++)
    letters[i] = (char) g_test_rand_int_range ('a', 'e');
  return letters;
}

static char *
spread (const char *letters)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *letters != '\0'; letters++)
    g_string_append_printf (text, "%c\n", *letters);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_random (void)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint round = 0; round < 2000; round++) {
    g_autofree char *one = make_letters (), *other = make_letters ();
    g_autofree char *older = spread (one), *newer = spread (other);

    g_test_message ("%s → %s", one, other);
    heddle_line_diff (older, newer, lines);
    g_assert_cmpuint (lines->len, ==, strlen (other) - count_common (one, other));
  }
}

/* Two large texts without anything in common: it gives up in good time, and says that all is different. */
static void
test_large (void)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) older = g_string_new ("same\n"), newer = g_string_new ("same\n");

  for (guint i = 0; i < 20000; i++) {
    g_string_append_printf (older, "o%u\n", i);
    g_string_append_printf (newer, "n%u\n", i);
  }
  g_assert_cmpuint (heddle_line_diff (older->str, newer->str, lines), ==, 20000);
  g_assert_cmpuint (g_array_index (lines, guint, 0), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line-diff/examples", test_examples);
  g_test_add_func ("/line-diff/random", test_random);
  g_test_add_func ("/line-diff/large", test_large);
  return g_test_run ();
}
