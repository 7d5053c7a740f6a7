/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The media type of a file, from its name.
 * Threads: any; plain values.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *heddle_content_type_for_name (const char *name);

G_END_DECLS
