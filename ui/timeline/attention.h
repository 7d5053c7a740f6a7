/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What someone looks at in the timeline: the cursor, what is under the pointer, what is selected, a stretch of time, what
 * was found. One model for all bands.
 * Threads: the main one.
 */
#pragma once

#include "trace/span.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define HEDDLE_NO_BAND G_MAXUINT

/**
 * HeddleAttentionPart:
 *
 * What of it has changed.
 */
typedef enum {
  HEDDLE_ATTENTION_CURSOR = 1 << 0,
  HEDDLE_ATTENTION_HOVER = 1 << 1,
  HEDDLE_ATTENTION_SELECTION = 1 << 2,
  HEDDLE_ATTENTION_RANGE = 1 << 3,
  HEDDLE_ATTENTION_FOUND = 1 << 4,
} HeddleAttentionPart;

/**
 * HeddleSpot:
 * @band: which band, from the top
 * @ref: a span of its trace
 *
 * A span of one of the runs.
 */
typedef struct {
  guint band;
  HeddleSpanRef ref;
} HeddleSpot;

#define HEDDLE_TYPE_ATTENTION (heddle_attention_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAttention, heddle_attention, HEDDLE, ATTENTION, GObject)

HeddleAttention *heddle_attention_new (void);
void heddle_attention_clear (HeddleAttention *self);

void heddle_attention_set_cursor (HeddleAttention *self, guint band, gint64 time_ns);
guint heddle_attention_get_cursor (HeddleAttention *self, gint64 *time_ns);
void heddle_attention_set_hover (HeddleAttention *self, guint band, HeddleSpanRef ref);
HeddleSpot heddle_attention_get_hover (HeddleAttention *self);
void heddle_attention_select (HeddleAttention *self, guint band, HeddleSpanRef ref);
HeddleSpot heddle_attention_get_selection (HeddleAttention *self);
void heddle_attention_set_range (HeddleAttention *self, guint band, gint64 from_ns, gint64 to_ns);
guint heddle_attention_get_range (HeddleAttention *self, gint64 *from_ns, gint64 *to_ns);
void heddle_attention_take_found (HeddleAttention *self, GArray *found);
const GArray *heddle_attention_get_found (HeddleAttention *self);

G_END_DECLS
