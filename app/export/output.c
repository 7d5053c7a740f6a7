/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text on its way into a file.
 * Threads: one.
 */
#include "export/output.h"

#include <string.h>

#define FLUSH_BYTES (64u << 10)

void
heddle_output_init (HeddleOutput *self, GOutputStream *stream)
{
  self->stream = stream;
  self->text = g_string_sized_new (FLUSH_BYTES + 4096);
  self->error = NULL;
}

static void
flush (HeddleOutput *self)
{
  if (self->error == NULL)
    g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, NULL, &self->error);
  g_string_truncate (self->text, 0);
}

/**
 * heddle_output_finish:
 * @error: where to put an error
 *
 * Writes what is left, and frees what the output holds but its stream.
 *
 * Returns: whether all could be written
 */
gboolean
heddle_output_finish (HeddleOutput *self, GError **error)
{
  flush (self);
  g_string_free (self->text, TRUE);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, self->error);
  return FALSE;
}

void
heddle_output_flush_some (HeddleOutput *self)
{
  if (self->text->len >= FLUSH_BYTES)
    flush (self);
}

void
heddle_output_add (HeddleOutput *self, const char *text)
{
  g_string_append (self->text, text);
}

/* Integers and strings only: their form does not depend on the locale. */
void
heddle_output_addf (HeddleOutput *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (self->text, format, arguments);
  va_end (arguments);
}

void
heddle_output_add_double (HeddleOutput *self, const char *format, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (self->text, g_ascii_formatd (number, sizeof number, format, value));
}

/**
 * heddle_output_add_thousandths:
 * @thousandths: nanoseconds to be written as microseconds, say
 *
 * Writes a number with three decimals, exactly.
 */
void
heddle_output_add_thousandths (HeddleOutput *self, gint64 thousandths)
{
  guint64 absolute = thousandths < 0 ? (guint64) -thousandths : (guint64) thousandths;

  g_string_append_printf (self->text, "%s%" G_GUINT64_FORMAT ".%03u", thousandths < 0 ? "-" : "", absolute / 1000,
                          (guint) (absolute % 1000));
}

void
heddle_output_add_json_string (HeddleOutput *self, const char *text)
{
  g_string_append_c (self->text, '"');
  while (*text != '\0') {
    const char *plain = text;

    while ((guchar) *text >= 0x20 && *text != '"' && *text != '\\')
      text++;
    g_string_append_len (self->text, plain, text - plain);
    if (*text == '"' || *text == '\\')
      g_string_append_printf (self->text, "\\%c", *text++);
    else if (*text == '\n')
      g_string_append (self->text, "\\n"), text++;
    else if (*text != '\0')
      g_string_append_printf (self->text, "\\u%04x", (guchar) *text++);
  }
  g_string_append_c (self->text, '"');
}

void
heddle_output_add_xml (HeddleOutput *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (self->text, escaped);
}

/* As RFC 4180 says: quoted where it must be. */
void
heddle_output_add_csv (HeddleOutput *self, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL) {
    g_string_append (self->text, text);
    return;
  }
  g_string_append_c (self->text, '"');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (self->text, '"');
    g_string_append_c (self->text, *text);
  }
  g_string_append_c (self->text, '"');
}
