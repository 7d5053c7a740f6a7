/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Questions to the user. Here are the widgets that later versions of GTK and libadwaita replace by others.
 * Threads: the main one; answers come there.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HeddleDialogFunc:
 * @window: the window that asked
 * @answer: the name that was typed, the path that was chosen; the question's own target for a confirmation
 * @data: what was handed over
 *
 * The user has answered; it is not called when they have thought better of it.
 */
typedef void (*HeddleDialogFunc) (GtkWindow *window, const char *answer, gpointer data);

/**
 * HeddleQuestion:
 * @heading: what is asked
 * @body: (nullable): what follows from it
 * @yes: what the button says that does it, with a mnemonic
 * @is_destructive: whether something is lost
 */
typedef struct {
  const char *heading;
  const char *body;
  const char *yes;
  gboolean is_destructive;
} HeddleQuestion;

void heddle_dialogs_ask_name (GtkWindow *window,
                              const HeddleQuestion *question,
                              const char *name,
                              HeddleDialogFunc answered,
                              gpointer data,
                              GDestroyNotify free_data);
void heddle_dialogs_confirm (GtkWindow *window,
                             const HeddleQuestion *question,
                             HeddleDialogFunc answered,
                             gpointer data,
                             GDestroyNotify free_data);
void heddle_dialogs_choose_open (GtkWindow *window, gboolean is_folder, HeddleDialogFunc answered);
void heddle_dialogs_choose_save (GtkWindow *window, const char *name, HeddleDialogFunc answered);
void heddle_dialogs_show_about (GtkWindow *window);

G_END_DECLS
