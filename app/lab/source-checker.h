/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks, while somebody types, whether a source parses: in a process that stays, so that nothing here links an engine.
 * Threads: one, whose main context runs.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeddleMistake:
 * @line: from 1; 0 when the source parses, or when it is not known where the mistake is
 * @column: from 1, in UTF-16 code units
 * @message: (nullable): what is wrong; %NULL when the source parses
 */
typedef struct {
  guint line;
  guint column;
  char *message;
} HeddleMistake;

void heddle_mistake_free (HeddleMistake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleMistake, heddle_mistake_free)

#define HEDDLE_TYPE_SOURCE_CHECKER (heddle_source_checker_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSourceChecker, heddle_source_checker, HEDDLE, SOURCE_CHECKER, GObject)

HeddleSourceChecker *heddle_source_checker_new (void);
void heddle_source_checker_check_async (HeddleSourceChecker *self,
                                        const char *source,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
HeddleMistake *heddle_source_checker_check_finish (HeddleSourceChecker *self, GAsyncResult *result, GError **error);
const char *heddle_source_checker_get_process (HeddleSourceChecker *self);

G_END_DECLS
