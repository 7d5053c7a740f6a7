/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file of a scenario in the editor: its text, which saves itself, and what is known about it.
 * Threads: the main one.
 */
#pragma once

#include "lab/source-checker.h"

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/**
 * HeddleNotice:
 * @HEDDLE_NOTICE_NONE: all is well
 * @HEDDLE_NOTICE_REFUSED: it cannot be edited
 * @HEDDLE_NOTICE_RECOVERED: the text is one that could not be saved the last time
 * @HEDDLE_NOTICE_UNSAVED: the text cannot be saved
 * @HEDDLE_NOTICE_ENDANGERED: the text cannot be saved, and not be put aside either
 * @HEDDLE_NOTICE_CHANGED: another program wrote another text
 * @HEDDLE_NOTICE_GONE: the file was deleted
 *
 * What the user has to know about the file.
 */
typedef enum {
  HEDDLE_NOTICE_NONE,
  HEDDLE_NOTICE_REFUSED,
  HEDDLE_NOTICE_RECOVERED,
  HEDDLE_NOTICE_UNSAVED,
  HEDDLE_NOTICE_ENDANGERED,
  HEDDLE_NOTICE_CHANGED,
  HEDDLE_NOTICE_GONE,
} HeddleNotice;

#define HEDDLE_TYPE_NOTICE (heddle_notice_get_type ())
GType heddle_notice_get_type (void);

#define HEDDLE_TYPE_DOCUMENT (heddle_document_get_type ())
G_DECLARE_FINAL_TYPE (HeddleDocument, heddle_document, HEDDLE, DOCUMENT, GtkSourceBuffer)

HeddleDocument *heddle_document_new (const char *path, const char *name, HeddleSourceChecker *checker);
const char *heddle_document_get_path (HeddleDocument *self);
const char *heddle_document_get_name (HeddleDocument *self);
char *heddle_document_dup_text (HeddleDocument *self);
gboolean heddle_document_is_program (HeddleDocument *self);

void heddle_document_load (HeddleDocument *self);
gboolean heddle_document_save (HeddleDocument *self, GError **error);
void heddle_document_keep (HeddleDocument *self);
void heddle_document_take_from_disk (HeddleDocument *self);

HeddleNotice heddle_document_get_notice (HeddleDocument *self);
const char *heddle_document_get_reason (HeddleDocument *self);
const HeddleMistake *heddle_document_get_mistake (HeddleDocument *self);

void heddle_document_set_mistake (HeddleDocument *self, guint line, const char *message);
void heddle_document_set_differing (HeddleDocument *self, GArray *lines);
gboolean heddle_document_differs_at (HeddleDocument *self, guint line);
void heddle_document_set_running_line (HeddleDocument *self, guint line);

G_END_DECLS
