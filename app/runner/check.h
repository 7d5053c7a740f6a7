/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks whether sources parse, without running them.
 * Threads: main.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int heddle_check_files (int n_files, char **files);
int heddle_check_stdin (void);

G_END_DECLS
