/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a fuzz target on files of its corpus and on mutations of them: fuzz-… FOLDER [COUNT].
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
mutate_once (GByteArray *data, GRand *rand)
{
  guint at = data->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) data->len) : 0;
  guint wanted = (guint) g_rand_int_range (rand, 1, 40), n = MIN (wanted, data->len - at);
  guint8 byte = (guint8) g_rand_int_range (rand, 0, 256);

  switch (g_rand_int_range (rand, 0, 6)) {
  case 0:
    if (data->len > 0)
      data->data[at] = byte;
    break;
  case 1:
    if (data->len > 0)
      data->data[at] ^= (guint8) (1u << (byte % 8));
    break;
  case 2:
    if (n > 0)
      g_byte_array_remove_range (data, at, n);
    break;
  case 3:
    if (n > 0 && data->len < 1u << 20) {
      g_autofree guint8 *copy = g_memdup2 (data->data + at, n);

      g_byte_array_append (data, copy, n);
    }
    break;
  case 4: {
    static const guint8 extremes[] = { 0x00, 0xff, 0x7f, 0x80, '"', '\\', '{', ']', '9', '-' };

    if (n > 0)
      memset (data->data + at, extremes[byte % G_N_ELEMENTS (extremes)], MIN (n, 8));
    break;
  }
  default:
    g_byte_array_set_size (data, at);
    break;
  }
}

static void
run_mutations (const guint8 *data, gsize n_bytes, guint n_mutations)
{
  for (guint i = 0; i < n_mutations; i++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (i);
    g_autoptr (GByteArray) mutant = g_byte_array_new ();
    guint n = (guint) g_rand_int_range (rand, 1, 6);

    g_byte_array_append (mutant, data, (guint) n_bytes);
    for (guint k = 0; k < n; k++)
      mutate_once (mutant, rand);
    LLVMFuzzerTestOneInput (mutant->data, mutant->len);
  }
}

int
main (int argc, char **argv)
{
  guint n_mutations = argc > 2 ? (guint) atoi (argv[2]) : 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = argc > 1 ? g_dir_open (argv[1], 0, &error) : NULL;
  const char *name;
  guint n_files = 0;

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  if (folder == NULL) {
    fprintf (stderr, "usage: %s FOLDER [MUTATIONS]%s%s\n", argv[0], error != NULL ? ": " : "",
             error != NULL ? error->message : "");
    return 2;
  }
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (argv[1], name, NULL);
    g_autofree char *data = NULL;
    gsize n_bytes;

    if (!g_file_get_contents (path, &data, &n_bytes, &error)) {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
    LLVMFuzzerTestOneInput ((const guint8 *) data, n_bytes);
    run_mutations ((const guint8 *) data, n_bytes, n_mutations);
    n_files++;
  }
  printf ("%u files, %u mutations of each\n", n_files, n_mutations);
  return n_files > 0 ? 0 : 1;
}
