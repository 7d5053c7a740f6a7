/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One event of a trace file, as text, before anything in it is believed.
 * Threads: one.
 */
#pragma once

#include "export/json-reader.h"
#include "trace/span.h"

G_BEGIN_DECLS

typedef enum {
  FIELD_PHASE,
  FIELD_PID,
  FIELD_TID,
  FIELD_TIME,
  FIELD_DURATION,
  FIELD_CATEGORY,
  FIELD_NAME,
  N_TOP_FIELDS,
  /* of args */
  FIELD_ID = N_TOP_FIELDS,
  FIELD_SITE,
  FIELD_STATE,
  FIELD_CAUSE,
  FIELD_QUEUED,
  FIELD_CPU,
  FIELD_VALUE,
  FIELD_END,
  FIELD_OF,
  FIELD_MARK,
  FIELD_LEVEL,
  FIELD_TEXT,
  FIELD_INDEX,
  FIELD_NUMBER,
  FIELD_ROLE,
  FIELD_LABEL,
  FIELD_FILE,
  FIELD_LINE,
  FIELD_COLUMN,
  FIELD_START,
  FIELD_NO_CORE,
  FIELD_ORIGIN,
  FIELD_DROPPED,
  FIELD_CLOSED,
  N_FIELDS,
} HeddleEventField;

/**
 * HeddleImportEvent:
 * @text: the text of each field that is there
 * @has: whether it is there
 * @info: the members of an object `info` in its args: keys and values by turns
 *
 * An event's fields; used again for the next one.
 */
typedef struct {
  GString *text[N_FIELDS];
  gboolean has[N_FIELDS];
  GPtrArray *info;
  GHashTable *fields;
} HeddleImportEvent;

void heddle_import_event_init (HeddleImportEvent *self);
void heddle_import_event_clear (HeddleImportEvent *self);
gboolean heddle_import_event_read (HeddleImportEvent *self, HeddleJsonReader *reader, GError **error);

gboolean heddle_import_event_is (const HeddleImportEvent *self, HeddleEventField field, const char *text);
gboolean heddle_import_event_get_integer (const HeddleImportEvent *self,
                                          HeddleEventField field,
                                          gint64 least,
                                          gint64 most,
                                          gint64 *value);
gboolean heddle_import_event_get_unsigned (const HeddleImportEvent *self, HeddleEventField field, guint64 *value);
gboolean heddle_import_event_get_time (const HeddleImportEvent *self, HeddleEventField field, gint64 *time_ns);
gboolean heddle_import_event_get_seconds (const HeddleImportEvent *self,
                                          HeddleEventField field,
                                          gfloat otherwise,
                                          gfloat *value);
gboolean heddle_import_event_get_reference (const HeddleImportEvent *self, HeddleEventField field, HeddleSpanRef *ref);

G_END_DECLS
