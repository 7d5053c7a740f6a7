/* Copyright 2026 The Heddle authors · SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ending a worker's event loop from outside, whatever it computes.
 * Threads: heddle_terminator_request () any; the rest the loop's own. Cost: none until something is to end; then a signal
 * each millisecond to that thread. Hot loops end within about 10 ms, what allocates within 0.2 s.
 */
#pragma once

#include <glib.h>
#include <JavaScriptCore/JavaScript.h>

G_BEGIN_DECLS

typedef struct _HeddleTerminator HeddleTerminator;

HeddleTerminator *heddle_terminator_new (JSContextGroupRef group);
void heddle_terminator_free (HeddleTerminator *self);
gboolean heddle_terminator_check (HeddleTerminator *self);
void heddle_terminator_request (HeddleTerminator *self, GFunc parked, gpointer user_data);

G_END_DECLS
