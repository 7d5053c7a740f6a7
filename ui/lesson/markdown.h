/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Markdown (CommonMark) as widgets: a label for each block, so that a screen reader meets headings, paragraphs and items.
 * Threads: the main one.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*HeddleMarkdownLabel) (GtkLabel *label, gpointer data);

void heddle_markdown_fill (GtkBox *box, const char *text, HeddleMarkdownLabel made, gpointer data);

G_END_DECLS
