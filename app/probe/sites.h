/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places in the program's text that have probes. Probes name them by numbers that are the same in the whole process.
 * Threads: any. A site that was added stays.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleProbeSite:
 * @label: what happens there: the name of an async function, or what is awaited
 * @file: in which file
 * @line: from 1
 * @column: from 1
 * @name: (nullable): an interned string: the name of the function that begins there; at an await of a call, of the one called
 */
typedef struct {
  char *label;
  char *file;
  guint line;
  guint column;
  const char *name;
} HeddleProbeSite;

void heddle_probe_sites_add (const char *label, const char *file, guint line, guint column, const char *name);
guint heddle_probe_sites_get_n (void);
const HeddleProbeSite *heddle_probe_sites_get (guint site);

G_END_DECLS
