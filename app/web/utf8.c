/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8 to UTF-16 and back (Encoding standard, "UTF-8 decoder", "UTF-8 encoder").
 * Threads: any; plain functions.
 */
#include "web/utf8.h"

#include <string.h>

/**
 * heddle_utf8_skip_ascii:
 *
 * Returns: how many bytes at the start are ASCII
 */
gsize
heddle_utf8_skip_ascii (const guint8 *bytes, gsize n_bytes)
{
  gsize i = 0;

  for (; i + sizeof (guint64) <= n_bytes; i += sizeof (guint64)) {
    guint64 word;

    memcpy (&word, bytes + i, sizeof word);
    if ((word & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
      break;
  }
  while (i < n_bytes && bytes[i] < 0x80)
    i++;
  return i;
}

static guint8 *
put_code_point (guint8 *out, guint32 c)
{
  if (c < 0x80) {
    *out++ = (guint8) c;
  } else if (c < 0x800) {
    *out++ = (guint8) (0xc0 | c >> 6);
    *out++ = (guint8) (0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    *out++ = (guint8) (0xe0 | c >> 12);
    *out++ = (guint8) (0x80 | (c >> 6 & 0x3f));
    *out++ = (guint8) (0x80 | (c & 0x3f));
  } else {
    *out++ = (guint8) (0xf0 | c >> 18);
    *out++ = (guint8) (0x80 | (c >> 12 & 0x3f));
    *out++ = (guint8) (0x80 | (c >> 6 & 0x3f));
    *out++ = (guint8) (0x80 | (c & 0x3f));
  }
  return out;
}

/**
 * heddle_utf8_encode:
 * @units: UTF-16; lone surrogates become U+FFFD
 * @bytes: (out): room for 3 bytes a unit
 *
 * Returns: how many bytes were written
 */
gsize
heddle_utf8_encode (const guint16 *units, gsize n_units, guint8 *bytes)
{
  guint8 *out = bytes;

  for (gsize i = 0; i < n_units; i++) {
    guint32 c = units[i];

    if (c >= 0xd800 && c < 0xe000) {
      if (c < 0xdc00 && i + 1 < n_units && (units[i + 1] & 0xfc00) == 0xdc00)
        c = 0x10000 + ((c - 0xd800) << 10) + (units[++i] - 0xdc00u);
      else
        c = 0xfffd;
    }
    out = put_code_point (out, c);
  }
  return (gsize) (out - bytes);
}

/* How many bytes follow a lead byte, and the bounds of the first of them; -1 for what is no lead byte. */
static int
read_lead (guint8 lead, guint8 *lower, guint8 *upper)
{
  *lower = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  *upper = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (lead >= 0xc2 && lead <= 0xdf)
    return 1;
  if (lead >= 0xe0 && lead <= 0xef)
    return 2;
  return lead >= 0xf0 && lead <= 0xf4 ? 3 : -1;
}

/* Reads one sequence that is not ASCII. Returns its length, negative when it is not well-formed. */
static gssize
read_sequence (const guint8 *bytes, gsize n_bytes, guint32 *c)
{
  guint8 lower, upper;
  int n_more = read_lead (bytes[0], &lower, &upper);

  if (n_more < 0)
    return -1;
  *c = bytes[0] & (0x3fu >> n_more);
  for (int i = 1; i <= n_more; i++) {
    if ((gsize) i >= n_bytes || bytes[i] < lower || bytes[i] > upper)
      return -i;
    *c = *c << 6 | (bytes[i] & 0x3f);
    lower = 0x80;
    upper = 0xbf;
  }
  return n_more + 1;
}

/**
 * heddle_utf8_decode:
 * @fatal: whether to give up at what is not well-formed
 * @units: (out): room for one unit a byte
 * @n_units: (out): how many were written
 *
 * Returns: %FALSE when it gave up
 */
gboolean
heddle_utf8_decode (const guint8 *bytes, gsize n_bytes, gboolean fatal, guint16 *units, gsize *n_units)
{
  guint16 *out = units;

  for (gsize i = 0; i < n_bytes;) {
    guint32 c = bytes[i];
    gssize length = 1;

    if (c >= 0x80)
      length = read_sequence (bytes + i, n_bytes - i, &c);
    if (length < 0) {
      if (fatal)
        return FALSE;
      c = 0xfffd;
      length = -length;
    }
    if (c < 0x10000) {
      *out++ = (guint16) c;
    } else {
      *out++ = (guint16) (0xd7c0 + (c >> 10));
      *out++ = (guint16) (0xdc00 + (c & 0x3ff));
    }
    i += (gsize) length;
  }
  *n_units = (gsize) (out - units);
  return TRUE;
}
