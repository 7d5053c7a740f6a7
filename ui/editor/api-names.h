/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The APIs that a program can use, as far as the editor offers them.
 * Threads: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleApiName:
 * @owner: the object it is a member of: `` for a global, `*` for a method of values that have no name of their own
 * @name: what is typed
 * @call: (nullable): what stands behind it: the parameters; %NULL for what is not called
 * @brief: what it does, translatable
 */
typedef struct {
  const char *owner;
  const char *name;
  const char *call;
  const char *brief;
} HeddleApiName;

const HeddleApiName *heddle_api_names_get (guint *n);

G_END_DECLS
