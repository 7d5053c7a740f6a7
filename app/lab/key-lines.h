/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key file that knows on which line everything stands, so that an error can name it.
 * Threads: one at a time.
 */
#pragma once

#include "base/error.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HeddleKeyLines HeddleKeyLines;

/**
 * HeddleKeyRule:
 * @group: a group, or the part of its name before a space (`Variant` for `[Variant one]`)
 * @keys: the keys that it may have, separated by spaces
 *
 * What a group may hold.
 */
typedef struct {
  const char *group;
  const char *keys;
} HeddleKeyRule;

HeddleKeyLines *heddle_key_lines_load (const char *path, GError **error);
HeddleKeyLines *heddle_key_lines_parse (const char *path, const char *text, gssize n_bytes, GError **error);
void heddle_key_lines_free (HeddleKeyLines *self);
gboolean heddle_key_lines_check (HeddleKeyLines *self, const HeddleKeyRule *rules, guint n_rules, GError **error);
GStrv heddle_key_lines_dup_groups (HeddleKeyLines *self, const char *kind);
char *heddle_key_lines_dup_text (HeddleKeyLines *self, const char *group, const char *key, GError **error);
gboolean
heddle_key_lines_get_number (HeddleKeyLines *self, const char *group, const char *key, double *number, GError **error);
GStrv heddle_key_lines_dup_list (HeddleKeyLines *self, const char *group, const char *key);
gboolean heddle_key_lines_has (HeddleKeyLines *self, const char *group, const char *key);
void heddle_key_lines_fail (HeddleKeyLines *self,
                            GError **error,
                            const char *group,
                            const char *key,
                            const char *format,
                            ...) G_GNUC_PRINTF (5, 6);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleKeyLines, heddle_key_lines_free)

G_END_DECLS
