/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small living page for programs that take input: it turns as long as the program's event loop can turn, and says how
 * long the program took to answer.
 * Threads: the main one.
 */
#pragma once

#include "ui/run/stage.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_PAGE_STRIP (heddle_page_strip_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePageStrip, heddle_page_strip, HEDDLE, PAGE_STRIP, GtkWidget)

void heddle_page_strip_set_stage (HeddlePageStrip *self, HeddleStage *stage);
void heddle_page_strip_click (HeddlePageStrip *self);
const char *heddle_page_strip_get_answer (HeddlePageStrip *self);

G_END_DECLS
