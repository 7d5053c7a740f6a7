/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/session.h"
#include "ui/cores/cores-page.h"
#include "ui/drawer/drawer.h"
#include "ui/editor/editor.h"
#include "ui/lesson/lesson.h"
#include "ui/page/page-strip.h"
#include "ui/run/stage.h"
#include "ui/timeline/timeline.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_WORKSPACE (heddle_workspace_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkspace, heddle_workspace, HEDDLE, WORKSPACE, GtkWidget)

void heddle_workspace_set_stage (HeddleWorkspace *self, HeddleStage *stage);
void heddle_workspace_update_page (HeddleWorkspace *self);
void heddle_workspace_show_error (HeddleWorkspace *self, const char *message);
void heddle_workspace_set_wants_console (HeddleWorkspace *self, gboolean wants_console);
void heddle_workspace_set_wants_code (HeddleWorkspace *self, gboolean wants_code);
void heddle_workspace_set_is_narrow (HeddleWorkspace *self, gboolean is_narrow);
void heddle_workspace_set_is_presenting (HeddleWorkspace *self, gboolean is_presenting);
HeddleSession *heddle_workspace_get_session (HeddleWorkspace *self);
const char *heddle_workspace_get_broken_session (HeddleWorkspace *self);
void heddle_workspace_save_session (HeddleWorkspace *self);
gboolean heddle_workspace_save (HeddleWorkspace *self, GError **error);
gboolean heddle_workspace_is_editing (HeddleWorkspace *self);
HeddleEditor *heddle_workspace_get_editor (HeddleWorkspace *self);
HeddleLesson *heddle_workspace_get_lesson (HeddleWorkspace *self);
HeddleCoresPage *heddle_workspace_show_cores (HeddleWorkspace *self);
HeddleTimeline *heddle_workspace_get_timeline (HeddleWorkspace *self);
HeddleConsole *heddle_workspace_get_console (HeddleWorkspace *self);

G_END_DECLS
