/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing JSON (RFC 8259) piece by piece.
 * Threads: any. Cost: no allocation but the string's own.
 */
#include "server/json.h"

#include <string.h>

static void
append_escaped (GString *json, guint8 byte)
{
  switch (byte) {
  case '"':
  case '\\':
    g_string_append_c (json, '\\');
    g_string_append_c (json, (char) byte);
    break;
  case '\n':
    g_string_append (json, "\\n");
    break;
  default:
    g_string_append_printf (json, "\\u%04x", byte);
  }
}

/**
 * heddle_json_append_string:
 * @json: where to append
 * @text: bytes that should be UTF-8; those that are not, and NUL, become U+FFFD
 * @length_bytes: how many, or -1 when @text ends with NUL
 *
 * Appends @text as a JSON string, with its quotes.
 */
void
heddle_json_append_string (GString *json, const char *text, gssize length_bytes)
{
  g_autofree char *valid = NULL;
  const char *p, *run, *end;

  if (length_bytes < 0)
    length_bytes = (gssize) strlen (text);
  if (!g_utf8_validate_len (text, (gsize) length_bytes, NULL)) {
    valid = g_utf8_make_valid (text, length_bytes);
    text = valid;
    length_bytes = (gssize) strlen (text);
  }
  end = text + length_bytes;
  g_string_append_c (json, '"');
  for (p = run = text; p < end; p++) {
    if ((guint8) *p >= 0x20 && *p != '"' && *p != '\\')
      continue;
    g_string_append_len (json, run, p - run);
    append_escaped (json, (guint8) *p);
    run = p + 1;
  }
  g_string_append_len (json, run, end - run);
  g_string_append_c (json, '"');
}

/**
 * heddle_json_append_integer:
 * @json: where to append
 * @number: what
 *
 * Appends @number in decimal digits.
 */
void
heddle_json_append_integer (GString *json, guint64 number)
{
  char digits[20];
  gsize first = sizeof digits;

  do {
    digits[--first] = (char) ('0' + number % 10);
    number /= 10;
  } while (number > 0);
  g_string_append_len (json, digits + first, (gssize) (sizeof digits - first));
}
