/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One event of a trace file.
 * Threads: one. Fields that Heddle does not know are skipped: other programs may have added them.
 */
#include "export/import-event.h"

#include <math.h>
#include <string.h>

/* 73 years: sums of such times cannot overflow. */
#define TIME_MAX_NS (G_MAXINT64 / 4)

static const char *const field_names[N_FIELDS] = {
  "ph",     "pid",  "tid",   "ts",     "dur",   "cat",     "name",   "id",      "site",   "state",  "cause",
  "queued", "cpu",  "value", "end",    "of",    "mark",    "level",  "text",    "index",  "number", "role",
  "label",  "file", "line",  "column", "start", "no_core", "origin", "dropped", "closed",
};

void
heddle_import_event_init (HeddleImportEvent *self)
{
  self->fields = g_hash_table_new (g_str_hash, g_str_equal);
  self->info = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_FIELDS; i++) {
    self->text[i] = g_string_new (NULL);
    self->has[i] = FALSE;
    g_hash_table_insert (self->fields, (char *) field_names[i], GUINT_TO_POINTER (i + 1));
  }
}

void
heddle_import_event_clear (HeddleImportEvent *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_string_free (self->text[i], TRUE);
  g_ptr_array_unref (self->info);
  g_hash_table_unref (self->fields);
}

static gboolean
read_info (HeddleImportEvent *self, HeddleJsonReader *reader, GError **error)
{
  HeddleJsonToken token;

  while ((token = heddle_json_reader_next (reader, error)) == HEDDLE_JSON_KEY) {
    g_ptr_array_add (self->info, g_strdup (heddle_json_reader_get_text (reader)));
    if (heddle_json_reader_next (reader, error) != HEDDLE_JSON_STRING) {
      if (error == NULL || *error == NULL)
        heddle_json_reader_set_error (reader, error, "expected a string in \"info\"");
      return FALSE;
    }
    g_ptr_array_add (self->info, g_strdup (heddle_json_reader_get_text (reader)));
  }
  return token == HEDDLE_JSON_OBJECT_END;
}

/* Reads the members of the event, or of its args, whose opening brace has been read. */
static gboolean
read_members (HeddleImportEvent *self, HeddleJsonReader *reader, gboolean in_args, GError **error)
{
  HeddleJsonToken token;

  while ((token = heddle_json_reader_next (reader, error)) == HEDDLE_JSON_KEY) {
    const char *key = heddle_json_reader_get_text (reader);
    guint field = GPOINTER_TO_UINT (g_hash_table_lookup (self->fields, key));
    gboolean is_args = !in_args && strcmp (key, "args") == 0;
    gboolean is_info = in_args && strcmp (key, "info") == 0;

    token = heddle_json_reader_next (reader, error);
    if (token == HEDDLE_JSON_OBJECT && (is_args || is_info)) {
      if (!(is_args ? read_members (self, reader, TRUE, error) : read_info (self, reader, error)))
        return FALSE;
    } else if (field > 0 && (field > N_TOP_FIELDS) == in_args &&
               (token == HEDDLE_JSON_STRING || token == HEDDLE_JSON_NUMBER)) {
      g_string_assign (self->text[field - 1], heddle_json_reader_get_text (reader));
      self->has[field - 1] = TRUE;
    } else if (!heddle_json_reader_skip (reader, token, error)) {
      return FALSE;
    }
  }
  return token == HEDDLE_JSON_OBJECT_END;
}

/**
 * heddle_import_event_read:
 * @reader: has just read an opening brace
 * @error: where to put an error
 *
 * Reads an event.
 *
 * Returns: %FALSE with an error
 */
gboolean
heddle_import_event_read (HeddleImportEvent *self, HeddleJsonReader *reader, GError **error)
{
  memset (self->has, 0, sizeof self->has);
  g_ptr_array_set_size (self->info, 0);
  return read_members (self, reader, FALSE, error);
}

gboolean
heddle_import_event_is (const HeddleImportEvent *self, HeddleEventField field, const char *text)
{
  return self->has[field] && strcmp (self->text[field]->str, text) == 0;
}

gboolean
heddle_import_event_get_integer (const HeddleImportEvent *self,
                                 HeddleEventField field,
                                 gint64 least,
                                 gint64 most,
                                 gint64 *value)
{
  return self->has[field] && g_ascii_string_to_signed (self->text[field]->str, 10, least, most, value, NULL);
}

gboolean
heddle_import_event_get_unsigned (const HeddleImportEvent *self, HeddleEventField field, guint64 *value)
{
  return self->has[field] && g_ascii_string_to_unsigned (self->text[field]->str, 10, 0, G_MAXUINT64, value, NULL);
}

/**
 * heddle_import_event_get_time:
 * @field: microseconds, exact to the third decimal
 * @time_ns: (out): nanoseconds
 *
 * Returns: whether it is there and a time that can be
 */
gboolean
heddle_import_event_get_time (const HeddleImportEvent *self, HeddleEventField field, gint64 *time_ns)
{
  const char *text = self->text[field]->str;
  gint64 value = 0;
  int n_decimals = -1;
  double us;

  if (!self->has[field])
    return FALSE;
  for (; *text != '\0' && value < TIME_MAX_NS / 10 && n_decimals < 3; text++) {
    if (*text == '.' && n_decimals < 0) {
      n_decimals = 0;
      continue;
    }
    if (!g_ascii_isdigit (*text))
      break;
    value = value * 10 + (*text - '0');
    n_decimals += n_decimals >= 0;
  }
  if (*text == '\0') {
    for (n_decimals = MAX (n_decimals, 0); n_decimals < 3 && value < TIME_MAX_NS / 10; n_decimals++)
      value *= 10;
    *time_ns = value;
    return n_decimals == 3 && value < TIME_MAX_NS;
  }
  /* Some other program has written it in another form. */
  us = g_ascii_strtod (self->text[field]->str, NULL);
  if (!(us >= 0 && us < (double) G_MAXINT64 / 4e3))
    return FALSE;
  *time_ns = (gint64) round (us * 1e3);
  return TRUE;
}

gboolean
heddle_import_event_get_seconds (const HeddleImportEvent *self, HeddleEventField field, gfloat otherwise, gfloat *value)
{
  *value = otherwise;
  if (!self->has[field])
    return TRUE;
  *value = (gfloat) g_ascii_strtod (self->text[field]->str, NULL);
  return *value >= 0 && *value < 1e10f;
}

/**
 * heddle_import_event_get_reference:
 * @field: index of a thread, point, counter
 * @ref: (out): the reference; 0 when the field is not there
 *
 * Returns: %FALSE when it is there and is not a reference
 */
gboolean
heddle_import_event_get_reference (const HeddleImportEvent *self, HeddleEventField field, HeddleSpanRef *ref)
{
  const char *text = self->text[field]->str;
  char *end;
  guint64 thread, counter;

  *ref = 0;
  if (!self->has[field])
    return TRUE;
  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  thread = g_ascii_strtoull (text, &end, 10);
  if (*end != '.' || !g_ascii_isdigit (end[1]))
    return FALSE;
  counter = g_ascii_strtoull (end + 1, &end, 10);
  if (*end != '\0' || thread > G_MAXUINT16 || counter > G_MAXUINT32)
    return FALSE;
  *ref = HEDDLE_SPAN_REF ((guint) thread, (guint32) counter);
  return TRUE;
}
