/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markdown (CommonMark) as widgets: a label for each block, so that a screen reader meets headings, paragraphs and items.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleMarkdownMaker:
 * @made: (nullable): called with each label that may have links, before it has its text
 * @block: (nullable): called with a block of code that says what it is, and its text: returns a widget for it, or %NULL for code
 * @data: for both
 *
 * What someone else adds to the widgets.
 */
typedef struct {
  void (*made) (GtkLabel *label, gpointer data);
  GtkWidget *(*block) (const char *info, const char *text, gpointer data);
  gpointer data;
} HeddleMarkdownMaker;

void heddle_markdown_fill (GtkBox *box, const char *text, const HeddleMarkdownMaker *maker);

G_END_DECLS
