/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What window.c and window-parts.c share.
 */
#pragma once

#include "ui/gallery/gallery.h"
#include "ui/run/cores-popover.h"
#include "ui/run/launcher.h"
#include "ui/run/parameters.h"
#include "ui/run/permission-bar.h"
#include "ui/run/run-button.h"
#include "ui/window/window.h"
#include "ui/window/workspace.h"

G_BEGIN_DECLS

struct _HeddleWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  HeddleRunButton *run_button;
  GtkMenuButton *cores_button;
  HeddleCoresPopover *cores_popover;
  GtkWidget *parameters_button;
  HeddleParameters *parameters;
  HeddlePermissionBar *permission_bar;
  AdwFlap *flap;
  HeddleGallery *gallery;
  HeddleWorkspace *workspace;
  GtkWidget *header;
  GtkWidget *new_button;
  GtkWidget *sentence_bar;
  GtkLabel *sentence;
  GtkWidget *step_bar; /* a part of the lesson, in a presentation */
  GtkBox *step_box;

  char *target; /* what was opened last */
  HeddleStage *stage;
  GSettings *settings;
  HeddleLauncher *launcher;
  gboolean wants_console;
  gboolean wants_code;
  gboolean is_low;
  gboolean is_narrow;
  gboolean knows_of_loss; /* has been told that closing loses text */

  /* the presentation's */
  gboolean is_presenting;
  GtkCssProvider *text_size;
  int text_px; /* what the provider says now */
  int step;    /* which part of the lesson is seen; -1 for none */
};

void heddle_window_update_cores (HeddleWindow *self);
void heddle_window_update_console (HeddleWindow *self);
void heddle_window_set_wants_console (HeddleWindow *self, gboolean wants_console);
void heddle_window_note_sidebar (HeddleWindow *self);
void heddle_window_fit_sidebar (HeddleWindow *self);
void heddle_window_add_part_actions (HeddleWindow *self);
void heddle_window_read_settings (HeddleWindow *self);
void heddle_window_write_settings (HeddleWindow *self);
void heddle_window_make_room (HeddleWindow *self, int width, int height);

void heddle_window_install_presentation (GtkWidgetClass *widget_class);
void heddle_window_init_presentation (HeddleWindow *self);
void heddle_window_fit_presentation (HeddleWindow *self, int height);
void heddle_window_leave_presentation (HeddleWindow *self);

G_END_DECLS
