/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one error domain.
 * Threads: any.
 */
#include "base/error.h"

G_DEFINE_QUARK (heddle_error_quark, heddle_error)
