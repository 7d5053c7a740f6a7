/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What leads from one pane to another: a line to its spans, the lesson to lines and spans; the line that runs at the timeline's
 * cursor is marked in the code.
 * Threads: the main one.
 */
#pragma once

#include "ui/editor/editor.h"
#include "ui/lesson/lesson.h"
#include "ui/timeline/timeline.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_LINKS (heddle_links_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLinks, heddle_links, HEDDLE, LINKS, GObject)

HeddleLinks *heddle_links_new (HeddleTimeline *timeline, HeddleEditor *editor, HeddleLesson *lesson);

G_END_DECLS
