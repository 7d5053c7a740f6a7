/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The code of a scenario: a tab for each of its files. What is typed saves itself.
 * Threads: the main one.
 */
#pragma once

#include "lab/scenario.h"
#include "lab/session.h"
#include "ui/editor/page.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_EDITOR (heddle_editor_get_type ())
G_DECLARE_FINAL_TYPE (HeddleEditor, heddle_editor, HEDDLE, EDITOR, GtkWidget)

HeddleEditor *heddle_editor_new (void);
void heddle_editor_set_scenario (HeddleEditor *self, HeddleScenario *scenario);
void heddle_editor_restore (HeddleEditor *self, HeddleSession *session);
void heddle_editor_remember (HeddleEditor *self, HeddleSession *session);
gboolean heddle_editor_save (HeddleEditor *self, GError **error);
gboolean heddle_editor_is_safe (HeddleEditor *self);

guint heddle_editor_get_n_pages (HeddleEditor *self);
HeddlePage *heddle_editor_get_page (HeddleEditor *self, guint index);
HeddlePage *heddle_editor_get_current_page (HeddleEditor *self);
const char *heddle_editor_get_status (HeddleEditor *self);

gboolean heddle_editor_show_file (HeddleEditor *self, const char *file);
gboolean heddle_editor_show_position (HeddleEditor *self, const char *file, guint line, guint column);
void heddle_editor_set_running_line (HeddleEditor *self, const char *file, guint line);
void heddle_editor_set_mistake (HeddleEditor *self, const char *file, guint line, const char *message);
double heddle_editor_get_text_size (HeddleEditor *self);
void heddle_editor_set_text_size (HeddleEditor *self, double points);

G_END_DECLS
