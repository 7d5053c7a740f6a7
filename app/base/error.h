/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one error domain. A message says what was wrong, where, and what to do.
 * Threads: any.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEDDLE_ERROR (heddle_error_quark ())

/**
 * HeddleError:
 * @HEDDLE_ERROR_USAGE: wrong usage: an unknown option, a value out of range
 * @HEDDLE_ERROR_NOT_FOUND: a file, scenario, variant or parameter that does not exist
 * @HEDDLE_ERROR_SYNTAX: a file that cannot be read as what it should be (scenario, trace, JavaScript)
 * @HEDDLE_ERROR_FORBIDDEN: something that the user has not allowed
 * @HEDDLE_ERROR_SYSTEM: the operating system refused (disk full, no permission, no memory)
 * @HEDDLE_ERROR_RUN: the run could not be started or ended abnormally
 * @HEDDLE_ERROR_HOSTILE: the runner wrote records that cannot be true
 */
typedef enum {
  HEDDLE_ERROR_USAGE,
  HEDDLE_ERROR_NOT_FOUND,
  HEDDLE_ERROR_SYNTAX,
  HEDDLE_ERROR_FORBIDDEN,
  HEDDLE_ERROR_SYSTEM,
  HEDDLE_ERROR_RUN,
  HEDDLE_ERROR_HOSTILE,
} HeddleError;

GQuark heddle_error_quark (void);

G_END_DECLS
