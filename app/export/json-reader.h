/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON read from a stream token by token (RFC 8259): nothing is kept but the token, so a file may be of any size.
 * Threads: one. Cost: one pass over the bytes.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  HEDDLE_JSON_ERROR,
  HEDDLE_JSON_END,
  HEDDLE_JSON_OBJECT,
  HEDDLE_JSON_OBJECT_END,
  HEDDLE_JSON_ARRAY,
  HEDDLE_JSON_ARRAY_END,
  HEDDLE_JSON_KEY,
  HEDDLE_JSON_STRING,
  HEDDLE_JSON_NUMBER,
  HEDDLE_JSON_TRUE,
  HEDDLE_JSON_FALSE,
  HEDDLE_JSON_NULL,
} HeddleJsonToken;

typedef struct _HeddleJsonReader HeddleJsonReader;

HeddleJsonReader *heddle_json_reader_new (GInputStream *stream, const char *name);
void heddle_json_reader_free (HeddleJsonReader *self);
HeddleJsonToken heddle_json_reader_next (HeddleJsonReader *self, GError **error);
const char *heddle_json_reader_get_text (HeddleJsonReader *self);
gboolean heddle_json_reader_skip (HeddleJsonReader *self, HeddleJsonToken token, GError **error);
void heddle_json_reader_set_error (HeddleJsonReader *self, GError **error, const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleJsonReader, heddle_json_reader_free)

G_END_DECLS
