/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text that is looked for in many others.
 */
#include "base/needle.h"

#include <string.h>

struct _HeddleNeedle {
  char *folded;
  gsize n_bytes;
  gboolean is_ascii;
};

/**
 * heddle_needle_new:
 * @text: what to look for
 *
 * Returns: (transfer full) (nullable): it; %NULL for an empty text, which is in everything
 */
HeddleNeedle *
heddle_needle_new (const char *text)
{
  HeddleNeedle *self;

  if (text == NULL || *text == '\0')
    return NULL;
  self = g_new0 (HeddleNeedle, 1);
  self->folded = g_utf8_casefold (text, -1);
  self->n_bytes = strlen (self->folded);
  self->is_ascii = g_str_is_ascii (self->folded);
  return self;
}

void
heddle_needle_free (HeddleNeedle *self)
{
  g_free (self->folded);
  g_free (self);
}

/**
 * heddle_needle_is_in:
 * @self: (nullable): what to look for
 * @text: (nullable): where
 *
 * Returns: whether it is there
 */
gboolean
heddle_needle_is_in (const HeddleNeedle *self, const char *text)
{
  g_autofree char *folded = NULL;

  if (self == NULL)
    return TRUE;
  if (text == NULL)
    return FALSE;
  if (self->is_ascii) {
    for (; *text != '\0'; text++)
      if (g_ascii_tolower (*text) == *self->folded && g_ascii_strncasecmp (text, self->folded, self->n_bytes) == 0)
        return TRUE;
    return FALSE;
  }
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, self->folded) != NULL;
}
