/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was typed into a text. The file holds a checksum of the text that the steps lead to: with another text they mean
 * nothing, and are forgotten.
 * Threads: one.
 */
#include "lab/edit-history.h"

#include <glib/gstdio.h>
#include <string.h>

#define FORMAT "(sa(bbus))"

struct _HeddleEditHistory {
  char *path; /* where it is kept */
  GArray *steps;
  gsize n_bytes;
  gboolean is_changed; /* since it was saved */
};

static void
clear_step (gpointer step)
{
  g_free (((HeddleEditStep *) step)->text);
}

/**
 * heddle_edit_history_new:
 * @path: the file whose text it is about
 *
 * Returns: (transfer full): a history without steps
 */
HeddleEditHistory *
heddle_edit_history_new (const char *path)
{
  HeddleEditHistory *self = g_new0 (HeddleEditHistory, 1);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *base = g_path_get_basename (path), *name = g_strdup_printf ("%.16s-%s", sum, base);

  self->path = g_build_filename (g_get_user_state_dir (), "heddle", "undo", name, NULL);
  self->steps = g_array_new (FALSE, FALSE, sizeof (HeddleEditStep));
  g_array_set_clear_func (self->steps, clear_step);
  return self;
}

void
heddle_edit_history_free (HeddleEditHistory *self)
{
  g_array_unref (self->steps);
  g_free (self->path);
  g_free (self);
}

static void
forget_all (HeddleEditHistory *self)
{
  g_array_set_size (self->steps, 0);
  self->n_bytes = 0;
}

/* Whole groups go, the oldest first: a part of one cannot be taken back. */
static void
trim (HeddleEditHistory *self)
{
  guint n = 0;

  while (n < self->steps->len &&
         (self->steps->len - n > HEDDLE_EDIT_HISTORY_MAX_STEPS || self->n_bytes > HEDDLE_EDIT_HISTORY_MAX_BYTES ||
          (n > 0 && !heddle_edit_history_get_step (self, n)->is_first)))
    self->n_bytes -= strlen (heddle_edit_history_get_step (self, n++)->text);
  if (n > 0)
    g_array_remove_range (self->steps, 0, n);
}

/**
 * heddle_edit_history_add:
 * @is_first: whether it begins what is taken back at once
 * @is_insertion: whether text comes; else it goes
 * @offset: where, in characters
 * @text: which
 */
void
heddle_edit_history_add (HeddleEditHistory *self,
                         gboolean is_first,
                         gboolean is_insertion,
                         guint offset,
                         const char *text)
{
  HeddleEditStep step = { is_first, is_insertion, offset, g_strdup (text) };

  g_array_append_val (self->steps, step);
  self->n_bytes += strlen (text);
  self->is_changed = TRUE;
  trim (self);
}

guint
heddle_edit_history_get_n_steps (HeddleEditHistory *self)
{
  return self->steps->len;
}

const HeddleEditStep *
heddle_edit_history_get_step (HeddleEditHistory *self, guint index)
{
  return &g_array_index (self->steps, HeddleEditStep, index);
}

/* Takes one step back; a step that cannot have led to the text is not believed. */
static gboolean
take_back (GString *text, const HeddleEditStep *step)
{
  glong n_characters = g_utf8_strlen (text->str, -1);
  gsize length = strlen (step->text), at;

  if ((glong) step->offset > n_characters)
    return FALSE;
  at = (gsize) (g_utf8_offset_to_pointer (text->str, step->offset) - text->str);
  if (!step->is_insertion) {
    g_string_insert_len (text, (gssize) at, step->text, (gssize) length);
    return TRUE;
  }
  if (strncmp (text->str + at, step->text, length) != 0)
    return FALSE;
  g_string_erase (text, (gssize) at, (gssize) length);
  return TRUE;
}

/**
 * heddle_edit_history_rewind:
 * @text: what the steps led to
 *
 * Returns: (transfer full) (nullable): what it was before all of them; %NULL, and no steps, when they did not lead there
 */
char *
heddle_edit_history_rewind (HeddleEditHistory *self, const char *text)
{
  g_autoptr (GString) earlier = g_string_new (text);

  for (guint i = self->steps->len; i > 0; i--) {
    if (!take_back (earlier, heddle_edit_history_get_step (self, i - 1))) {
      forget_all (self);
      return NULL;
    }
  }
  return g_strdup (earlier->str);
}

static void
read_steps (HeddleEditHistory *self, GVariant *steps)
{
  for (gsize i = 0; i < g_variant_n_children (steps); i++) {
    HeddleEditStep step;
    const char *text;

    g_variant_get_child (steps, i, "(bbu&s)", &step.is_first, &step.is_insertion, &step.offset, &text);
    heddle_edit_history_add (self, step.is_first, step.is_insertion, step.offset, text);
  }
}

/**
 * heddle_edit_history_load:
 * @text: what the file holds
 *
 * Brings back the steps that led to @text, if those are known.
 */
void
heddle_edit_history_load (HeddleEditHistory *self, const char *text)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1), *data = NULL;
  g_autoptr (GVariant) variant = NULL, steps = NULL;
  const char *known;
  gsize n_bytes;

  forget_all (self);
  if (!g_file_get_contents (self->path, &data, &n_bytes, NULL))
    return;
  variant = g_variant_ref_sink (g_variant_new_from_data (G_VARIANT_TYPE (FORMAT), data, n_bytes, FALSE, NULL, NULL));
  g_variant_get (variant, "(&s@a(bbus))", &known, &steps);
  if (strcmp (known, sum) == 0)
    read_steps (self, steps);
  self->is_changed = FALSE;
}

/**
 * heddle_edit_history_save:
 * @text: what the steps led to, which is on disk
 *
 * Returns: whether it is kept; when it is not, no more is lost than Undo at the next start
 */
gboolean
heddle_edit_history_save (HeddleEditHistory *self, const char *text)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GVariant) variant = NULL;
  GVariantBuilder steps;

  if (!self->is_changed)
    return TRUE;
  g_variant_builder_init (&steps, G_VARIANT_TYPE ("a(bbus)"));
  for (guint i = 0; i < self->steps->len; i++) {
    const HeddleEditStep *step = heddle_edit_history_get_step (self, i);

    g_variant_builder_add (&steps, "(bbus)", step->is_first, step->is_insertion, step->offset, step->text);
  }
  variant = g_variant_ref_sink (g_variant_new (FORMAT, sum, &steps));
  g_mkdir_with_parents (folder, 0700);
  self->is_changed = !g_file_set_contents_full (self->path, g_variant_get_data (variant),
                                                (gssize) g_variant_get_size (variant), G_FILE_SET_CONTENTS_CONSISTENT,
                                                0600, NULL);
  return !self->is_changed;
}
