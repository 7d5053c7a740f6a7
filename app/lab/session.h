/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window was showing, to be shown again at the next start: $XDG_STATE_HOME/heddle/session.ini.
 * Threads: one.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleSession:
 * @target: (nullable): what was open
 * @file: (nullable): the file of it that was seen
 * @wants_code: whether the code was seen
 * @code_height: of the code, in pixels; 0 when not known
 * @code_width: of the code, in pixels; 0 when not known
 * @text_size: of the code, in points; 0 when not known
 * @cursors: (element-type filename guint64): path → line and column of the text cursor, see heddle_session_set_cursor()
 */
typedef struct {
  char *target;
  char *file;
  gboolean wants_code;
  int code_height;
  int code_width;
  double text_size;
  GHashTable *cursors;
} HeddleSession;

HeddleSession *heddle_session_new (void);
HeddleSession *heddle_session_load (char **broken);
gboolean heddle_session_save (HeddleSession *self, GError **error);
void heddle_session_free (HeddleSession *self);
void heddle_session_set_cursor (HeddleSession *self, const char *path, guint line, guint column);
gboolean heddle_session_get_cursor (HeddleSession *self, const char *path, guint *line, guint *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSession, heddle_session_free)

G_END_DECLS
