/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where Heddle's other programs and its data are: beside this one in the build tree, or installed.
 * Threads: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *heddle_programs_find (const char *name);
char *heddle_programs_find_data (const char *name);
void heddle_programs_speak (void);

G_END_DECLS
