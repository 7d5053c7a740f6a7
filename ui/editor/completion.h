/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Completion of what is typed: Heddle's APIs, and the words of the text.
 * Threads: the main one.
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_API_COMPLETION (heddle_api_completion_get_type ())
G_DECLARE_FINAL_TYPE (HeddleApiCompletion, heddle_api_completion, HEDDLE, API_COMPLETION, GObject)

void heddle_completion_add (GtkSourceView *view);

G_END_DECLS
